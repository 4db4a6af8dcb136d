"""What a constraint does to weight vectors after a step: the nearest place that is allowed."""

from dataclasses import dataclass
from inspect import signature
from typing import ClassVar

import numpy as np

from ...constraints import CONSTRAINTS
from ...knobs import Part, knob, points
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..phrases import told
from ..remedy_knobs import LIMITS

SIDE = 3.0
WEIGHT = Part(-SIDE, SIDE, least=-SIDE, most=SIDE)
VECTORS = ((2.5, 1.0), (1.0, -2.4), (-1.8, 1.6), (-0.4, -0.6), (0.5, 0.4), (0.3, 2.4))


@dataclass(frozen=True)
class ProjectionsFrame(Frame):
    """N weight vectors of two weights: before and after (N, 2) the constraint; its limit."""

    constraint: str
    limit: float | None
    before: np.ndarray
    after: np.ndarray

    who: ClassVar[str] = "vector"
    measures: ClassVar[dict] = {"moved by": Measure(".2f"), "length after": Measure(".2f")}

    @property
    def moved(self):
        """How far each goes, (N,)."""
        return np.linalg.norm(self.after - self.before, axis=-1)

    @property
    def scores(self):
        """Of each vector."""
        lengths = np.linalg.norm(self.after, axis=-1)
        names = [f"{n}" for n in range(1, len(lengths) + 1)]
        parts = zip(self.measures, (self.moved, lengths), strict=True)
        return {m: dict(zip(names, part.tolist(), strict=True)) for m, part in parts}

    @property
    def headline(self):
        """How many stay."""
        stay = int((self.moved < 1e-9).sum())
        who = self.constraint if self.t else "before the constraint"
        return told(f"{who}: {stay} of {len(self.before)} weight vectors stay.")

    @property
    def summary(self):
        """How many stay, and how far the others go."""
        return f"{self.headline[:-1]}; the farthest goes {self.moved.max():.2g}."


@EXPERIMENTS.add("projections")
@dataclass(frozen=True, repr=False)
class Projections(Experiment):
    """The weights that come into each of some units with two inputs, and a constraint on them."""

    vectors: tuple = points(
        VECTORS,
        {"weight 1": WEIGHT, "weight 2": WEIGHT},
        count=(1, 8),
        label="weight vectors",
        help="drag them",
    )
    constraint: str = knob("max-norm", choices=LIMITS, help="what is allowed")
    limit: float = knob(1.5, 0.1, 3, least=0.01, label="longest", help="of max-norm")
    decay: float = knob(0.0, 0, 1, least=0, most=1, label="L2 takes off", help="this share, before")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("constraint", "limit", "decay")

    @property
    def has_limit(self):
        """Whether the constraint asks for a limit."""
        known = CONSTRAINTS.get(self.constraint)
        return bool(known) and "limit" in signature(known).parameters

    @property
    def idle(self):
        """The limit, where nothing asks for it."""
        return {} if self.has_limit else {"limit": "no constraint has a limit"}

    def frames(self):
        """Before, and after: L2 pulls first; column j of W holds the weights of unit j."""
        before = np.array(self.vectors, float)
        about = dict(limit=self.limit) if self.has_limit else {}
        allowed = CONSTRAINTS.get(self.constraint, lambda W: W)
        after = allowed((1 - self.decay) * before.T, **about).T
        yield ProjectionsFrame(0, self.constraint, about.get("limit"), before, before)
        yield ProjectionsFrame(1, self.constraint, about.get("limit"), before, after)
