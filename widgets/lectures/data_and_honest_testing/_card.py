"""The picture of this lecture on the start page: folds, each of which is tested once."""

from ...figure import theme
from ...figure.sketch import HIGH, WIDE, line, sketch

FOLDS, EDGE, GAP = 5, 16, 6
PALE, TESTED = "#9DB4D6", theme.COLORS[1]


def picture():
    """A row for each round; the part that is tested stands out."""
    wide, high = (WIDE - 2 * EDGE) / FOLDS, (HIGH - 2 * EDGE) / FOLDS
    parts = []
    for turn in range(FOLDS):
        y = EDGE + (turn + 0.5) * high
        for fold in range(FOLDS):
            x = EDGE + fold * wide
            color = TESTED if fold == turn else PALE
            ends = [(x + GAP / 2, y), (x + wide - GAP / 2, y)]
            parts.append(line(ends, color, high - GAP))
    return sketch("Five rows of five bars; in each row another bar stands out", *parts)
