"""A network in training with L1, L2 or both, and how many of its weights are left."""

from dataclasses import dataclass, fields
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ...regularizers import PENALTIES
from ..base import Measure
from ..training import Training
from ..training_frame import TrainingFrame, words


@dataclass(frozen=True, kw_only=True)
class PenalizedFrame(TrainingFrame):
    """A `TrainingFrame` with the weights of the first layer: share of small and of exact zeros.

    small (K, n): share smaller than 0.001; exact (1, n): share that is 0, of the first network.
    """

    small: np.ndarray
    exact: np.ndarray

    measures: ClassVar[dict] = TrainingFrame.measures | {
        "first weights below 0.001": Measure(".1%"),
    }

    @property
    def scores(self):
        """Those of the curves' last points."""
        curves = (self.test, self.train, self.losses, self.small)
        everybody = (dict(zip(self.names, c[:, -1].tolist(), strict=True)) for c in curves)
        return dict(zip(self.measures, everybody, strict=True))

    @property
    def headline(self):
        """What is right, and how many weights are gone."""
        if not np.isfinite(self.losses[:, -1]).all():
            return super().headline
        right, gone = (float(np.median(part[:, -1])) for part in (self.test, self.small))
        return f"{right:.0%} of the test digits right; {gone:.0%} of the first weights are gone."

    @property
    def summary(self):
        """What is right, and how many weights are left."""
        if not np.isfinite(self.losses[:, -1]).all():
            return super().summary
        images = self.inside.images
        zeros, most = f"{(images == 0).sum():,} of {images.size:,}", np.abs(images).max()
        return (
            f"Update {self.t} of {self.total}: training {words(self.train[:, -1])} right, test "
            f"{words(self.test[:, -1])}; of the first layer's weights {words(self.small[:, -1])} "
            f"are below 0.001, {zeros} exactly 0, the largest {most:.2f}."
        )


@EXPERIMENTS.add("penalized")
@dataclass(frozen=True, repr=False)
class Penalized(Training):
    """`Training`, whose frames count zeros.

    With gradient descent the three strengths mean the same; momentum makes what is a penalty,
    L1 or L2, about ten times as strong against "L1, exact zeros", which acts after the rule.
    """

    other: str = knob("elastic", choices=PENALTIES, label="another penalty", help="any registered")
    strength: float = knob(0.0, 0, 0.01, least=0, label="its strength", help="of that one")

    live: ClassVar[tuple] = (*Training.live, "strength")

    def __post_init__(self):
        super().__post_init__()
        if PENALTIES[self.other].of_matrices and self.activation == "maxout":
            raise ValueError(
                f"other must not be {self.other!r} with maxout, which has several matrices a layer"
            )

    @property
    def penalties(self):
        """Those that are not 0."""
        mine = super().penalties
        if self.strength:
            mine[self.other] = mine.get(self.other, 0) + self.strength
        return mine

    def work(self, now=None):
        """The frames, and None after each update and each measurement."""
        small, exact = [], []
        for frame in super().work(now):
            if frame is None:
                yield
                continue
            small.append(frame.inside.zeros[0])
            exact.append((frame.inside.images == 0).mean())
            known = {f.name: getattr(frame, f.name) for f in fields(frame)}
            yield PenalizedFrame(**known, small=np.stack(small, 1), exact=np.array([exact]))
