"""Two parabolas: a step by the slope, and a step by slope over curvature."""

import numpy as np

from ...making import Recipe
from ...views.dots import Dots
from ...views.lines import Lines, by_name
from ...views.looks import looks_of
from ...views.sheet import Sheet

NAMES = ("flat", "steep")
SIDE, FLOOR, TOP = 3.2, -1.2, 8.0  # of the picture


class BestStepView(Sheet):
    """Both parabolas with their points and slopes; the distances; `BestStepFrame`s."""

    columns = (("two losses, each with its bottom at 0", 1.2), ("distance from the bottom", 1))
    label = "Two parabolas with a point and its slope on each, and distances from the bottoms"

    def parts(self, frame):
        """Curves, tangents, points; distances."""
        looks = looks_of(NAMES)
        colors, _, symbols = zip(*looks.values(), strict=True)
        box = dict(
            x="weight, from the bottom", x_range=[-SIDE, SIDE], y="loss", y_range=[FLOOR, TOP]
        )
        time = dict(x="step", x_range=[0, frame.total], y="", y_range=[-0.1, 3.1])
        rings = [
            Dots(began(k), "#000000", size=18, symbols="circle-open", drags=(f"place_{name}", None))
            for k, name in enumerate(NAMES)
        ]
        return [
            (1, Lines(parabolas, looks, bare=True, width=2, **box)),
            (1, Lines(tangents, looks, bare=True, width=4)),
            *((1, ring) for ring in rings),
            (1, Dots(points, colors, size=13, symbols=symbols)),
            (2, Lines(distances, looks, legend=True, **time)),
        ]


def loss(frame, x):
    """x (2, n) -> curvature x^2 / 2 of each."""
    return 0.5 * frame.curvature[:, None] * x * x


def parabolas(frame):
    """Both curves, as far as they are seen."""
    x = np.linspace(-SIDE, SIDE, 161)
    y = loss(frame, x[None])
    return by_name(NAMES, x, np.where(y < 2 * TOP, y, np.nan))


def tangents(frame):
    """A piece of the slope at each point."""
    x, slope = frame.x[:, -1:], frame.slope[:, None]
    reach = np.array([-1.0, 1.0]) / np.hypot(1, slope / 3)
    y = loss(frame, x) + slope * reach
    return dict(zip(NAMES, zip(x + reach, y, strict=True), strict=True))


def points(frame):
    """Where they are."""
    return frame.x[:, -1], loss(frame, frame.x[:, -1:])[:, 0]


def began(k):
    """Where one of them began, as the get of a part."""
    return lambda frame: (frame.x[k, :1], loss(frame, frame.x[:, :1])[k])


def distances(frame):
    """From the bottom, step after step."""
    return by_name(NAMES, np.arange(frame.t + 1), np.abs(frame.x))


panel = Recipe("best-step", BestStepView)
