"""Which digit is taken for which: a table of counts, and the images behind each count."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...registry import DATASETS, EXPERIMENTS, knob
from ...validation import confusion_matrix
from ..base import Experiment, Frame, Measure
from ..phrases import percent, told
from .image_as_vector import SETS
from .learners import LEARNERS

ROOM = 12  # images of a cell


@dataclass(frozen=True)
class ConfusionFrame(Frame):
    """counts (10, 10): row is true, column is said.

    images (n, side, side), n <= 12: test images of the cell (truth, said).
    """

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
        return told(f"{percent(self.accuracy)} right.", f"{cell}.")

    @property
    def summary(self):
        """The same, and the worst pair."""
        truth, said = self.worst
        return (
            f"{self.accuracy:.1%} of {self.counts.sum()} test images right; most often, "
            f"{self.counts[truth, said]} times, a {truth} was taken for a {said}; chosen: true "
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

    front: ClassVar[tuple] = ("truth", "said", "learner", "data")

    def work(self):
        """One frame."""
        data = DATASETS[self.data]()
        x, y = data.x[: self.examples], data.y[: self.examples]
        yield
        outputs = LEARNERS[self.learner](x, y, data.x_test)
        truth, said = data.y_test.argmax(-1), outputs.argmax(-1)
        cell = data.x_test[(truth == self.truth) & (said == self.said)][:ROOM]
        side = int(x.shape[1] ** 0.5)
        counts = confusion_matrix(outputs, data.y_test)
        images = cell.reshape(-1, side, side)
        yield ConfusionFrame(0, self.truth, self.said, counts, images)
