"""Which part is tested when, and how far estimates lie from the truth."""

import numpy as np

from ...making import Recipe
from ...views.bars import Bars
from ...views.heat import Heat
from ...views.sheet import Sheet

NAMES = ("hold-out", "k folds", "leave one out")
TRAINS, TESTS = 0.2, 1.0


class FoldsView(Sheet):
    """Rounds as rows, test parts dark; estimates minus truth; `FoldsFrame`s."""

    columns = (
        ("who is tested in which round", 1),
        ("estimate − truth, a dot for each sample", 1.2),
    )
    label = "Rounds of cross validation, and how far three estimates lie from the truth"

    def key_of(self, frame):
        """How many rounds and examples."""
        return frame.tests.shape

    def parts(self, frame):
        """A picture of the rounds, and bars with dots."""
        k, n = frame.tests.shape
        rounds = dict(rows=np.arange(1, k + 1), scale="Blues", silent=True)
        rounds |= dict(x="example, in the order of testing", x_range=[-0.5, n - 0.5])
        rounds |= dict(y="round", y_range=[k + 0.5, 0.5], y_axis=dict(dtick=1 + k // 12))
        off = dict(y="accuracy, estimate − truth", y_range=[-0.32, 0.32], tick_format="+.0%")
        return [(1, Heat(rows, (0, 1.2), **rounds)), (2, Bars(errors, NAMES, **off))]


def rows(frame):
    """(k, n): trained on pale, tested dark, nothing before its turn."""
    order = np.argsort(frame.tests.argmax(0), kind="stable")
    z = np.where(frame.tests[:, order], TESTS, TRAINS)
    return np.where(np.arange(len(z))[:, None] < frame.turn, z, np.nan)


def errors(frame):
    """Of each way, a number for each sample."""
    return dict(zip(NAMES, frame.off, strict=True)) if frame.samples else {}


panel = Recipe("rotating-folds", FoldsView)
