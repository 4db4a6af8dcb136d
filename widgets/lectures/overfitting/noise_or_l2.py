"""Coefficients fitted with noise on the inputs, beside those of ridge."""

from ...making import Recipe
from ...views.bars import Bars
from ...views.lines import Lines
from ...views.looks import looks_of
from ...views.sheet import Sheet

LOOKS = looks_of(("no remedy", "noise on the inputs", "ridge"))


class NoiseView(Sheet):
    """Three series of bars, and how far apart two of them are for each λ; `NoiseOrL2Frame`s."""

    columns = (("coefficients", 1.2), ("distance of noise and ridge", 1))
    label = "Coefficients of a linear fit without remedy, with noise and with ridge, and distances"

    def parts(self, frame):
        """Bars and a line with a dot at the present strength."""
        axes = dict(x="coefficient", y="", y_range=[-2, 2.5])
        bars = Bars(coefficients, LOOKS, places=frame.names, legend=True, **axes)
        strengths = dict(x="ridge λ", x_range=[-1, 3], log_x=True)
        apart = dict(y="rms difference", y_range=[-3.7, 0.3], log=True)
        names = {name: LOOKS["ridge"] for name in ("all λ", "λ as set")}
        return [(1, bars), (2, Lines(distances, names, **strengths, **apart))]


def coefficients(frame):
    """Of all three fits."""
    return dict(zip(LOOKS, (frame.plain, frame.noisy, frame.ridge), strict=True))


def distances(frame):
    """Over all strengths, and at the present one."""
    return {
        "all λ": (frame.strengths[:-1], frame.apart[:-1]),
        "λ as set": ([frame.strength], [frame.gap]),
    }


panel = Recipe("noise-or-l2", NoiseView)
