"""An image made by gradients: like one digit, with the rows of another (source 2)."""

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...optimizers import OPTIMIZERS
from ...registry import DATASETS, EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..phrases import amount, spoken, told
from ..rates import check_first_order, racing, rules_of
from .digits_race import WITHOUT_HESSIAN
from .lbfgs import lbfgs

RATES = np.geomspace(1e-4, 2, 26)
QUASI_NEWTON = "l-bfgs"


@dataclass(frozen=True)
class ImageFrame(Frame):
    """R rules after t looks at value and gradient.

    wanted (2, 64): the image to look like, and that whose rows count; images (R, 64), losses
    (R, t + 1); lr (R,), nan for who needs none.
    """

    total: int
    names: tuple
    lr: np.ndarray
    wanted: np.ndarray
    images: np.ndarray
    losses: np.ndarray

    measures: ClassVar[dict] = {"loss": Measure(".3f")}

    @property
    def scores(self):
        """The present losses."""
        return self.by_name(self.losses[:, -1])

    @property
    def headline(self):
        """Lowest and highest."""
        if not self.t:
            return "All begin with the same grey."
        low, high = self.losses[:, -1].argmin(), self.losses[:, -1].argmax()
        best, worst = spoken(self.names[low]), spoken(self.names[high])
        now = self.losses[:, -1]
        return told(f"{best} is lowest, {amount(now[low])}, {worst} highest, {amount(now[high])}.")

    @property
    def summary(self):
        """The losses."""
        pairs = zip(self.names, self.losses[:, -1], strict=True)
        return (
            f"Look {self.t} of {self.total}; " + ", ".join(f"{n} {v:.3g}" for n, v in pairs) + "."
        )


@EXPERIMENTS.add("image-by-gradient")
@dataclass(frozen=True, repr=False)
class ImageByGradient(Experiment):
    """theta is the image X: loss = |X - content|^2 + strength |X X^T - style style^T|^2 / 64.

    Each rule has the rate of 26 with the lowest loss after `looks` looks; L-BFGS has none.
    """

    looks: int = knob(20, 5, 200, least=1, most=2000, help="at value and gradient, for each rule")
    content: int = knob(0, 0, 99, least=0, most=1436, help="which training digit to look like")
    style: int = knob(7, 0, 99, least=0, most=1436, help="which training digit has the rows")
    strength: float = knob(10.0, 0.1, 100, log=True, help="of the rows in the loss")
    optimizers: tuple = knob(WITHOUT_HESSIAN, choices=OPTIMIZERS, many=True, help="beside L-BFGS")

    instant: ClassVar[bool] = False
    grid: ClassVar[tuple] = ("looks", "strength")
    front: ClassVar[tuple] = ("looks", "content", "style")

    def __post_init__(self):
        super().__post_init__()
        check_first_order(*self.optimizers)

    @property
    def wanted(self):
        """Content and style, (2, 64)."""
        return DATASETS["digits"]().x[[self.content, self.style]].astype(float)

    def loss(self, theta):
        """theta (..., 64) -> value (...), gradient (..., 64)."""
        content, style = self.wanted.reshape(2, 8, 8)
        X = theta.reshape(*theta.shape[:-1], 8, 8)
        off, rows = X - content, (X @ X.mT - style @ style.T) / 8
        value = (off**2).sum((-1, -2)) + self.strength * (rows**2).sum((-1, -2))
        return value, (2 * off + 0.5 * self.strength * rows @ X).reshape(theta.shape)

    def frames(self):
        """One frame for each look."""
        lr, images, losses = self.tuned()
        last = list(islice(lbfgs(self.loss, np.full(64, 0.5)), self.looks + 1))
        images = np.concatenate([images, [[theta for theta, _ in last]]])
        losses = np.concatenate([losses, [[value for _, value in last]]])
        names, lr = (*self.optimizers, QUASI_NEWTON), np.append(lr, np.nan)
        for t in range(self.looks + 1):
            now = images[:, t], losses[:, : t + 1]
            yield ImageFrame(t, self.looks, names, lr, self.wanted, *now)

    def tuned(self):
        """Rates (R,), images (R, T + 1, 64) and losses (R, T + 1) with them."""
        rules = rules_of(self.optimizers)
        start = np.full((len(rules), len(RATES), 64), 0.5)
        steps = islice(racing(self.loss, start, rules, RATES[:, None]), self.looks + 1)
        thetas, values = zip(*((step.theta, step.value) for step in steps), strict=True)
        thetas, values = np.stack(thetas, 2), np.stack(values, 2)
        best = np.nan_to_num(values[..., -1], nan=np.inf).argmin(-1)
        at = np.arange(len(rules)), best
        return RATES[best], thetas[at], values[at]
