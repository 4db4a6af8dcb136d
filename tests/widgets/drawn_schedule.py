"""A small experiment for the parts of the kit: a learning rate that is drawn by its points.

Descent on a noisy parabola. The points of the schedule are dragged both ways; how noisy the slope
is in each part of the run, by bars whose ends are dragged up and down.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from dlcore.experiments import Experiment, Frame
from dlcore.knobs import Part, numbers, points
from dlcore.knobs import knob as one
from dlcore.seeding import generator
from widgets.making import Recipe
from widgets.views.bars import Bars
from widgets.views.dots import Dots
from widgets.views.lines import Lines
from widgets.views.sheet import Sheet

STEPS, PARTS = 60, ("start", "middle", "end")


@dataclass(frozen=True)
class DrawnFrame(Frame):
    """points (n, 2): of the schedule; noise (3,): of each part; losses (runs, t + 1)."""

    points: np.ndarray
    noise: np.ndarray
    losses: np.ndarray

    @property
    def summary(self):
        """The loss now."""
        return f"Step {self.t}: loss {self.losses[:, -1].mean():.3g}."


@dataclass(frozen=True, repr=False)
class DrawnSchedule(Experiment):
    """x - lr (x + noise) from x = 1; lr runs straight from point to point, in powers of ten."""

    schedule: tuple = points(
        ((0.0, 0.3), (30.0, 0.3), (60.0, 0.01)),
        {"step": Part(0, STEPS, least=0, most=STEPS), "rate": Part(1e-3, 1, log=True, most=3)},
        count=(1, 6),
        ordered=True,
        label="learning rate",
        help="drag the points",
    )
    noise: tuple = numbers((0.5, 0.5, 0.5), 0, 2, names=PARTS, least=0, help="drag the bars")
    seed: int = one(0, 0, 99, least=0, help="of the noise")

    instant: ClassVar[bool] = True

    def frames(self):
        """A frame for each step."""
        t = np.arange(STEPS)
        step, rate = np.array(self.schedule, float).T
        rates = np.exp(np.interp(t, step, np.log(rate)))
        slopes = np.repeat(self.noise, STEPS // 3) * generator(self.seed).standard_normal(
            (4, STEPS)
        )
        x = np.ones((4, STEPS + 1))
        for i in t:
            x[:, i + 1] = x[:, i] - rates[i] * (x[:, i] + slopes[:, i])
        for end in range(STEPS + 1):
            yield DrawnFrame(
                end, np.stack([step, rate], -1), np.array(self.noise), x[:, : end + 1] ** 2
            )


class DrawnView(Sheet):
    """The schedule with its points, and the loss."""

    columns = (("learning rate", 1), ("noise of the slope", 0.6), ("loss", 1))
    label = "Learning rate by its points, noise by bars, and the loss of descent with them"

    def key_of(self, frame):
        """The number of points."""
        return len(frame.points)

    def parts(self, frame):
        """A line through points, bars, and the losses."""
        axes = dict(x="step", x_range=[0, STEPS])
        return [
            (1, Lines(curve, bare=True, y="rate", y_range=[-3, 0], log=True, **axes)),
            (1, Dots(lambda frame: frame.points.T, "#000000", size=14, drags="schedule")),
            (2, Bars(bars, places=PARTS, drags="noise", y="standard deviation", y_range=[0, 2])),
            (3, Lines(losses, y="loss", y_range=[-6, 1], log=True, **axes)),
        ]


def curve(frame):
    """The rate between its points and beyond."""
    step, rate = frame.points.T
    return {"rate": (np.r_[0, step, STEPS], np.r_[rate[0], rate, rate[-1]])}


def bars(frame):
    """The noise of each part."""
    return {"noise": frame.noise}


def losses(frame):
    """Of all runs."""
    return {"loss": (np.arange(frame.t + 1), frame.losses)}


panel = Recipe("drawn-schedule", DrawnView)
