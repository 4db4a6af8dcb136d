"""What the README says of the panels and lectures is so."""

import re

from tests.widgets.panels import PANELS, controls
from tests.widgets.test_actions import ACTIONS


def test_the_counts_of_the_readme(project):
    text = " ".join((project / "README.md").read_text(encoding="utf-8").split())
    panels = [make() for make in PANELS.values()]
    count = sum(len(controls(panel)) for panel in panels)
    said = re.search(r"more than (\d+) panels with more than (\d+) controls", text).groups()
    assert len(panels) > int(said[0]) and count > int(said[1])
    assert f"{ACTIONS} random actions on each panel" in text
    for panel in panels:
        panel.close()


def test_the_lectures_of_the_readme(project):
    text = " ".join((project / "README.md").read_text(encoding="utf-8").split())
    said = re.search(r"lectures are written: (.*?)\. Each", text).group(1)
    written = sorted(path.stem[:2] for path in (project / "notebooks").glob("*.ipynb"))
    assert ["00", *re.findall(r"\b\d\d\b", said)] == written
