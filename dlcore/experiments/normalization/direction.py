"""Gradient descent on two weights, and on their direction and length apart."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...layers.weight_normalization import directed
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..phrases import amount

TARGET = np.array([1.5, 0.5])
NAMES = ("plain", "weight norm")


@dataclass(frozen=True)
class DirectionFrame(Frame):
    """After t of `total` steps.

    paths (2, t + 1, 2): weights of plain descent, and w = g v / |v|; v (t + 1, 2); g (t + 1,);
    losses (2, t + 1). across: cosine between the present gradient of v, and v.
    """

    total: int
    paths: np.ndarray
    v: np.ndarray
    g: np.ndarray
    losses: np.ndarray
    across: float

    measures: ClassVar[dict] = {"loss": Measure(log=True)}
    who: ClassVar[str] = "descent"
    names: ClassVar[tuple] = NAMES
    target: ClassVar[np.ndarray] = TARGET

    @property
    def lengths(self):
        """|v| before each step, (t + 1,)."""
        return np.linalg.norm(self.v, axis=-1)

    @property
    def scores(self):
        """Losses now."""
        return self.by_name(self.losses[:, -1])

    @property
    def headline(self):
        """How long v is."""
        grown = f"{amount(self.lengths[0])} to {amount(self.lengths[-1])}"
        return f"Length of v: {grown}; loss {amount(self.losses[1, -1])}."

    @property
    def summary(self):
        """The same, and plain descent."""
        plain, normed = self.losses[:, -1]
        return (
            f"Step {self.t} of {self.total}: length of v {self.lengths[0]:.3g} to "
            f"{self.lengths[-1]:.3g}, g {self.g[-1]:.3g}; loss {normed:.3g}, of plain descent "
            f"{plain:.3g}."
        )

    @property
    def table(self):
        """Headings and a row for each step."""
        columns = self.lengths, self.g, *self.losses
        rows = [(t, *map("{:.3g}".format, row)) for t, row in enumerate(zip(*columns, strict=True))]
        return ("step", "length of v", "g", "loss, plain", "loss, weight norm"), rows


@EXPERIMENTS.add("direction")
@dataclass(frozen=True, repr=False)
class Direction(Experiment):
    """A valley around (1.5, 0.5), (x - 1.5)^2 / 2 + curvature (y - 0.5)^2 / 2.

    Plain descent moves w; weight normalization moves v and g, with w = g v / |v|, from the same w.
    """

    angle: float = knob(120.0, -180, 180, unit="degrees", help="of the first weights")
    g: float = knob(1.5, 0.2, 3, least=1e-3, help="their length")
    length: float = knob(1.0, 0.1, 5, log=True, least=1e-3, label="length of v", help="at first")
    lr: float = knob(0.1, 0.01, 1, log=True, label="learning rate", help="of both")
    curvature: float = knob(4.0, 1, 20, least=0.01, help="across the valley")
    steps: int = knob(60, 10, 200, least=1, most=2000, help="how many")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    front: ClassVar[tuple] = ("length", "g", "angle", "lr")
    pace: ClassVar[float] = 12

    def loss(self, w):
        """w (..., 2) -> value (...), gradient (..., 2)."""
        bent, off = np.array([1.0, self.curvature]), w - TARGET
        return 0.5 * (bent * off * off).sum(-1), bent * off

    def run(self):
        """w of plain descent, v and g at each moment."""
        unit = np.array([np.cos(np.radians(self.angle)), np.sin(np.radians(self.angle))])
        w, v, g = self.g * unit, self.length * unit, self.g
        for _ in range(self.steps + 1):
            u, back = directed(v, -1)
            slope = self.loss(g * u)[1]
            pull = back(g * slope)
            size = np.linalg.norm(pull) * np.linalg.norm(v)
            yield w, v, g, float(pull @ v / size) if size > 1e-12 else 0.0
            w, v, g = w - self.lr * self.loss(w)[1], v - self.lr * pull, g - self.lr * (u @ slope)

    @np.errstate(over="ignore", invalid="ignore")  # of steps that are too long
    def frames(self):
        """A frame before the first step and one after each."""
        w, v, g, across = map(np.array, zip(*self.run(), strict=True))
        paths = np.stack([w, g[:, None] * directed(v, -1)[0]])
        losses = self.loss(paths)[0]
        for t in range(self.steps + 1):
            far = slice(t + 1)
            told = paths[:, far], v[far], g[far], losses[:, far], float(across[t])
            yield DirectionFrame(t, self.steps, *told)
