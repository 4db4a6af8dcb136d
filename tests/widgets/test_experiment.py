"""An experiment that a notebook registers has a panel at once."""

from dataclasses import dataclass

import numpy as np
import pytest

from dlcore import EXPERIMENTS, knob
from dlcore.experiments import Experiment, Frame, Measure
from tests.widgets.loops import run
from widgets import experiment, restore
from widgets.panel.state_code import encode


@dataclass(frozen=True)
class Coins(Frame):
    share: float

    measures = {"heads": Measure(".1%")}

    @property
    def scores(self):
        return {"heads": {"coin": self.share}}

    @property
    def summary(self):
        return f"{self.t} tosses, {self.share:.1%} heads."

    @property
    def table(self):
        return ("tosses", "heads"), [(self.t, f"{self.share:.1%}")]


@dataclass(frozen=True, repr=False)
class Toss(Experiment):
    p: float = knob(0.5, 0, 1, least=0, most=1, help="chance of heads")
    seed: int = knob(0, 0, 9, help="which tosses")

    def frames(self):
        heads = np.random.default_rng(self.seed).random(50) < self.p
        for t in range(1, 51):
            yield Coins(t, heads[:t].mean())


@pytest.fixture(autouse=True)
def coins():
    EXPERIMENTS.add("coins")(Toss)
    yield
    del EXPERIMENTS["coins"]


def test_it_plays_and_shows_its_scores():
    panel = experiment("coins", p=0.3)

    run(panel.player.play)
    lines = panel.view.shown[0][1]
    drawn = panel.view.figure.frame_data(lines.first)
    expected = [frame.share for frame in Toss(p=0.3).frames()]
    np.testing.assert_allclose(drawn["y"], expected, rtol=1e-6)
    panel.player.show(9)
    assert len(panel.view.figure.frame_data(lines.first)["y"]) == 10
    panel.close()


def test_its_state_code_restores_it():
    panel = experiment("coins", p=0.3)
    panel.player.show(20)
    again = restore(encode(panel.experiment, 20, panel.frame, panel.page.panel))
    assert again.experiment == panel.experiment
    assert again.frame == panel.frame
    panel.close(), again.close()


def test_unknown_experiments_are_named():
    with pytest.raises(ValueError, match="coins"):
        experiment("coin")
