"""A small experiment for the parts of the kit: digits, one of which is chosen, and how it is told.

The mean image of each class answers; the chosen digit's distance to each of them stands in bars.
Fog lies over the map of all digits but around those that were looked at.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from dlcore import DATASETS
from dlcore.experiments import Experiment, Frame
from dlcore.knobs import knob
from widgets.making import Recipe
from widgets.views.bars import Bars
from widgets.views.gallery import Gallery, Pictures
from widgets.views.sheet import Sheet

SHOWN = 24


@dataclass(frozen=True)
class ChosenFrame(Frame):
    """images (24, 64); labels, said (24,); distances (10,) of the chosen one."""

    images: np.ndarray
    labels: np.ndarray
    said: np.ndarray
    chosen: int
    distances: np.ndarray

    @property
    def summary(self):
        """Of the chosen one."""
        i = self.chosen
        return f"Digit {i}: a {self.labels[i]}, nearest to the mean {self.said[i]}."


@dataclass(frozen=True, repr=False)
class ChosenDigit(Experiment):
    """The class whose mean image is nearest."""

    index: int = knob(0, 0, SHOWN - 1, least=0, most=SHOWN - 1, label="picture", help="click one")
    examples: int = knob(50, 10, 300, log=True, least=10, most=900, help="of which means are made")

    instant: ClassVar[bool] = True

    def frames(self):
        """One frame."""
        digits = DATASETS["digits"]()
        x, y = digits.x, digits.y.argmax(-1)
        known, asked = slice(self.examples), slice(1000, 1000 + SHOWN)
        means = np.stack([x[known][y[known] == k].mean(0) for k in range(10)])
        apart = np.linalg.norm(x[asked][:, None] - means, axis=-1)
        said = apart.argmin(-1)
        yield ChosenFrame(0, x[asked], y[asked], said, self.index, apart[self.index])


class ChosenView(Sheet):
    """The digits, and the distances of one."""

    columns = (("click a digit", 1), ("distance to each mean", 1))
    label = "Digits with what they are taken for, and how far one is from the mean of each class"

    def parts(self, frame):
        """A gallery beside bars."""
        gallery = Gallery(pictures, (0, 1), columns=6, chooses="index")
        axes = dict(x="mean of class", y="distance", y_range=[0, 5])
        bars = Bars(lambda frame: {"distance": frame.distances}, places=range(10), **axes)
        return [(1, gallery), (2, bars)]


def pictures(frame):
    """Digits, the class each is taken for, and whether that is right."""
    images = frame.images.reshape(-1, 8, 8)
    return Pictures(images, list(frame.said), frame.said == frame.labels, frame.chosen)


panel = Recipe("chosen-digit", ChosenView)
