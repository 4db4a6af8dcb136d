"""A small change of one weight of the first layer, and what is left of it in each layer above."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...network import mlp
from ...registry import ACTIVATIONS, DATASETS, EXPERIMENTS, LOSSES
from ...statistics import nudged, ripple, rms
from ..base import Experiment, Frame, Measure
from ..phrases import amount, compared, listed

IMAGES = 64  # the change is measured on so many digits


@dataclass(frozen=True)
class NudgeFrame(Frame):
    """The change has come as far as layer t.

    changes (A, L + 1, K): for A activations and K networks, the root mean square over images of
    |y' - y| at each hidden layer and at the outputs, nan where it has not come yet; units
    (L, width): log10 of the same for every hidden unit of the first network;
    losses (A, K): change of the loss, nan until the outputs are reached.
    """

    names: tuple
    amount: float
    changes: np.ndarray
    units: np.ndarray
    losses: np.ndarray

    measures: ClassVar[dict] = {
        "left of the change": Measure(log=True, never="not there yet"),
        "change of the loss": Measure(log=True, never="not there yet"),
    }

    @property
    def left(self):
        """Change at layer t over that at layer 1, (A,): median of the networks that notice."""
        first = np.where(self.changes[:, 0] > 0, self.changes[:, 0], np.nan)
        return np.nanmedian(self.changes[:, self.t - 1] / first, -1)

    @property
    def scores(self):
        """Medians over the networks."""
        return self.by_name(self.left, np.median(np.abs(self.losses), -1))

    @property
    def headline(self):
        """How much is left of the change."""
        if self.t == 1:
            return "One weight is changed; layer 1 feels it."
        place = "the outputs" if self.t == self.changes.shape[1] else f"layer {self.t}"
        parts = zip(self.names, self.left, strict=True)
        known = [(name, left) for name, left in parts if np.isfinite(left)]
        if not known:
            return f"At {place} nothing is felt of the change."
        if len(known) > 1:
            said = listed([f"{name} {amount(left)}" for name, left in known], 2)
            return f"Left of the change at {place}: {said}."
        ((_, left),) = known
        if not left:
            return f"At {place} nothing is left of the change."
        if (said := compared(left)) == "about the same":
            return f"At {place} the change is as large as at layer 1."
        return f"At {place} the change is {said} than at layer 1."

    @property
    def summary(self):
        """How much is left of the change."""
        last = self.t == self.changes.shape[1]
        place = "the outputs" if last else f"layer {self.t}"
        parts = [f"{name} {left:.2g}" for name, left in zip(self.names, self.left, strict=True)]
        said = f"The change at {place}, if that at layer 1 is 1: {', '.join(parts)}."
        if last:
            sizes = zip(self.names, np.median(np.abs(self.losses), -1), strict=True)
            said += f" The loss moves by {', '.join(f'{n} {size:.2g}' for n, size in sizes)}."
        return said

    @property
    def table(self):
        """Headings and one row for each layer, medians over the networks."""
        rows = [[f"{np.median(c):.3g}" for c in layer] for layer in self.changes.swapaxes(0, 1)]
        places = [*range(1, len(rows)), "outputs"]
        seen = [(place, *row) for place, row in zip(places, rows, strict=True)][: self.t]
        return ("layer", *self.names), seen


@EXPERIMENTS.add("nudge")
@dataclass(frozen=True, repr=False)
class Nudge(Experiment):
    """Networks with their first weights; one weight from the liveliest pixel is changed.

    scale: the usual first weights (He's for ReLU and its kin, else Xavier's) times this. The
    changed weight goes to the first unit; if that one is silent on all images, nothing changes.
    """

    amount: float = knob(
        1.0, 0.01, 100, log=True, label="change Δw", help="of one weight of the first layer"
    )
    depth: int = knob(8, 2, 20, least=1, most=100, label="hidden layers", help="depth")
    width: int = knob(50, 4, 100, least=1, most=1024, label="units a layer", help="width")
    activations: tuple = knob(("sigmoid",), choices=ACTIVATIONS, many=True, help="compared")
    scale: float = knob(1.0, 0.1, 10, log=True, label="scale of weights", help="of all of them")
    runs: int = knob(5, 1, 10, least=1, most=100, label="networks", help="how many seeds")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("amount", "scale", "depth")

    def frames(self):
        """A frame for each layer that the change comes to, the outputs last."""
        data = DATASETS["mnist10k"]()
        x, y = data.x[:IMAGES], data.y[:IMAGES]
        measured = [self.measure(name, x, y) for name in self.activations]
        changes, units, losses = (np.stack(part) for part in zip(*measured, strict=True))
        for t in range(1, self.depth + 2):
            there = np.arange(self.depth + 1) < t
            yield NudgeFrame(
                t,
                self.activations,
                self.amount,
                np.where(there[:, None], changes, np.nan),
                np.where(there[:-1, None], units[0], np.nan),
                losses if t > self.depth else np.full_like(losses, np.nan),
            )

    def networks(self, activation, n_in=784, n_out=10):
        """A network and theta (K, P) in float64, where the smallest changes are not lost."""
        net = mlp(n_in, *[self.width] * self.depth, n_out, activation=activation)
        return net, self.scale * net.init(self.seeds, np.float64)

    def measure(self, activation, x, y):
        """Changes (L + 1, K), units (L, width) and losses (K,) of one activation."""
        net, theta = self.networks(activation, x.shape[-1], y.shape[-1])
        pixel = int(np.square(x).mean(0).argmax())
        other = nudged(net, theta, 0, (pixel, 0), self.amount)
        sizes = ripple(net, theta, other, x)
        before, after = (net.forward(each[0], x)[0][1:-1:2] for each in (theta, other))
        moved = [rms(b - a, 0) for a, b in zip(before, after, strict=True)]
        loss = [LOSSES["cross-entropy"](net.predict(each, x), y)[0] for each in (theta, other)]
        with np.errstate(divide="ignore"):
            return np.stack([*sizes[1:-1:2], sizes[-1]]), np.log10(moved), loss[1] - loss[0]
