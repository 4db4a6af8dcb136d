"""A ball on a landscape with plateau and bump, and the arrows that its step is made of."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.hill import Strokes
from ...views.parts import Dots, Lines
from ...views.sheet import Sheet

ARROWS = ("its next step", "push of the slope", "inertia")


LONGER = 4  # times the steps: else they could hardly be seen


class HillView(Sheet):
    """The landscape with both balls and three arrows; the arrows against time; `HillFrame`s."""

    columns = (
        (f"arrows {LONGER} times enlarged; ◆: without inertia", 1.2),
        ("the three arrows, step after step", 1),
    )
    label = "A ball on a landscape with slope, inertia and their sum as arrows"

    def __init__(self, frame):
        super().__init__(frame)
        self.figure.handle = self.start

    def key_of(self, frame):
        """The landscape, and the length of the run."""
        return frame.roll.ground.tobytes(), len(frame.roll.ball)

    def has_lines_of(self, frame):
        """Runs on other landscapes have such arrows, too."""
        return True

    @property
    def start(self):
        """Number of the ring where the run began, which can be dragged."""
        return self.ring.first

    def parts(self, frame):
        """Ground, rings and balls, arrows; lines of the arrows."""
        x, y = frame.roll.ground
        low, high = float(y.min()), float(y.max())
        self.room = high - low
        box = dict(x="weight", x_range=[float(x[0]), float(x[-1])], y="loss")
        box["y_range"] = [low - 0.08 * self.room, high + 0.35 * self.room]
        ground = Strokes(
            ("loss",),
            lambda frame: tuple(frame.roll.ground[:, None]),
            [("#808080", "solid")],
            **box,
        )
        looks = [theme.look(r)[:2] for r in range(3)]
        arrows = Strokes(ARROWS, self.arrows, [(color, "solid") for color, _ in looks])
        balls = Dots(self.balls, ["#808080", looks[0][0]], size=13, symbols=["diamond", "circle"])
        self.ring = Dots(self.began, ["#000000"], size=16, symbols=["circle-open"])
        lines = Lines(
            ARROWS,
            self.history,
            x="step",
            x_range=[0, len(frame.roll.ball) - 1],
            y="arrow, + to the right",
            legend=True,
        )
        return [(1, ground), (1, self.ring), (1, arrows), (1, balls), (2, lines)]

    def balls(self, frame):
        """The ball without inertia, and that with it on top."""
        roll = frame.roll
        return roll.ball[frame.t, ::-1], roll.height[frame.t, ::-1]

    def began(self, frame):
        """Where the run began."""
        return frame.roll.ball[0, :1], frame.roll.height[0, :1]

    def arrows(self, frame):
        """Three arrows one above the other, each a line to its tip and back into the barbs.

        Where the rule looks ahead, the slope's arrow begins at the place it is measured at.
        """
        roll, t = frame.roll, frame.t
        x = np.full((3, 5), roll.ball[t, 0])
        x[1] += LONGER * (roll.felt[t] - roll.ball[t, 0])
        y = roll.height[t, 0] + self.room * np.array([[0.08], [0.16], [0.24]]) + np.zeros((3, 5))
        length = LONGER * frame.arrows
        barb = np.clip(length, -0.15, 0.15)
        x[:, 1:] += length[:, None]
        x[:, [2, 4]] -= barb[:, None]
        y[:, 2] += 0.13 * self.room * np.abs(barb)
        y[:, 4] -= 0.13 * self.room * np.abs(barb)
        return x, y

    def history(self, frame):
        """Steps (n,), the arrows (3, n)."""
        push, inertia = frame.roll.push[: frame.t + 1], frame.roll.inertia[: frame.t + 1]
        return np.arange(frame.t + 1), np.stack([push + inertia, push, inertia])


panel = Recipe("hill", HillView)
