"""Where in the plane of learning rate and momentum a quadratic is solved fast, slowly, or never."""

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...optimizers import Momentum, Nesterov
from ...registry import EXPERIMENTS
from ...training import descend
from ..base import Experiment, Frame, Measure
from ..phrases import amount
from .quadratics import diverges_beyond, iteration, manner, spectral_radius, swings_above

RULES = {"momentum": Momentum, "nesterov": Nesterov}
FASTEST = 4.0  # learning rate times the largest curvature: faster than 2 (1 + beta) diverges
SIDE = 81  # points along each side of the map
NAMES = ("flat direction", "steep direction")


@dataclass(frozen=True)
class MapFrame(Frame):
    """Step t of `steps` at one point of the map.

    curvatures (2,): of the flat and of the steep direction. lr (n,), beta (n,): axes of the map;
    factor (n, n): by what a step multiplies the error, row by row of beta. chosen and best: points
    (lr, beta), the second has the smallest factor. losses (2, t + 1): c x^2 / 2 of each direction;
    factors (2,): what is predicted for each; manners: in words.
    """

    steps: int
    rule: str
    curvatures: np.ndarray
    lr: np.ndarray
    beta: np.ndarray
    factor: np.ndarray
    chosen: tuple
    best: tuple
    losses: np.ndarray
    factors: np.ndarray
    manners: tuple

    measures: ClassVar[dict] = {"factor of a step": Measure(".4g"), "loss": Measure(log=True)}

    @property
    def scores(self):
        """The predicted factors, and the losses now."""
        numbers = self.factors, self.losses[:, -1]
        pairs = zip(self.measures, numbers, strict=True)
        return {name: dict(zip(NAMES, v.tolist(), strict=True)) for name, v in pairs}

    @property
    def borders(self):
        """beta on three borders (3, n), at every lr of the map.

        Above the first two the flat and the steep direction swing; right of the third one grows.
        """
        flat, steep = (swings_above(self.rule, self.lr * c) for c in self.curvatures)
        return np.stack([flat, steep, diverges_beyond(self.rule, self.lr)])

    @property
    def predicted(self):
        """Losses if each step multiplied the error by just the predicted factor, (2, t + 1)."""
        with np.errstate(over="ignore", divide="ignore"):
            return self.losses[:, :1] * self.factors[:, None] ** (2 * np.arange(self.t + 1))

    @property
    def headline(self):
        """How many steps it takes here, and where it takes fewest."""
        slowest = self.factors.max()
        if not self.chosen[0]:
            return "With learning rate 0 nothing moves."
        if slowest >= 1:
            return "Here the error never goes away."
        best = iteration(self.rule, *self.best, self.curvatures)
        here, star = (amount(to_a_tenth(f)) for f in (slowest, spectral_radius(*best).max()))
        return f"A tenth of the error is left after {here} steps; at the star after {star}."

    @property
    def summary(self):
        """The factor at the chosen point, and how both directions behave."""
        lr, beta = self.chosen
        slowest = self.factors.max()
        parts = zip(NAMES, self.manners, self.factors, strict=True)
        said = "; ".join(f"the {name} {how}, × {factor:.3g} a step" for name, how, factor in parts)
        pace = "it never arrives"
        if slowest < 1:
            pace = f"a tenth of the error is left after about {to_a_tenth(slowest):.3g} steps"
        at = f"Step {self.t}, learning rate {lr:.3g}, beta {beta:.3g}"
        return f"{at}: {said}; {pace}. Loss now {self.losses[:, -1].sum():.2g}."

    @property
    def table(self):
        """Headings and one row for each direction."""
        head = ("direction", "curvature", "what its error does", "factor of a step", "loss")
        columns = NAMES, self.curvatures, self.manners, self.factors, self.losses[:, -1]
        rows = zip(*columns, strict=True)
        return head, [(n, f"{c:.3g}", how, f"{f:.4g}", f"{v:.3g}") for n, c, how, f, v in rows]


def to_a_tenth(factor):
    """Steps until a tenth of an error is left that each step multiplies by factor < 1."""
    return max(np.log(0.1) / np.log(factor) if factor else 1, 1)


@EXPERIMENTS.add("momentum-map")
@dataclass(frozen=True, repr=False)
class MomentumMap(Experiment):
    """(x^2 / condition + y^2) / 2 from (1, 1): every quadratic, seen along its own axes.

    The largest curvature is 1, so that the learning rate counts in units of one over it.
    """

    rule: str = knob("momentum", choices=RULES, help="the form of momentum")
    condition: float = knob(
        25.0, 1, 1000, log=True, least=1, label="condition number", help="steepest over flattest"
    )
    lr: float = knob(1.0, 0, FASTEST, least=0, label="learning rate", help="click the picture")
    beta: float = knob(0.5, 0, 1, least=0, most=1, help="momentum; click the picture")
    steps: int = knob(100, 10, 300, least=1, most=5000, help="length of the run")

    instant: ClassVar[bool] = True
    grid: ClassVar[tuple] = ("lr", "beta")
    front: ClassVar[tuple] = ("lr", "beta", "condition", "rule")

    @property
    def curvatures(self):
        """Of the flat and of the steep direction, (2,)."""
        return np.array([1 / self.condition, 1.0])

    def map(self):
        """lr (n,), beta (n,), and the factor of a step (n, n) of the slower direction."""
        lr, beta = np.linspace(0, FASTEST, SIDE), np.linspace(0, 1, SIDE)
        matrix = iteration(self.rule, lr[:, None], beta[:, None, None], self.curvatures)
        return lr, beta, spectral_radius(*matrix).max(-1)

    @property
    def best(self):
        """The fastest point. momentum: lr = (2 / (1 + 1/r))^2, beta = ((r - 1) / (r + 1))^2.

        r is the root of the condition number (Polyak 1964). For Nesterov's form the best lr is
        4 / (3 + 1/r^2), where both directions take turns being the slower (Lessard et al. 2016).
        """
        r = self.condition**0.5
        if self.rule == "momentum":
            return (2 / (1 + 1 / r)) ** 2, ((r - 1) / (r + 1)) ** 2
        s = (3 * self.condition + 1) ** 0.5
        return 4 / (3 + 1 / self.condition), (s - 2) / (s + 2)

    def run(self):
        """Losses of both directions, (2, steps + 1)."""
        rule, c = RULES[self.rule](self.beta), self.curvatures
        steps = descend(lambda x: (0.5 * (c * x * x).sum(-1), c * x), [1.0, 1.0], rule, self.lr)
        x = np.stack([step.theta for step in islice(steps, self.steps + 1)])
        with np.errstate(over="ignore"):
            return (0.5 * c * x * x).T

    def frames(self):
        """One frame for each step."""
        matrix = iteration(self.rule, self.lr, self.beta, self.curvatures)
        manners = tuple(manner(*one) for one in zip(*matrix, strict=True))
        picture, losses, here = self.map(), self.run(), (self.lr, self.beta)
        about = self.steps, self.rule, self.curvatures, *picture, here, self.best
        for t in range(self.steps + 1):
            yield MapFrame(t, *about, losses[:, : t + 1], spectral_radius(*matrix), manners)
