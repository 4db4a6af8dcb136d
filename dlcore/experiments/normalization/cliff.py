"""A chain in which one weight is met many times: a cliff, and gradients that are clipped."""

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

import numpy as np

from ...constraints import clip_by_norm, clip_by_value
from ...diagnosis import descent
from ...knobs import knob
from ...optimizers import OPTIMIZERS
from ...registry import EXPERIMENTS
from ...training import descend
from ..base import Experiment, Frame, Measure
from ..phrases import amount, compared

CLIPS = {"none": None, "by value": clip_by_value, "by norm": clip_by_norm}
DOMAIN = ((0.6, 1.4), (0.2, 1.8))  # of w and u in the picture
FLOOR, GOAL = 1e-300, 0.002  # of |w|; below GOAL it has arrived


@dataclass(frozen=True)
class CliffFrame(Frame):
    """After t of `total` steps.

    path (t + 1, 2): w and u; losses (t + 1,); arrows (2, 2): gradient here, as it is and clipped;
    length: of the chain.
    """

    total: int
    path: np.ndarray
    losses: np.ndarray
    arrows: np.ndarray
    length: int

    measures: ClassVar[dict] = {"loss": Measure(log=True)}
    domain: ClassVar[tuple] = DOMAIN

    @property
    def sizes(self):
        """Lengths of the two arrows, (2,)."""
        with np.errstate(over="ignore", invalid="ignore"):
            return np.hypot(*self.arrows.T)

    @property
    def cut(self):
        """Length of the clipped gradient over that of the gradient; nan where it cannot be told."""
        before, after = map(float, self.sizes)
        return after / before if 0 < before < np.inf and np.isfinite(after) else np.nan

    @property
    def turned(self):
        """Degrees by which clipping turns the gradient."""
        if not self.cut > 0:
            return np.nan
        (a, b), (c, d) = self.arrows / self.sizes[:, None]
        return float(np.degrees(np.arctan2(abs(a * d - b * c), a * c + b * d)))

    @property
    def power(self):
        """|w| now, as a power of ten."""
        return float(np.log10(np.abs(self.path[-1, 0]) + FLOOR))

    @property
    def scores(self):
        """The loss now; inf once it is lost."""
        loss = float(self.losses[-1])
        return {"loss": {"": loss if np.isfinite(loss) else np.inf}}

    @property
    def findings(self):
        """Whether it was thrown away, has not arrived, zigzags, or creeps."""
        return descent(self.path, self.losses, GOAL, np.ptp(DOMAIN[0]), "The descent")

    @property
    def headline(self):
        """Where it is."""
        w, loss = self.path[-1, 0], self.losses[-1]
        if not np.isfinite(loss) or abs(w) > 1e9:
            return "Thrown off the picture, farther than one can write."
        turned = f"; clipping turns the gradient by {self.turned:.0f}°" if self.turned > 0.5 else ""
        return f"Loss {amount(loss)} at w = {amount(w)}{turned}."

    @property
    def summary(self):
        """The same, with the sizes of the gradients."""
        w, loss = self.path[-1, 0], self.losses[-1]
        cut = f"the clipped gradient is {compared(self.cut)}" if self.cut > 0 else "no gradient"
        return f"Step {self.t} of {self.total}: w {written(w)}, loss {written(loss)}; {cut}."

    @property
    def table(self):
        """Headings and a row for each step."""
        rows = enumerate(zip(*self.path.T, self.losses, strict=True))
        return ("step", "w", "u", "loss"), [(t, *map(written, row)) for t, row in rows]


def written(number):
    """Four digits of a number, if it still is one."""
    return f"{number:.4g}" if np.isfinite(number) else "lost"


@EXPERIMENTS.add("cliff")
@dataclass(frozen=True, repr=False)
class Cliff(Experiment):
    """(u w^length - 1)^2 / 2: a signal meets w again and again, then u, and 1 is wanted."""

    how: str = knob("none", choices=CLIPS, label="clipped", help="which way")
    clip: float = knob(1.0, 0.01, 100, log=True, least=1e-6, label="limit", help="largest left")
    start: float = knob(1.25, 0.7, 1.35, help="first w")
    length: int = knob(20, 1, 50, least=1, most=200, label="chain", help="how often w is met")
    lr: float = knob(0.01, 1e-4, 1, log=True, label="learning rate", help="size of the steps")
    steps: int = knob(60, 5, 200, least=1, most=2000, help="how many")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    front: ClassVar[tuple] = ("how", "clip", "lr", "length")
    pace: ClassVar[float] = 8

    @property
    def idle(self):
        """Without clipping."""
        return {"clip": "nothing is clipped"} if self.how == "none" else {}

    @np.errstate(over="ignore", invalid="ignore")  # that is the point
    def loss(self, theta):
        """theta (..., 2) of w and u -> value (...), gradient (..., 2)."""
        w, u = theta[..., 0], theta[..., 1]
        before = w ** (self.length - 1)
        error = u * before * w - 1
        slope = np.stack([error * u * self.length * before, error * before * w], -1)
        return 0.5 * error * error, slope

    @np.errstate(over="ignore", invalid="ignore")
    def frames(self):
        """A frame before the first step and one after each."""
        clip = CLIPS[self.how] and CLIPS[self.how](self.clip)
        rule, first = OPTIMIZERS["gradient-descent"](), np.array([self.start, 1.0])
        steps = list(islice(descend(self.loss, first, rule, self.lr, clip=clip), self.steps + 1))
        path, losses = (np.stack([getattr(s, k) for s in steps]) for k in ("theta", "value"))
        for t, step in enumerate(steps):
            arrows = np.stack([step.grad, clip(step.grad) if clip else step.grad])
            far = slice(t + 1)
            yield CliffFrame(t, self.steps, path[far], losses[far], arrows, self.length)
