"""A ball on a landscape with plateau and bump, and the arrows that its step is made of."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.dots import Dots
from ...views.lines import Lines, by_name
from ...views.sheet import Sheet

ARROWS = ("its next step", "push of the slope", "inertia")
LONGER = 4  # times the steps: else they could hardly be seen
GREY = "#808080"


class HillView(Sheet):
    """The landscape with both balls and three arrows; the arrows against time; `HillFrame`s."""

    columns = (
        (f"arrows {LONGER} times enlarged; ◆: without inertia", 1.2),
        ("the three arrows, step after step", 1),
    )
    label = "A ball on a landscape with slope, inertia and their sum as arrows"

    def key_of(self, frame):
        """The landscape, and the length of the run."""
        return frame.roll.ground.tobytes(), len(frame.roll.ball)

    def has_lines_of(self, frame):
        """Runs on other landscapes have such arrows, too."""
        return True

    def parts(self, frame):
        """Ground, rings and balls, arrows; lines of the arrows."""
        x, y = frame.roll.ground
        room, (color, _, _) = float(np.ptp(y)), theme.look(0)
        box = dict(x="weight", x_range=[float(x[0]), float(x[-1])], y="loss")
        box["y_range"] = [float(y.min()) - 0.08 * room, float(y.max()) + 0.35 * room]
        ground = Lines(ground_of, {"loss": (GREY, None, None)}, bare=True, width=3, **box)
        balls = Dots(places, [GREY, color], size=13, symbols=["diamond", "circle"])
        ring = Dots(began, "#000000", size=16, symbols="circle-open", drags=("start", None))
        arrows = Lines(lambda frame: arrows_of(frame, room), ARROWS, bare=True, width=3)
        steps = dict(x="step", x_range=[0, len(frame.roll.ball) - 1], y="arrow, + to the right")
        lines = Lines(history, ARROWS, legend=True, **steps)
        return [(1, ground), (1, ring), (1, arrows), (1, balls), (2, lines)]


def ground_of(frame):
    """The landscape."""
    return {"loss": frame.roll.ground}


def places(frame):
    """The ball without inertia, and that with it on top."""
    roll = frame.roll
    return roll.ball[frame.t, ::-1], roll.height[frame.t, ::-1]


def began(frame):
    """Where the run began."""
    return frame.roll.ball[0, :1], frame.roll.height[0, :1]


def arrows_of(frame, room):
    """Three arrows one above the other, each a line to its tip and back into the barbs.

    Where the rule looks ahead, the slope's arrow begins at the place it is measured at. room:
    how high the picture is.
    """
    roll, t = frame.roll, frame.t
    x = np.full((3, 5), roll.ball[t, 0])
    x[1] += LONGER * (roll.felt[t] - roll.ball[t, 0])
    y = roll.height[t, 0] + room * np.array([[0.08], [0.16], [0.24]]) + np.zeros((3, 5))
    length = LONGER * frame.arrows
    barb = np.clip(length, -0.15, 0.15)
    x[:, 1:] += length[:, None]
    x[:, [2, 4]] -= barb[:, None]
    y[:, 2] += 0.13 * room * np.abs(barb)
    y[:, 4] -= 0.13 * room * np.abs(barb)
    return dict(zip(ARROWS, zip(x, y, strict=True), strict=True))


def history(frame):
    """The arrows of all steps up to now."""
    push, inertia = frame.roll.push[: frame.t + 1], frame.roll.inertia[: frame.t + 1]
    return by_name(ARROWS, np.arange(frame.t + 1), [push + inertia, push, inertia])


panel = Recipe("hill", HillView)
