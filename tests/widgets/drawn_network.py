"""A small experiment for the parts of the kit: a network with numbers in its units and on edges.

A click on an edge tells how much its weight does for the output, a click on a unit what is in it.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from dlcore.experiments import Experiment, Frame
from dlcore.knobs import knob, numbers
from widgets.making import Recipe
from widgets.views.diagram import KEY, diagram
from widgets.views.net import Net
from widgets.views.sheet import Sheet

SIZES = (2, 3, 1)
NAMES = (["x1", "x2"], ["h1", "h2", "h3"], ["y"])


@dataclass(frozen=True)
class DrawnFrame(Frame):
    """units: x (2,), h (3,), y (1,); weights: (2, 3), (3, 1); silent; chosen unit and edge."""

    units: tuple
    weights: tuple
    silent: tuple
    unit: int
    edge: int
    turned: bool

    @property
    def summary(self):
        """Of the chosen edge and unit."""
        weight = np.concatenate([W.ravel() for W in self.weights])[self.edge]
        value = np.concatenate(self.units)[self.unit]
        return f"Edge {self.edge + 1} has weight {weight:g}; unit {self.unit + 1} says {value:.3g}."


@dataclass(frozen=True, repr=False)
class DrawnNetwork(Experiment):
    """y = relu(x W) v."""

    x: tuple = numbers((1.0, 0.5), -2, 2, names=("x1", "x2"), help="inputs")
    w: tuple = numbers((1.0, -1.0, 0.5, 2.0, 0.0, 1.5, 1.0, -2.0, 0.25), -3, 3, help="weights")
    unit: int = knob(2, 0, 5, least=0, most=5, help="click one")
    edge: int = knob(0, 0, 8, least=0, most=8, help="click one")
    drawn: str = knob("forward", choices=["forward", "backward"], help="left to right or back")

    instant: ClassVar[bool] = True

    def frames(self):
        """One frame."""
        x, w = np.array(self.x), np.array(self.w)
        W, v = w[:6].reshape(2, 3), w[6:].reshape(3, 1)
        h = np.maximum(x @ W, 0)
        silent = tuple(np.zeros(n, bool) for n in (2, 0, 1))
        silent = (silent[0], h == 0, silent[2])
        chosen = self.unit, self.edge, self.drawn == "backward"
        yield DrawnFrame(0, (x, h, h @ v), (W, v), silent, *chosen)


def net(frame):
    """What is drawn."""
    chosen = dict(silent=frame.silent, unit=frame.unit, edge=frame.edge)
    return Net(frame.units, frame.weights, above=NAMES, **chosen)


class DrawnView(Sheet):
    """The network."""

    columns = ((KEY, 1),)
    label = "A network with two inputs, three hidden units and one output"

    def key_of(self, frame):
        """Which way it is drawn."""
        return frame.turned

    def parts(self, frame):
        """All of it."""
        clicks = dict(unit="unit", edge="edge")
        titles = ("inputs", "hidden", "output")
        drawing = diagram(net, SIZES, turned=frame.turned, titles=titles, **clicks)
        return [(1, part) for part in drawing]


panel = Recipe("drawn-network", DrawnView, front="x w")
