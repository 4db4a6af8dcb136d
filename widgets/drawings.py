"""Answers on a picture: a point that is clicked, a curve drawn as a few points.

A click fills number fields, and the fields move what is drawn: both work without a mouse.
x and y are (title, low, high) of the axes.
"""

import ipywidgets as w
import numpy as np
import plotly.graph_objects as go

from . import texts, theme
from .figure import LiveFigure
from .questions import Judgement, Kind, number_field, number_in, written


class Drawing(Kind):
    """A small figure of the answer and, after the run, of what happened; a field for each number.

    traces: plotly traces beneath, such as the contours of a surface. mode: how the truth is drawn.
    """

    mode = "lines"

    def __init__(self, x, y, names, log=False, traces=()):
        self.first, figure = len(traces), go.Figure(traces)
        modes = {texts.YOURS: "lines+markers", texts.HAPPENED: self.mode}
        for i, (name, mode) in enumerate(modes.items()):
            color, dash, symbol = theme.look(i)
            line = go.Scatter(x=[None], y=[None], name=name, mode=mode)
            line.update(line=dict(color=color, dash=dash), marker=dict(size=9, symbol=symbol))
            figure.add_trace(line)
        figure.update_xaxes(title=x[0], range=x[1:], zeroline=False)
        decades = dict(type="log", dtick=1, exponentformat="power") if log else {}
        ends = np.log10(y[1:]) if log else y[1:]
        figure.update_yaxes(title=y[0], range=ends, zeroline=False, **decades)
        figure.update_layout(theme.layout(height=300), showlegend=True)
        self.figure = LiveFigure(figure, label=texts.DRAWING.format(x=x[0], y=y[0]))
        self.figure.layout.max_width = "720px"
        self.figure.on_pick(self._picked)
        fields = [number_field(name, "150px") for name in names]
        for field in fields:
            field.observe(lambda _: self._show(0, self.drawn()), "value")
        row = w.HBox(fields, layout=dict(flex_flow="row wrap"))
        super().__init__(fields, [self.figure, w.HTML(texts.CLICK), row])

    def _picked(self, x, y, done):
        if done and not self.inputs[0].disabled:
            self.put(float(f"{x:.3g}"), float(f"{y:.3g}"))

    def _show(self, which, points):
        """Draw points (n, 2) as the answer (0) or as what happened (1), without those missing."""
        points = np.reshape(points, (-1, 2))
        known = points[np.isfinite(points).all(-1)]
        x, y = (known if len(known) else points[:1]).T
        self.figure.set(self.first + which, x=x, y=y)

    def drawn(self):
        """What is in the fields, nan where they are empty, as points (n, 2)."""
        numbers = []
        for field in self.inputs:
            try:
                numbers.append(number_in(field))
            except ValueError:
                numbers.append(np.nan)
        return self.points(numbers)

    def guess(self):
        """The numbers in the fields."""
        return tuple(number_in(field) for field in self.inputs)

    def reveal(self, truth):
        """Draw what happened beside the answer; None takes it away."""
        self._show(1, [np.nan, np.nan] if truth is None else self.path(truth))


class Point(Drawing):
    """A place (x, y), right if it is at most `within` away from the true one."""

    mode = "markers"

    def __init__(self, x, y, within, traces=()):
        self.within = within
        super().__init__(x, y, (x[0], y[0]), traces=traces)

    def put(self, x, y):
        """A click."""
        for field, value in zip(self.inputs, (x, y), strict=True):
            field.value = str(value)

    def points(self, numbers):
        """Two numbers are one point."""
        return numbers

    path = points

    def judge(self, guess, truth):
        """The straight distance."""
        distance = float(np.linalg.norm(np.subtract(guess, truth)))
        words = texts.OFF.format(distance=written(distance), limit=written(self.within))
        return Judgement("right" if distance <= self.within else "wrong", distance, words)

    def say(self, value):
        """(x, y)."""
        return texts.PLACE.format(*value)


class Curve(Drawing):
    """A curve through `points` points, right if it is on average at most `within` off.

    log: on a logarithmic axis, where `within` is a factor. The truth is (xs, ys); places it does
    not reach are left out.
    """

    outcomes = ("wrong", "too low", "too high")

    def __init__(self, x, y, within, points=5, log=False, traces=()):
        self.within, self.at, self.factor = within, np.linspace(*x[1:], points), log
        names = [texts.AT.format(x=written(at)) for at in self.at]
        super().__init__(x, y, names, log, traces)

    def put(self, x, y):
        """A click sets the nearest of the points."""
        self.inputs[np.abs(self.at - x).argmin()].value = str(y)

    def points(self, numbers):
        """A height at each place."""
        return np.stack([self.at, numbers], -1)

    def path(self, truth):
        """(xs, ys) as points."""
        return np.stack(truth, -1)

    def judge(self, guess, truth):
        """Mean distance of the heights; above or below is said if it lies mostly there."""
        xs, ys = np.asarray(truth, float)
        reached = (self.at >= xs.min()) & (self.at <= xs.max())
        height = np.log10 if self.factor else np.asarray
        with np.errstate(invalid="ignore", divide="ignore"):
            off = (height(guess) - height(np.interp(self.at, xs, ys)))[reached]
        if not len(off) or not np.isfinite(off).all():
            return Judgement("wrong", np.inf, texts.NO_CURVE)
        distance, side = float(np.abs(off).mean()), float(off.mean())
        distance = 10**distance if self.factor else distance
        form = texts.FACTOR_ON_AVERAGE if self.factor else texts.ON_AVERAGE
        words = form.format(distance=written(distance), limit=written(self.within))
        if distance <= self.within:
            return Judgement("right", distance, words)
        return Judgement("too low" if side < 0 else "too high", distance, words)

    def say(self, value):
        """The heights at the places, or the first and the last point of what happened."""
        if np.ndim(value) == 2:
            first, last = (texts.PLACE.format(*place) for place in np.transpose(value)[[0, -1]])
            return texts.FROM_TO.format(first=first, last=last)
        return ", ".join(map(written, value))
