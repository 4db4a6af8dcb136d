"""A knob that has no effect now says so, can still be moved, and is not swept."""

from dataclasses import dataclass

import pytest

from dlcore.experiments import OptimizerRace
from tests.widgets.panels import parts
from widgets import texts
from widgets.panel.drawers.grid import Grid
from widgets.panel.panel import Panel
from widgets.views.scores import ScoresView

WHY = "there is one start"


@dataclass(frozen=True, repr=False)
class Race(OptimizerRace):
    """A race that knows when its spread does nothing."""

    @property
    def idle(self):
        return {"spread": WHY} if self.starts == 1 else {}


@pytest.fixture
def panel():
    made = Panel(Race, ScoresView, steps=20, optimizers=("adam",))
    yield made
    made.close()


def asleep(panel):
    """Names of the knobs that are dimmed."""
    controls = panel.form.controls
    return [name for name, made in controls.items() if "live-idle" in made._dom_classes]


def test_a_knob_without_effect_says_why_until_it_has_one(panel):
    spread = panel.form.controls["spread"]
    usual = panel.form.controls["starts"].slider.tooltip
    assert asleep(panel) == ["spread"]
    assert all(WHY in part.tooltip for part in parts(spread) if part is not spread)
    panel.form.controls["starts"].value = 5
    assert asleep(panel) == [] and panel.experiment.starts == 5
    assert WHY not in spread.slider.tooltip != usual
    panel.form.controls["starts"].field.value = "1"
    assert asleep(panel) == ["spread"] and spread.slider.tooltip == texts.IDLE.format(reason=WHY)


def test_it_can_still_be_moved(panel):
    panel.form.controls["spread"].field.value = "0.3"
    assert panel.experiment.spread == 0.3 and asleep(panel) == ["spread"]


def test_the_grid_does_not_offer_it(panel):
    panel.buttons[Grid].value = True
    grid = panel.drawers[Grid]
    axes = grid.a, grid.b
    assert not any("spread" in dict(axis.name.options).values() for axis in axes)
    panel.form.controls["starts"].value = 5
    assert all("spread" in dict(axis.name.options).values() for axis in axes)
    grid.a.name.value, grid.b.name.value, grid.b.typed.value = "spread", "lr", "0.1, 0.2"
    panel.form.controls["starts"].value = 1
    assert grid.a.name.value != "spread" and grid.a.name.value != grid.b.name.value
    assert (grid.b.name.value, grid.b.typed.value) == ("lr", "0.1, 0.2")
