"""Adam's lines with numbers, step by step, for gradients of one's choice."""

import numpy as np

from dlcore import OPTIMIZERS

from ...making import Recipe
from ...views.lines import Lines, by_name
from ...views.looks import looks_of
from ...views.sheet import Sheet
from ...views.words import Words

MEANS = "gradient g", "m̂", "√v̂"
RULES = "adam", "adagrad", "rmsprop"


class AdamLinesView(Sheet):
    """Text, gradients with Adam's means, steps of three rules; `LinesFrame`s."""

    columns = (
        ("Adam line by line", 3.4),
        ("gradients and memories", 1),
        ("step / lr", 1),
    )
    label = "Adam's lines with numbers, the gradients, and the steps of three rules"
    spacing = 0.1

    def key_of(self, frame):
        """The number of lines."""
        return len(frame.lines)

    def parts(self, frame):
        """Words, and lines that grow."""
        rows, fixed = 2 * len(frame.lines), dict(fixedrange=True)
        box = dict(x_range=[0, 1], y_range=[-0.5, rows - 0.5], x_axis=fixed, y_axis=fixed)
        words = Words(formulas, position="middle right", **box)
        axes = dict(x="step", x_range=lambda frame: [0, frame.total + 1], y="")
        means = Lines(means_of, legend=True, **axes)
        steps = Lines(steps_of, looks_of(RULES, OPTIMIZERS), legend=True, **axes)
        return [(1, words), (2, means), (3, steps)]


def formulas(frame):
    """Each formula, and below it the numbers, from the top down."""
    rows = [row for formula, numbers in frame.lines for row in (f"<b>{formula}</b>", numbers)]
    return np.zeros(len(rows)), np.arange(len(rows))[::-1], rows


def means_of(frame):
    """The gradients, and Adam's means of them as corrected."""
    rows = frame.gradients, frame.m_hat, np.sqrt(frame.v_hat)
    return by_name(MEANS, np.arange(1, frame.t + 2), rows)


def steps_of(frame):
    """Lengths of the steps."""
    return by_name(RULES, np.arange(1, frame.t + 2), frame.steps)


panel = Recipe("adam-lines", AdamLinesView)
