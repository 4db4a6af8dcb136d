"""A digit that is moved, turned, shrunk, and what a network says that learned digits in place."""

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import numpy as np

from ...activations import softmax
from ...data import affine
from ...knobs import knob
from ...registry import DATASETS, EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..phrases import percent
from ..training import Training

NETWORKS = {
    "linear": dict(depth=0, init="zeros", epochs=4),
    "two layers": dict(depth=1, width=100, epochs=4),
    "two layers, moved images": dict(depth=1, width=100, epochs=5, shift=3.0),
}
WAYS = {
    "shift": (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0),
    "turn": (-90.0, -60.0, -45.0, -30.0, -15.0, 0.0, 15.0, 30.0, 45.0, 60.0, 90.0),
    "size": (0.4, 0.6, 0.8, 1.0, 1.25, 1.6, 2.0),
}
TESTED = 400  # digits
SLIDES = 10  # steps
FOUR = ((1, 0), (-1, 0), (0, 1), (0, -1))


@dataclass(frozen=True)
class MovedDigitFrame(Frame):
    """After t of SLIDES steps from where it was to where the knobs say.

    image (28, 28): the digit now; label: its class; outputs (10,): probabilities.
    way: "shift", "turn" or "size"; at: how far it is on this way; ways (n,), right (n,): share of
    400 test digits that are right when all are moved so far.
    """

    image: np.ndarray
    label: int
    outputs: np.ndarray
    way: str
    at: float
    ways: np.ndarray
    right: np.ndarray

    measures: ClassVar[dict] = {"probability of the right class": Measure(".1%")}

    @property
    def said(self):
        """The class it is taken for."""
        return int(self.outputs.argmax())

    @property
    def scores(self):
        """Of the digit."""
        return {"probability of the right class": {"": float(self.outputs[self.label])}}

    @property
    def headline(self):
        """What the network says."""
        sure = percent(float(self.outputs.max()))
        if self.said == self.label:
            return f"A {self.label}, and the network says {self.said}, sure by {sure}."
        return f"Still a {self.label}; the network says {self.said}, sure by {sure}."

    @property
    def summary(self):
        """Of the digit, and of all."""
        here = np.interp(self.at, self.ways, self.right)
        return (
            f"A {self.label} is taken for a {self.said} with probability {self.outputs.max():.1%}; "
            f"{self.way} {self.at:g}: about {here:.0%} of all test digits are right."
        )


@EXPERIMENTS.add("moved-digit")
@dataclass(frozen=True, repr=False)
class MovedDigit(Experiment):
    """Networks that learned 3,000 digits of MNIST-10k, in place or moved by up to 3 pixels."""

    index: int = knob(0, 0, 99, least=0, most=999, label="digit", help="number of the test image")
    right: float = knob(2.0, -8, 8, unit="pixels", help="shift to the right")
    down: float = knob(0.0, -8, 8, unit="pixels", help="shift downwards")
    turn: float = knob(0.0, -90, 90, unit="degrees", help="to the left")
    size: float = knob(1.0, 0.4, 2, log=True, least=0.1, most=10, help="2: twice as large")
    network: str = knob("two layers", choices=NETWORKS, help="who reads it")
    way: str = knob("shift", choices=WAYS, label="curve", help="what all test digits suffer")
    seed: int = knob(0, 0, 99, least=0, help="of the network")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("right", "turn", "size", "index")

    def frames(self):
        """The digit slides from where it was, with a frame for each share of the way."""
        data = DATASETS["mnist10k"]()
        label = int(data.y_test[self.index].argmax())
        yield from slide(self, data.x_test[[self.index]], label, self.way)


def slide(e, image, label, way, darker=False):
    """A frame for each share of the way of an image (1, 784), as the knobs of e say.

    darker: its ink gets darker on the way.
    """
    net, theta = reader(e.network, e.seed)
    curve = np.array(WAYS[way]), suffered(e.network, way, e.seed)
    for t in range(SLIDES + 1):
        share = t / SLIDES
        shift, turn, size = (share * e.down, share * e.right), share * e.turn, e.size**share
        ink = image * np.float32(share if darker else 1)
        moved = affine(ink, shift=shift, rotate=turn, zoom=size)
        outputs = softmax(net.predict(theta, moved))[0]
        at = {"shift": np.hypot(*shift), "turn": turn, "size": size}
        now = moved.reshape(28, 28), label, outputs, way, float(at[way])
        yield MovedDigitFrame(t, *now, *curve)


@lru_cache(maxsize=8)
def reader(network, seed):
    """A trained network: net, theta (P,)."""
    about = dict(optimizer="adam", lr=0.003, batch=50, examples=3000, data="mnist10k", seed=seed)
    net, theta, _ = Training(**about, **NETWORKS[network]).trained()
    return net, theta[0]


@lru_cache(maxsize=32)
def suffered(network, way, seed):
    """Share of the test digits that are right, each moved so far on a way; (n,), read-only."""
    data, (net, theta) = DATASETS["mnist10k"](), reader(network, seed)
    x, labels = data.x_test[:TESTED], data.y_test[:TESTED].argmax(-1)
    right = []
    for far in WAYS[way]:
        moved = [pushed(x, far, *step) for step in FOUR] if way == "shift" else [bent(x, way, far)]
        right.append(np.mean([net.predict(theta, part).argmax(-1) == labels for part in moved]))
    right = np.array(right)
    right.setflags(write=False)
    return right


def bent(x, way, far):
    """All images turned by so many degrees, or of another size."""
    return affine(x, rotate=far) if way == "turn" else affine(x, zoom=far)


def pushed(x, far, down, right):
    """All images moved by whole pixels; what leaves the image is gone."""
    far, images = int(far), x.reshape(-1, 28, 28)
    room = np.pad(images, ((0, 0), (far, far), (far, far)))
    top, left = far - far * down, far - far * right
    return room[:, top : top + 28, left : left + 28].reshape(len(x), -1)
