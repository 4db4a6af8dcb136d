"""A digit drawn by hand, as a network sees it, and what it says."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...activations import softmax
from ...knobs import drawing, knob
from ...registry import DATASETS, EXPERIMENTS
from ..base import Experiment, Frame
from ..drawing import centred, ink_of, rows_of
from ..phrases import percent
from ._readers import coarse, in_ink, reader

SHADES = 11  # of the ink, from white to black
READERS = {  # pixels of a side, hidden units
    "28 × 28, 100 hidden units": (28, 100),
    "28 × 28, no hidden layer": (28, 0),
    "8 × 8, 100 hidden units": (8, 100),
}


@dataclass(frozen=True)
class OwnDigitFrame(Frame):
    """seen (side, side): what the network gets, in [0, 1]; outputs (10,): its probabilities.

    ink: how many pixels were drawn.
    """

    seen: np.ndarray
    outputs: np.ndarray
    ink: int

    @property
    def said(self):
        """The class with the largest output."""
        return int(self.outputs.argmax())

    @property
    def headline(self):
        """What it says, and how surely."""
        if not self.ink:
            return f"Nothing is drawn; it still says {self.said}, as it must say something."
        sure, second = np.sort(self.outputs)[::-1][:2]
        other = int(np.argsort(self.outputs)[-2])
        if second > 0.1:
            return (
                f"The network says {self.said} ({percent(sure)}), or {other} ({percent(second)})."
            )
        return f"The network says {self.said}; the output is {percent(sure)}."

    @property
    def summary(self):
        """All outputs."""
        said = ", ".join(f"{k}: {p:.3f}" for k, p in enumerate(self.outputs))
        return f"{self.ink} pixels of ink; outputs {said}."

    @property
    def table(self):
        """The ten outputs."""
        return ("digit", "output"), [(k, f"{p:.3f}") for k, p in enumerate(self.outputs)]


def an_example(n):
    """Test image n of MNIST-10k in ink."""
    images = DATASETS["mnist10k"]().x_test
    return rows_of(images[n % len(images)].reshape(28, 28))


# a seven, drawn with the pad
SEVEN = (
    *(0,) * 5,
    *(0b0000001111111111111110000000,) * 2,
    *(0b0000000000000000000110000000,) * 2,
    *(0b0000000000000000001100000000,) * 2,
    *(0b0000000000000000011000000000,) * 2,
    *(0b0000000000000000110000000000,) * 2,
    *(0b0000000000000001100000000000,) * 3,
    *(0b0000000000000011000000000000,) * 3,
    *(0b0000000000000110000000000000,) * 3,
    *(0,) * 4,
)


@EXPERIMENTS.add("own-digit")
@dataclass(frozen=True, repr=False)
class OwnDigit(Experiment):
    """A pad of 28 by 28 pixels; the network has learned other people's digits, never yours."""

    ink: tuple = drawing(SEVEN, an_example, label="draw a digit", help="28 by 28 pixels")
    reader: str = knob(
        next(iter(READERS)), choices=READERS, label="network", help="which one reads it"
    )
    dark: float = knob(
        0.0, 0, 0.9, least=0, below=1, label="ink threshold", help="darker is 1; 0: grey stays"
    )
    centre: bool = knob(True, label="centre", help="size and place as in the digits it learned")
    seed: int = knob(0, 0, 99, least=0, help="of the network")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("reader", "dark", "centre")

    def frames(self):
        """The ink gets darker, from white paper to black."""
        side, width = READERS[self.reader]
        image = ink_of(self.ink)
        seen = centred(image) if self.centre else image
        darker = np.linspace(0, 1, SHADES)[:, None] * coarse(seen.reshape(1, -1), side)
        seen = in_ink(darker, self.dark)
        net, theta = reader(side, self.dark, width, self.seed)
        outputs = softmax(net.predict(theta, seen.astype("f"))[0])
        for t in range(SHADES):
            ink = int(image.sum()) if t else 0
            yield OwnDigitFrame(t, seen[t].reshape(side, side), outputs[t], ink)
