"""Bars: of one run or many, side by side, upright or sideways, to be looked at or dragged."""

import numpy as np

from ..figure import theme
from ..figure.handles import handles_of
from .axes import Axes
from .lines import BEHIND
from .looks import looks_of

ROOM = 0.8  # of the way from place to place is filled by bars


class Bars:
    """Bars. get(frame) -> {name: heights}; what is missing or nan has no bar.

    names: all there may be, as in `Lines`. Without places each name has one bar in its own colour,
    named below it: heights is a number, or (K,) of K runs. places: n words below the bars; then a
    name is a series (n,) or (K, n) in its own colour, and several stand side by side. A bar of
    several runs is their mean, with a dot for each, or runs="range": a line from the lowest to the
    highest. sideways: bars from left to right, words on their left. drags: the knob whose numbers
    are the heights, {name: knob} for several series. legend: this part names its series. The rest
    is told to `Axes`.
    """

    def __init__(
        self,
        get,
        names=None,
        *,
        places=None,
        runs="dots",
        sideways=False,
        drags=(),
        legend=False,
        **axes,
    ):
        self.get, self.names, self.places, self.runs = get, names, places, runs
        self.sideways, self.drags, self.legend = sideways, drags, legend
        self.axes = Axes(**axes)

    def add(self, figure, where, frame):
        """Put the traces into the subplot `where` (dict of row and col)."""
        names = list(self.get(frame)) if self.names is None else self.names
        self.looks = names if isinstance(names, dict) else looks_of(names)
        self.words = list(map(str, self.looks if self.places is None else self.places))
        count, places = len(self.series), np.arange(len(self.words))
        self.width = ROOM / count
        self.at = [places + self.width * (i - (count - 1) / 2) for i in range(count)]
        self.behind = self._add(figure, where, "markers", "diamond", meta=BEHIND)
        self.first = len(figure.data)
        for at, (name, color) in zip(self.at, self.series.items(), strict=True):
            bar = dict(type="bar", name=name, legendgroup=name, width=0.94 * self.width)
            bar |= dict(marker=dict(color=color), orientation="h" if self.sideways else "v")
            bar |= self._placed(at, at * np.nan)
            figure.add_trace(bar | dict(showlegend=self.legend and bool(name)), **where)
        self.spread = self._add(figure, where, "markers" if self.runs == "dots" else "lines")
        self.grips = self._add(figure, where, "lines", width=7) if self.drags else None
        figure.update_layout(barmode="overlay")
        self._add_axes(figure, where, frame)

    @property
    def series(self):
        """{name: colours} of the traces of bars; one without a name if each name is a bar."""
        colors = {name: color for name, (color, _, _) in self.looks.items()}
        return colors if self.places is not None else {"": list(colors.values())}

    @property
    def handles(self):
        """The ends of the bars, where they are dragged."""
        knobs = (
            self.drags if isinstance(self.drags, dict) else dict.fromkeys(self.series, self.drags)
        )
        dragged = [(i, knobs.get(name)) for i, name in enumerate(self.series, self.first)]
        pairs = [
            (i, (knob, None) if self.sideways else (None, knob)) for i, knob in dragged if knob
        ]
        return [handle for i, pair in pairs for handle in handles_of(i, pair)]

    def _placed(self, at, heights):
        """Places and heights as x and y."""
        return dict(x=heights, y=at) if self.sideways else dict(x=at, y=heights)

    def _add(self, figure, where, mode, symbol="circle", width=3, **about):
        """Points or a line with gaps, on the bars -> the number of the trace."""
        marker = dict(color=theme.INK, size=7, symbol=symbol, line=dict(width=1, color="#FFFFFF"))
        trace = dict(type="scatter", x=[0], y=[None], mode=mode, marker=marker) | about
        trace |= dict(line=dict(color=theme.INK, width=width), showlegend=False, hoverinfo="skip")
        figure.add_trace(trace, **where)
        return len(figure.data) - 1

    def _add_axes(self, figure, where, frame):
        """Words stand at whole numbers; nothing is zoomed: a bar without its foot says nothing."""
        n, axes, still = len(self.words), self.axes, dict(fixedrange=True)
        ticks = dict(tickvals=list(range(n)), ticktext=self.words, showgrid=False, zeroline=False)
        if self.sideways:
            axes.y_range, axes.y_axis = [n - 0.5, -0.5], ticks | axes.y_axis
        else:
            axes.x_range, axes.x_axis = [-0.5, n - 0.5], ticks | axes.x_axis
        axes.x_axis, axes.y_axis = still | axes.x_axis, still | axes.y_axis
        axes.add(figure, where, frame)

    # ---- what is drawn

    def heights(self, frame):
        """[(K, n), ...] of each series."""
        got = self.get(frame)
        if strange := got.keys() - self.looks.keys():
            raise ValueError(f"bars are called {', '.join(self.looks)}, not {strange.pop()}")
        if self.places is None:
            K = max([np.size(v) for v in got.values()], default=1)
            rows = [np.broadcast_to(np.ravel(got.get(name, np.nan)), K) for name in self.looks]
            return [np.stack(rows, -1)]
        none = np.full(len(self.words), np.nan)
        return [np.atleast_2d(np.asarray(got.get(name, none), float)) for name in self.looks]

    def draw(self, live, frame):
        """Show one frame in the LiveFigure."""
        rows = self.heights(frame)
        means = [each.mean(0) for each in rows]
        for i, (at, mean) in enumerate(zip(self.at, means, strict=True)):
            live.set(self.first + i, **self._placed(at, mean))
        parts = [
            self._spread(at, each) for at, each in zip(self.at, rows, strict=True) if len(each) > 1
        ]
        live.set(self.spread, **self._placed(*joined(parts)))
        if self.drags:
            half = 0.3 * self.width
            parts = [ticks(at, mean, half) for at, mean in zip(self.at, means, strict=True)]
            live.set(self.grips, **self._placed(*joined(parts)))
        self.axes.follow(live, frame)

    def _spread(self, at, rows):
        """Places and heights of what shows the runs (K, n) of a series."""
        if self.runs == "dots":
            aside = 0.5 * self.width * np.linspace(-0.5, 0.5, len(rows))
            return np.ravel(at + aside[:, None]), np.ravel(rows)
        ends = np.stack([rows.min(0), rows.max(0), np.full(len(at), np.nan)], -1)
        return np.repeat(at, 3), np.ravel(ends)

    def overlay(self, live, frames):
        """The heights of other runs, {label: frame}, as diamonds on the bars."""
        each = [zip(self.at, self.heights(frame), strict=True) for frame in frames.values()]
        parts = [(at, rows.mean(0)) for pairs in each for at, rows in pairs]
        live.set(self.behind, **self._placed(*joined(parts)))


def ticks(at, heights, half):
    """Places and heights of level lines at the ends of bars, with gaps between."""
    places = np.stack([at - half, at + half, at], -1)
    gaps = np.stack([heights, heights, np.full(len(at), np.nan)], -1)
    return np.ravel(places), np.ravel(gaps)


def joined(parts):
    """[(places, heights), ...] -> one after the other; a gap if there are none."""
    places, heights = zip(*parts or [(np.zeros(1), np.full(1, np.nan))], strict=True)
    return np.concatenate(places), np.concatenate(heights)
