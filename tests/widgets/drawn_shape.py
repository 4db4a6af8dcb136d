"""A small experiment for a part of the kit: a pad, and how much ink lies in each row and column."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from dlcore.experiments import Experiment, Frame
from dlcore.experiments.drawing import ink_of
from dlcore.knobs import drawing, knob
from widgets.making import Recipe
from widgets.views.bars import Bars
from widgets.views.heat import Heat
from widgets.views.sheet import Sheet

FRAME = (0, 126, 66, 66, 66, 66, 126, 0)
BAR = (0, 0, 24, 24, 24, 24, 0, 0)


@dataclass(frozen=True)
class ShapeFrame(Frame):
    """image (8, 8); rows (8,): the ink in each."""

    image: np.ndarray
    rows: np.ndarray

    @property
    def summary(self):
        """All of it."""
        return f"There are {int(self.rows.sum())} pixels of ink."


@dataclass(frozen=True, repr=False)
class DrawnShape(Experiment):
    """Counts what was drawn."""

    ink: tuple = drawing(FRAME, lambda n: (BAR, FRAME)[n % 2], label="shape", help="draw one")
    times: int = knob(1, 1, 5, least=1, help="what a pixel counts")

    instant: ClassVar[bool] = True

    def frames(self):
        """One frame."""
        image = ink_of(self.ink)
        yield ShapeFrame(0, image, self.times * image.sum(1))


class ShapeView(Sheet):
    """The shape, and bars."""

    columns = (("shape", 1), ("ink", 1))
    label = "What was drawn, and the ink in each row"

    def parts(self, frame):
        """An image and bars."""
        bars = Bars(lambda f: {"ink": f.rows}, places=range(1, 9), x="row", y="", y_range=[0, 9])
        return [(1, Heat(lambda f: f.image, (0, 1), scale="Greys", image=True)), (2, bars)]


panel = Recipe("drawn-shape", ShapeView)
