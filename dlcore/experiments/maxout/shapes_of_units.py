"""What trained maxout units look like, each along the direction in which its pieces differ."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ...training import accuracy
from ..base import Frame, Measure
from ..phrases import percent, told
from ._trained import Trained

KINDS = ("valley", "like ReLU", "slope with a bend", "straight line")
FLAT = 0.1  # a side is flat if it is less steep than this part of the other
SHOWN = 24


@dataclass(frozen=True)
class ShapesFrame(Frame):
    """Units of the first network after t of `total` epochs, along lines through the examples.

    along (units, n): how far along; height (units, n); winner (units, n): which piece is highest.
    kinds (S, units): numbers in KINDS, of all networks. right (S,): of test examples.
    """

    total: int
    along: np.ndarray
    height: np.ndarray
    winner: np.ndarray
    kinds: np.ndarray
    right: np.ndarray

    who: ClassVar[str] = "shape"
    measures: ClassVar[dict] = {"share of the units": Measure(".1%")}

    @property
    def found(self):
        """Share of each kind in each network, (kinds, S)."""
        return np.stack([(self.kinds == n).mean(-1) for n in range(len(KINDS))])

    @property
    def scores(self):
        """Means over the networks."""
        return {"share of the units": dict(zip(KINDS, self.found.mean(1).tolist(), strict=True))}

    @property
    def headline(self):
        """How many valleys, how many like ReLU."""
        valleys, like_relu, *_ = self.found.mean(1)
        return told(
            f"{percent(valleys)} of the units are valleys.", f"Like ReLU: {percent(like_relu)}."
        )

    @property
    def summary(self):
        """All kinds."""
        said = ", ".join(
            f"{kind} {share:.0%}" for kind, share in self.scores["share of the units"].items()
        )
        return f"Epoch {self.t} of {self.total}: {said}; {self.right.mean():.1%} of the test right."


def sliced(p, x, n=41):
    """Units along the first principal direction of their pieces' weights.

    p: W (k, n_in, units), b (k, 1, units); x (B, n_in) -> along, height, winner (units, n), and
    the slopes at both ends (units, 2). The line runs through the mean of the examples, as far as
    98 % of them reach.
    """
    W, b = p["W"].transpose(2, 0, 1).astype(float), p["b"][:, 0].T.astype(float)
    way = np.linalg.svd(W - W.mean(1, keepdims=True), full_matrices=False)[2][:, 0]
    middle = x.mean(0)
    reach = np.quantile((x - middle) @ way.T, (0.01, 0.99), axis=0)
    along = np.linspace(*reach, n, axis=-1)
    slopes = np.einsum("uki,ui->uk", W, way)
    z = slopes[..., None] * along[:, None] + (W @ middle + b)[..., None]
    winner = z.argmax(1)
    ends = np.take_along_axis(slopes, winner[:, [0, -1]], 1)
    return along, z.max(1), winner, ends


def kind_of(ends):
    """ends (units, 2): slopes on the left and right -> numbers in KINDS (units,)."""
    left, right = ends.T
    steep = np.abs(ends).max(1)
    flat = np.abs(ends).min(1) < FLAT * steep
    bend = right - left < FLAT * steep
    return np.select([bend, flat, (left < 0) & (right > 0)], [3, 1, 0], 2)


@EXPERIMENTS.add("shapes-of-units")
@dataclass(frozen=True, repr=False)
class ShapesOfUnits(Trained):
    """A maxout layer learns digits; its units are cut where their pieces differ most."""

    k: int = knob(2, 2, 5, least=2, most=20, label="pieces", help="of each unit")
    epochs: int = knob(20, 1, 60, least=1, help="passes over the examples")
    width: int = knob(50, 24, 100, least=1, most=1000, label="units", help="in the hidden layer")

    def work(self):
        """A frame before training and after each epoch; None after each update."""
        data, stack = self.started()
        each = stack.total // self.epochs
        for step in stack.steps():
            yield None
            if step.t % each == 0:
                p = stack.net.views(step.theta)[0]
                cut = [sliced({n: p[n][s] for n in "Wb"}, data.x) for s in range(self.runs)]
                kinds = np.stack([kind_of(ends) for *_, ends in cut])
                right = accuracy(stack.net, step.theta, data.x_test, data.y_test)
                along, height, winner = (part[:SHOWN] for part in cut[0][:3])
                about = step.t // each, self.epochs
                yield ShapesFrame(*about, along, height, winner, kinds, right)
