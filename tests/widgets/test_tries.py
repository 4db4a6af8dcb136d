"""What a text proposes is one press away: knobs are set, the run starts."""

import asyncio

import pytest
from ipywidgets.widgets import widget

from dlcore.experiments import OptimizerRace
from tests.widgets.loops import run
from tests.widgets.panels import press, small
from tests.widgets.truth import check
from widgets import texts
from widgets.panel import cells

PROPOSED = {"learning rate 0.05": dict(lr=0.05), "a plateau": dict(surface="plateau", seed=3)}


def race(**knobs):
    return small("optimizer_race", optimizers=("adam", "momentum"), **knobs)


def test_a_press_sets_the_knobs_and_runs():
    async def scenario():
        panel = race(tries=PROPOSED)
        tries = next(part for part in panel.children if "live-tries" in part._dom_classes)
        panel.player.step(7)
        press(tries.buttons["learning rate 0.05"])
        assert panel.player.running and panel.experiment.lr == 0.05
        assert panel.form.controls["lr"].field.value == "0.05"
        await panel.player.task
        assert panel.player.at_end
        check(panel)
        panel.close()

    run(scenario)


def test_knobs_that_are_not_named_are_those_of_the_start():
    async def scenario():
        panel = race(lr=0.0123456)
        start, tries = panel.experiment, panel.tries(PROPOSED)
        panel.form.set(starts=5, lr=0.3)
        press(tries.buttons["a plateau"])
        assert panel.experiment == OptimizerRace(
            optimizers=start.optimizers, lr=0.0123456, steps=start.steps, surface="plateau", seed=3
        )
        await asyncio.sleep(0.01)
        press(tries.buttons["learning rate 0.05"])  # also in the midst of a run
        assert panel.experiment.surface == start.surface and panel.experiment.seed == start.seed
        assert panel.player.running
        panel.close()

    run(scenario)


def test_a_bet_comes_first():
    panel = race(tries=PROPOSED)
    tries = panel.tries(PROPOSED)
    panel.player.hold()
    assert all(made.disabled for made in tries.buttons.values())
    panel.player.hold(False)
    assert not any(made.disabled for made in tries.buttons.values())
    panel.close()


@pytest.mark.parametrize("wrong", [dict(lr=-1.0), dict(surface="bowel"), dict(rate=3)])
@pytest.mark.parametrize("inside", [True, False])
def test_nonsense_is_said_at_once_and_when_pressed(wrong, inside):
    async def scenario():
        proposals = PROPOSED | {"nonsense": wrong}
        panel = race(tries=proposals) if inside else race()
        tries = panel.children[-5] if inside else panel.tries(proposals)
        start = panel.experiment
        assert panel.problem.startswith("nonsense: ") and next(iter(wrong)) in panel.problem
        panel.form.set(seed=4)
        assert panel.problem == ""
        press(tries.buttons["nonsense"])
        assert next(iter(wrong)) in panel.headline.value and "problem" in panel.headline.value
        assert panel.experiment.seed == 4 and not panel.player.running
        press(tries.buttons["learning rate 0.05"])
        assert panel.problem == "" and panel.experiment.seed == start.seed
        panel.close()

    run(scenario)


def test_buttons_of_another_cell_are_replaced_and_outlive_the_panel(monkeypatch):
    monkeypatch.setattr(cells, "SHOWN", {})
    running = iter([("panel", 1), ("text", 2), ("text", 3), ("panel", 4)])
    monkeypatch.setattr(cells, "running_cell", lambda: next(running))
    panel = race()
    watchers = len(panel.watchers)
    before = len(widget._instances)
    first = panel.tries(PROPOSED)
    made = len(widget._instances) - before
    second = panel.tries(PROPOSED)
    assert first.comm is None and len(panel.watchers) == watchers + 1
    assert len(widget._instances) == before + made
    race().close()
    assert panel.comm is None and second.comm is not None
    press(second.buttons["a plateau"])
    assert texts.GONE in second.said.value
    second.close()
