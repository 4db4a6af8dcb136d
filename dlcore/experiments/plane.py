"""The plane as networks that tell two classes apart see it."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..activations import sigmoid, softmax
from .base import Frame, Measure


class PlaneFrame(Frame):
    """A frame of a network in training whose train and test (n,) are shares of points right."""

    measures: ClassVar[dict] = {
        "new points right": Measure(".1%"),
        "training points right": Measure(".1%"),
    }

    @property
    def scores(self):
        """After the last update."""
        numbers = self.test[-1], self.train[-1]
        return {name: {"": float(n)} for name, n in zip(self.measures, numbers, strict=True)}


def points(side):
    """All points (n^2, 2) with these coordinates (n,), row by row."""
    return np.stack(np.meshgrid(side, side), -1).reshape(-1, 2)


def of_class_1(logits):
    """Logits (..., 2) -> probability of class 1 (...)."""
    return sigmoid(logits[..., 1] - logits[..., 0])[0]


def near(x, y, places, radius):
    """True (h, w) at points (x of (w,), y of (h,)) within the radius of a place, (n, 2).

    radius: a number, or one for each axis where the picture is not to scale.
    """
    places = np.asarray(places, float).reshape(-1, 2, 1, 1)
    away = np.stack(np.meshgrid(x, y)) - places
    return ((away / np.reshape(radius, (-1, 1, 1))) ** 2).sum(1).min(0, initial=np.inf) <= 1


@dataclass(frozen=True)
class Map:
    """What a network makes of the plane: a picture for each class, and one for each hidden unit.

    side (n,): coordinates along both axes; classes (C, n, n): the probability of each class, the
    first row lowest; units: what the units of each hidden layer give, (H, n, n) of each.
    """

    side: np.ndarray
    classes: np.ndarray
    units: tuple

    @property
    def winner(self):
        """The most probable class at each place, (n, n)."""
        return self.classes.argmax(0)

    @property
    def boundary(self):
        """x (m,), y (m,) of the lines along which two classes are equally likely, with gaps."""
        second, best = np.sort(self.classes, 0)[-2:]
        lead = self.classes - np.where(self.classes == best, second, best)
        own = lead[1:] if len(lead) == 2 else lead  # two classes have one line between them
        parts = [level_lines(one, self.side) for one in own]
        return tuple(np.concatenate(part) for part in zip(*parts, strict=True))


def plane_map(net, theta, side):
    """theta (P,) of a network with two inputs, side (n,) -> `Map`.

    The outputs are taken for logits: softmax makes probabilities, of a single one sigmoid does.
    """
    n = len(side)
    outputs, _ = net.forward(theta, points(np.asarray(side, theta.dtype)))
    logits = outputs[-1]
    if logits.shape[-1] == 1:
        p = sigmoid(logits)[0]
        p = np.concatenate([1 - p, p], -1)
    else:
        p = softmax(logits)
    units = tuple(out.T.reshape(-1, n, n) for out in hidden(net, outputs))
    return Map(side, p.T.reshape(-1, n, n), units)


def hidden(net, outputs):
    """What each hidden layer hands on to the next one, out of the outputs of all layers."""
    with_weights = [i for i, layer in enumerate(net.layers) if layer.matrices]
    return [outputs[i - 1] for i in with_weights[1:]]


def level_lines(z, side, level=0.0):
    """Where z (n, n) over the plane crosses a level: pieces, x (m,) and y (m,), nan between.

    Each square of four neighbours is cut into two triangles, in which z counts as linear.
    """
    n, z = len(side), np.asarray(z, float) - level
    i, j = (part.ravel() for part in np.indices((n - 1, n - 1)))
    corners = [(i, j), (i, j + 1), (i + 1, j), (i + 1, j + 1)]
    a, b, c, d = (np.stack([side[j], side[i], z[i, j]], -1) for i, j in corners)
    triangles = np.concatenate([np.stack([a, b, d], 1), np.stack([a, c, d], 1)])
    above = triangles[..., 2] >= 0
    cut = triangles[above.any(1) & ~above.all(1)]
    above = cut[..., 2] >= 0
    alone = np.where(above.sum(1) == 1, above.argmax(1), (~above).argmax(1))  # on its side
    rows = np.arange(len(cut))
    tip = cut[rows, alone]
    ends = []
    for k in (1, 2):
        other = cut[rows, (alone + k) % 3]
        share = tip[:, 2] / (tip[:, 2] - other[:, 2])
        ends.append(tip[:, :2] + share[:, None] * (other[:, :2] - tip[:, :2]))
    x, y = np.stack([*ends, np.full((len(cut), 2), np.nan)], 1).reshape(-1, 2).T
    return (x, y) if len(x) else (np.zeros(3), np.full(3, np.nan))
