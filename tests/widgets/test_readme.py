"""What the README says of the panels and lectures is so."""

import ast
import re

from tests.widgets.bets import answer
from tests.widgets.loops import run
from tests.widgets.panels import PANELS, controls
from tests.widgets.test_actions import ACTIONS
from widgets.course.record import questions_in


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
    written = sorted(path.stem[:2] for path in (project / "notebooks").glob("[0-9]*.ipynb"))
    assert ["00", *re.findall(r"\b\d\d\b", said)] == written


def test_the_lecture_of_ones_own_is_one(project, file):
    """Its cells run, its bet is judged, its mission can be done, and its questions are known."""
    text = (project / "README.md").read_text(encoding="utf-8")
    teachers = text[text.index("## For teachers") : text.index("Shift-Tab shows")]
    cells = re.findall("```python\n(.*?)```", teachers, re.S)
    names, shown = {}, []
    for cell in cells:
        *before, last = ast.parse(cell).body
        exec(compile(ast.Module(before, []), "README", "exec"), names)
        shown.append(eval(compile(ast.Expression(last.value), "README", "eval"), names))
    _, bet, mission = shown

    async def scenario():
        bet.panel.player.speed.value = mission.panel.player.speed.value = 8.0
        await answer(bet, "momentum")
        assert bet.judged.outcome == "right"
        mission.panel.form.controls["lr"].value = 0.05
        mission.panel.player.play()
        await mission.panel.player.task
        assert mission.reached and not mission.problem

    run(scenario)
    asked = [question for cell in cells for question in questions_in(cell)]
    assert asked == [(bet.question, "bet"), (mission.title, "mission")]
    for one in (*shown, bet.panel, mission.panel):
        one.close()
