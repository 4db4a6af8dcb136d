"""A network whose weights are set by hand, against networks that are trained, on one score."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import ClassVar

import numpy as np

from ...data import CURVES
from ...knobs import Part, knob, points
from ...network import mlp
from ...optimizers import OPTIMIZERS
from ...registry import EXPERIMENTS
from ...seeding import generator
from ...training import Objective, descend
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import amount

ENDS, LOW, HIGH = 2.0, -2.0, 2.0
UPDATES, LOOKS, LR, RUNS = 600, 24, 0.03, 5
SIDE = np.linspace(-ENDS, ENDS, 81)
SPOT = {"x": Part(-ENDS, ENDS, least=-ENDS, most=ENDS), "y": Part(LOW, HIGH)}
FLAT = ((-2.0, 0.0), (-1.2, 0.0), (-0.4, 0.0), (0.4, 0.0), (1.2, 0.0), (2.0, 0.0))
YOURS, TRAINED = "yours", "trained"


@dataclass(frozen=True)
class HandFitFrame(Frame):
    """A curve drawn by hand and K trained ones, after t of `total` updates.

    nodes (n, 2): of the hand's broken line; mine (S,), theirs (K, S): curves over side (S,);
    mine_lost (2,), theirs_lost (2, K): mean squared errors on the points to train on, points
    (2, N), and on new ones, unseen (2, M).
    """

    total: int
    nodes: np.ndarray
    side: np.ndarray
    mine: np.ndarray
    theirs: np.ndarray
    mine_lost: np.ndarray
    theirs_lost: np.ndarray
    points: np.ndarray
    unseen: np.ndarray

    names: ClassVar[tuple] = (YOURS, TRAINED)
    who: ClassVar[str] = "network"
    measures: ClassVar[dict] = {"training error": Measure(log=True)}
    measures["error on new points"] = Measure(log=True)

    @property
    def scores(self):
        """Of the hand, and the middle one of the trained."""
        rows = zip(self.measures, self.mine_lost, np.median(self.theirs_lost, -1), strict=True)
        return {name: {YOURS: float(a), TRAINED: float(b)} for name, a, b in rows}

    @property
    def beaten(self):
        """How many of the trained networks the hand beats on the training points."""
        return int((self.theirs_lost[0] > self.mine_lost[0]).sum())

    @property
    def headline(self):
        """Both scores."""
        mine, theirs = amount(self.mine_lost[0]), amount(np.median(self.theirs_lost[0]))
        return f"Training error: yours {mine}, trained {theirs}; you beat {self.beaten} of {RUNS}."

    @property
    def summary(self):
        """All scores."""
        rows = {name: [f"{w} {v:.3g}" for w, v in row.items()] for name, row in self.scores.items()}
        said = "; ".join(f"{name}: {', '.join(row)}" for name, row in rows.items())
        return f"Update {self.t} of {self.total}; {said}; you beat {self.beaten} of {RUNS}."


def by_hand(nodes):
    """A broken line through nodes (n, 2) -> the network 1-(n-1)-1 that draws it, and its theta.

    Unit i is max(0, x - x_i); its weight on the way out is by how much the slope changes there.
    """
    (x, y), net = np.array(nodes, float).T, mlp(1, len(nodes) - 1, 1)
    slopes = np.diff(y) / np.maximum(np.diff(x), 1e-3)
    theta = np.zeros(net.size)
    first, _, last = net.views(theta)
    first["W"][...], first["b"][...] = 1, -x[:-1]
    last["W"][:, 0], last["b"][...] = np.diff(slopes, prepend=0), y[0]
    return net, theta


def lost(net, theta, x, y):
    """Mean squared errors (...) of theta (..., P)."""
    return ((net.predict(theta, x) - y) ** 2).mean((-2, -1))


@lru_cache(maxsize=16)  # a hand that moves leaves the others as they are
def trained(curve, n, noise, units, seed):
    """Of RUNS networks 1-units-1 that Adam trains on all points: net, {update: theta (RUNS, P)}.

    At first the places where their lines bend lie anywhere.
    """
    data = CURVES[curve](n=n, noise=noise, seed=seed)
    net, seeds = mlp(1, units, 1), range(seed, seed + RUNS)
    theta = net.init(seeds)
    first = net.views(theta)[0]
    bends = generator(seeds, stream=63).uniform(-ENDS, ENDS, first["b"].shape)
    first["b"][...] = -first["W"] * bends
    f = Objective(net, "mse", data.x, data.y)
    steps = descend(f, theta, OPTIMIZERS["adam"](), LR, replay=True)
    looks = set(every(UPDATES // LOOKS, UPDATES))
    return net, {s.t: s.theta for s in islice(steps, UPDATES + 1) if s.t in looks}


@EXPERIMENTS.add("hand-fit")
@dataclass(frozen=True, repr=False)
class HandFit(Experiment):
    """Broken lines are networks of ReLU units: one set by hand, five trained, one score for all."""

    times: int = knob(
        1, 1, 10, least=1, most=40, label="their units", help="times as many as yours"
    )

    nodes: tuple = points(
        FLAT, SPOT, count=(2, 10), ordered=True, label="your line", help="drag, or click to add"
    )
    data: str = knob("sine", choices=CURVES, help="what the points lie along")
    examples: int = knob(40, 5, 100, least=2, most=1000, label="training points", help="how many")
    noise: float = knob(0.1, 0, 1, least=0, help="standard deviation of the points around it")
    seed: int = knob(0, 0, 99, least=0, help="points, and first weights of the trained networks")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("times", "data", "noise")

    def frames(self):
        """A moment of the training of the others each; the hand's line stays."""
        data = CURVES[self.data](n=self.examples, noise=self.noise, seed=self.seed)
        parts = (data.x, data.y), (data.x_test, data.y_test)
        hand, own = by_hand(self.nodes)
        side = SIDE[:, None]
        mine = hand.predict(own, side)[:, 0]
        mine_lost = np.array([lost(hand, own, *part) for part in parts])
        units = self.times * (len(self.nodes) - 1)
        net, thetas = trained(self.data, self.examples, self.noise, units, self.seed)
        seen = [np.concatenate(part, 1).T for part in parts]
        for t, theta in thetas.items():
            theirs = net.predict(theta, side.astype("f"))[..., 0]
            both = np.array([lost(net, theta, *part) for part in parts])
            about = np.array(self.nodes, float), SIDE, mine, theirs, mine_lost, both
            yield HandFitFrame(t, UPDATES, *about, *seen)
