"""Adam's lines with numbers, step by step, for gradients of one's choice."""

import numpy as np
import plotly.graph_objects as go

from ...figure import theme
from ...making import Recipe
from ...views.parts import Lines
from ...views.rules import looks_of
from ...views.sheet import Sheet

MEANS = "gradient g", "m̂", "√v̂"


RULES = "adam", "adagrad", "rmsprop"


class Words:
    """Lines of text, top down. text(frame) -> a list of `rows` strings."""

    def __init__(self, text, rows):
        self.text, self.rows = text, rows

    def get(self, frame):
        """Where the lines stand, x and y (rows,)."""
        return np.zeros(self.rows), np.arange(self.rows)[::-1]

    def add(self, figure, where, frame):
        """Put the trace into the subplot, and hide its axes."""
        self.first, self.shown = len(figure.data), None
        x, y = self.get(frame)
        about = dict(mode="text", textposition="middle right", hoverinfo="skip", cliponaxis=False)
        words = go.Scatter(x=x, y=y, text=self.text(frame), showlegend=False, **about)
        figure.add_trace(words.update(textfont_size=theme.FONT["size"]), **where)
        figure.update_xaxes(visible=False, range=[0, 1], fixedrange=True, **where)
        figure.update_yaxes(visible=False, range=[-0.5, self.rows - 0.5], fixedrange=True, **where)

    def draw(self, live, frame):
        """Show one frame; text takes plotly's slow way, so only what is new."""
        x, y = self.get(frame)
        live.set(self.first, x=x, y=y)
        if (text := self.text(frame)) != self.shown:
            self.shown = text
            live.restyle(self.first, text=text)

    def overlay(self, live, frames):
        """Words of other runs would only hide these."""


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
        shared = dict(x="step", y="", x_range=lambda frame: [0, frame.total + 1], legend=True)
        words = Words(two_rows, 2 * len(frame.lines))
        means = Lines(MEANS, remembered, **shared)
        return [(1, words), (2, means), (3, Lines(RULES, steps, looks=looks_of(RULES), **shared))]


def two_rows(frame):
    """Each formula, and below it the numbers."""
    return [row for formula, numbers in frame.lines for row in (f"<b>{formula}</b>", numbers)]


def remembered(frame):
    """Steps from 1 (n,), gradient, corrected mean, root of the corrected mean square (3, n)."""
    rows = frame.gradients, frame.m_hat, np.sqrt(frame.v_hat)
    return np.arange(1, frame.t + 2), np.stack(rows)


def steps(frame):
    """Steps from 1 (n,), lengths (3, n)."""
    return np.arange(1, frame.t + 2), frame.steps


panel = Recipe("adam-lines", AdamLinesView)
