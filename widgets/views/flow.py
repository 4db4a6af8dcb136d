"""A flow chart: boxes with words, arrows between them, and the way that a frame takes through it.

`flow(get, boxes, arrows)` gives the parts for a `Sheet`; get(frame) -> names of the boxes that are
lit, in the order in which they were reached: a thick line around them, and along the arrows
between one and the next. A question has cut corners.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ..figure import theme
from .dots import GREY
from .lines import Lines, one_line
from .words import Words

LIT = theme.COLORS[4]
THIN, THICK = 1.5, 5  # pixels of a line
CUT = 0.12  # of the corners of a question, a part of its height
HEAD = 0.028  # of an arrow, a part of the chart
NOWHERE = np.full((2, 2), np.nan)


@dataclass(frozen=True)
class Box:
    """Middle, width and height on the chart; question: with cut corners; row: from row to row."""

    x: float
    y: float
    wide: float
    high: float
    question: bool = False
    row: float = 0.7

    @property
    def outline(self):
        """Its corners, and the first ones once more, (n, 2)."""
        u, v = self.wide / 2, self.high / 2
        cut = CUT * 2 * v if self.question else 0.0
        quarter = np.array([(u - cut * u / v, v), (u, v - cut)])
        right = np.concatenate([quarter, (quarter * [1, -1])[::-1]])
        corners = np.concatenate([right, (right * [-1, 1])[::-1]])
        return np.concatenate([corners, corners[:3]]) + [self.x, self.y]

    def rows(self, count):
        """Where so many rows of words stand, (count,)."""
        return self.y + self.row * ((count - 1) / 2 - np.arange(count))


@dataclass(frozen=True)
class Arrow:
    """From one box to another, through corners ((x, y), ...); word: what stands at its start."""

    start: str
    end: str
    through: tuple
    word: str = ""


def flow(get, boxes, arrows, words, **axes):
    """Parts that draw a chart: boxes {name: Box}, arrows [Arrow, ...].

    get(frame) -> names of lit boxes, as they were reached; words(frame) -> {name: rows of words}.
    An arrow goes through its corners, the first on the edge of its box, the last on that of the
    other. The rest is told to `Axes`.
    """
    corners = np.concatenate([box.outline for box in boxes.values()])
    ways = np.concatenate([np.array(arrow.through, float) for arrow in arrows])
    low, high = (f(np.concatenate([corners, ways]), axis=0) for f in (np.min, np.max))
    room = 0.03 * (high - low)
    ends = dict(
        zip(("x_range", "y_range"), np.stack([low - room, high + room], -1).tolist(), strict=True)
    )
    head = HEAD * (high - low)
    dark = lines(get, boxes, arrows, head, lit=False)
    bright = lines(get, boxes, arrows, head, lit=True)
    return [
        Lines(dark, {"chart": (GREY, "solid", None)}, bare=True, width=THIN),
        Lines(bright, {"way": (LIT, "solid", None)}, bare=True, width=THICK),
        Words(said(boxes, words), **ends | axes),
        Words(lambda frame: beside(arrows, head)),
    ]


def way(lit, arrows):
    """The arrows between boxes that were reached one after the other."""
    steps = set(pairwise(lit))
    return [arrow for arrow in arrows if (arrow.start, arrow.end) in steps]


def lines(get, boxes, arrows, head, lit):
    """The get of one line through all that is lit, or through all that is not."""

    def chart(frame):
        reached = tuple(get(frame))
        mine = [box.outline for name, box in boxes.items() if (name in reached) == lit]
        taken = way(reached, arrows)
        for arrow in arrows:
            if (arrow in taken) == lit:
                mine += [np.array(arrow.through, float), tip(arrow.through, head)]
        x, y = one_line([part.T for part in mine or [NOWHERE]])
        return {"way" if lit else "chart": (x, y)}

    return chart


def tip(through, head):
    """The head of an arrow, (3, 2)."""
    (before, end), head = np.array(through[-2:], float), np.asarray(head)
    along = np.sign(end - before)
    back = end - 1.4 * head * along
    aside = 0.6 * head * along[::-1]
    return np.stack([back + aside, end, back - aside])


def said(boxes, words):
    """The get of the words in boxes."""

    def get(frame):
        rows = words(frame)
        x = [box.x for name, box in boxes.items() for _ in rows[name]]
        y = [box.rows(len(rows[name])) for name, box in boxes.items()]
        return np.array(x), np.concatenate(y), [row for name in boxes for row in rows[name]]

    return get


def beside(arrows, head):
    """Words of arrows, at their starts."""
    named = [arrow for arrow in arrows if arrow.word]
    starts = np.array([arrow.through[:2] for arrow in named], float)
    along = np.sign(starts[:, 1] - starts[:, 0])
    places = starts[:, 0] + 1.6 * head * along + 1.5 * head * np.abs(along[:, ::-1])
    return *places.T, [arrow.word for arrow in named]
