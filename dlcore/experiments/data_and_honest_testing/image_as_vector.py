"""An image is a vector: which pixel is which entry, and a label as ten numbers."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...data import one_hot
from ...knobs import knob
from ...registry import DATASETS, EXPERIMENTS
from ..base import Experiment, Frame, Measure

SETS = ("digits", "mnist10k")
CHOICE = 12  # images to choose from


@dataclass(frozen=True)
class ImageFrame(Frame):
    """The first t rows of the chosen image are laid out.

    images (12, side, side) to choose from, labels (12,); x (side^2,): the vector of the chosen one.
    row, column: of the marked pixel, from 0; y (10,): the label of the chosen one as a vector.
    """

    images: np.ndarray
    labels: np.ndarray
    chosen: int
    row: int
    column: int
    x: np.ndarray
    y: np.ndarray

    measures: ClassVar[dict] = {"entry": Measure(".0f")}

    @property
    def side(self):
        """Pixels in a row."""
        return self.images.shape[-1]

    @property
    def laid(self):
        """The vector as far as it is laid out, nan elsewhere."""
        return np.where(np.arange(self.x.size) < self.t * self.side, self.x, np.nan)

    @property
    def entry(self):
        """Of the vector, which the marked pixel is: row after row."""
        return self.row * self.side + self.column

    @property
    def scores(self):
        """Which entry."""
        return {"entry": {"": self.entry}}

    @property
    def headline(self):
        """Pixel and entry."""
        if self.t < self.side:
            return f"{self.t} of {self.side} rows are laid out: {self.t * self.side} numbers."
        value = self.x[self.entry]
        return f"Row {self.row}, column {self.column} is entry {self.entry}: ink {value:.2f}."

    @property
    def summary(self):
        """The same, and the label."""
        return (
            f"A {self.labels[self.chosen]} of {self.side} × {self.side} pixels as {self.x.size} "
            f"numbers, {self.t} rows laid out; row {self.row}, column {self.column} is entry "
            f"{self.entry}, {self.x[self.entry]:.2f}."
        )

    @property
    def table(self):
        """The label, number for number."""
        return ("class", "entry of y"), [(c, f"{v:.0f}") for c, v in enumerate(self.y)]


@EXPERIMENTS.add("image-as-vector")
@dataclass(frozen=True, repr=False)
class ImageAsVector(Experiment):
    """Rows of an image one after the other: pixel (row, column) is entry row * side + column.

    threshold: pixels with more ink become 1, the others 0 (source 4); at 0 they stay as they are.
    """

    index: int = knob(0, 0, CHOICE - 1, least=0, most=CHOICE - 1, label="image", help="click one")
    row: int = knob(3, 0, 27, least=0, most=27, help="of the marked pixel, from 0; drag it")
    column: int = knob(5, 0, 27, least=0, most=27, help="of the marked pixel, from 0; drag it")
    data: str = knob("mnist10k", choices=SETS, help="28 × 28 pixels, or 8 × 8")
    threshold: float = knob(0.0, 0, 0.9, least=0, below=1, help="more ink is 1, less is 0; 0: off")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("row", "column", "data", "threshold")

    def frames(self):
        """A frame for each row; where there are fewer than `row`, the last one is marked."""
        data = DATASETS[self.data]()
        x, labels = data.x[:CHOICE], data.y[:CHOICE].argmax(-1)
        x = (x > self.threshold).astype(x.dtype) if self.threshold else x
        side = int(x.shape[1] ** 0.5)
        row, column = min(self.row, side - 1), min(self.column, side - 1)
        images, y = x.reshape(-1, side, side), one_hot(labels, 10)[self.index]
        for t in range(side + 1):
            yield ImageFrame(t, images, labels, self.index, row, column, x[self.index], y)
