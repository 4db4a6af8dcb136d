"""What the README says of the panels is so."""

import re

from tests.widgets.panels import PANELS, controls
from tests.widgets.test_actions import SEQUENCES


def test_the_counts_of_the_readme(project):
    text = " ".join((project / "README.md").read_text(encoding="utf-8").split())
    panels = [make() for make in PANELS.values()]
    count = sum(len(controls(panel)) for panel in panels)
    said = re.search(r"more than (\d+) panels with more than (\d+) controls", text).groups()
    assert len(panels) > int(said[0]) and count > int(said[1])
    assert f"{SEQUENCES} sequences of 40 actions" in text
    for panel in panels:
        panel.close()
