"""Which digit is taken for which: a table of counts, and the images behind each count."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import DATASETS, EXPERIMENTS
from ...validation import confusion_matrix
from ..base import Experiment, Frame, Measure
from ..phrases import percent, told
from .image_as_vector import SETS
from .learners import LEARNERS

ROOM, TOUR = 12, 8  # images of a cell; mistakes that are shown one after the other


@dataclass(frozen=True)
class ConfusionFrame(Frame):
    """The chosen cell, or the t-th most frequent mistake: true class `truth`, taken for `said`.

    counts (10, 10): row is true, column is said. chosen: (true, said) of the knobs.
    images (n, side, side), n <= 12: test images of the cell (truth, said).
    """

    chosen: tuple
    truth: int
    said: int
    counts: np.ndarray
    images: np.ndarray

    who: ClassVar[str] = "class"
    measures: ClassVar[dict] = {"right": Measure(".1%"), "images": Measure(".0f")}

    @property
    def accuracy(self):
        """The diagonal over all."""
        return self.counts.trace() / self.counts.sum()

    @property
    def worst(self):
        """The pair (true, said) with the largest count off the diagonal."""
        wrong = self.counts - np.diag(self.counts.diagonal())
        return tuple(map(int, np.unravel_index(wrong.argmax(), wrong.shape)))

    @property
    def scores(self):
        """Of each class, how much is right, and how many images there are."""
        total = self.counts.sum(-1)
        share = self.counts.diagonal() / np.maximum(total, 1)
        rows = dict(zip(self.measures, (share, total), strict=True))
        return {
            name: dict(zip(map(str, range(10)), row.tolist(), strict=True))
            for name, row in rows.items()
        }

    @property
    def headline(self):
        """All, and the chosen cell."""
        n = self.counts[self.truth, self.said]
        cell = f"{n} times a {self.truth} was taken for a {self.said}"
        if self.truth == self.said:
            cell = f"{n} times a {self.truth} was right"
        place = f"Mistake {self.t}." if self.t else f"{percent(self.accuracy)} right."
        return told(place, f"{cell}.")

    @property
    def summary(self):
        """The same, and the worst pair."""
        truth, said = self.worst
        return (
            f"{self.accuracy:.1%} of {self.counts.sum()} test images right; most often, "
            f"{self.counts[truth, said]} times, a {truth} was taken for a {said}; shown: true "
            f"{self.truth}, said {self.said}, {self.counts[self.truth, self.said]} images."
        )


@EXPERIMENTS.add("confusion")
@dataclass(frozen=True, repr=False)
class Confusion(Experiment):
    """A model trained on the training part says what each test image is."""

    truth: int = knob(4, 0, 9, least=0, most=9, label="true class", help="row; click a cell")
    said: int = knob(9, 0, 9, least=0, most=9, label="said", help="column; click a cell")
    learner: str = knob("nearest mean", choices=tuple(LEARNERS), label="model", help="what learns")
    data: str = knob("mnist10k", choices=SETS, help="2,000 test images, or 360 small ones")
    examples: int = knob(
        8000, 20, 8000, log=True, least=10, label="training examples", help="or all there are"
    )

    pace: ClassVar[float] = 1
    front: ClassVar[tuple] = ("truth", "said", "learner", "data")

    def work(self):
        """A frame of the chosen cell, then one of each of the most frequent mistakes."""
        data = DATASETS[self.data]()
        x, y = data.x[: self.examples], data.y[: self.examples]
        yield
        outputs = LEARNERS[self.learner](x, y, data.x_test)
        counts, side = confusion_matrix(outputs, data.y_test), int(x.shape[1] ** 0.5)
        wrong = counts - np.diag(counts.diagonal())
        worst = np.argsort(-wrong, axis=None, kind="stable")[:TOUR]
        chosen = self.truth, self.said
        tour = [chosen, *zip(*np.unravel_index(worst, wrong.shape), strict=True)]
        true, said = data.y_test.argmax(-1), outputs.argmax(-1)
        for t, (row, column) in enumerate(tour):
            images = data.x_test[(true == row) & (said == column)][:ROOM].reshape(-1, side, side)
            yield ConfusionFrame(t, chosen, int(row), int(column), counts, images)
