"""Lines, and those of other runs behind them. What a line is: {name: (x, y)}."""

import numpy as np

from ..figure import theme
from .axes import Axes
from .looks import looks_of

BEHIND = "behind"  # meta of the traces that show other runs than the present one
GAP = np.array([0.0]), np.array([np.nan])


class Lines:
    """A line for each name. get(frame) -> {name: (x (n,), y (n,))}; nan is a gap.

    x and y may have K rows (K, n): several runs in one line. A name that is missing is not drawn.
    names: all there may be, which look like the first series of the theme, or {name: look} (see
    `looks_of`); if not given, those of the first frame. legend: this part names the lines.
    markers: True, or the names whose points are shown too; the others have one at their end.
    bare: only the lines, without markers and other runs. The rest is told to `Axes`; a y axis
    that is given no range begins at 0.
    """

    def __init__(self, get, names=None, *, legend=False, markers=(), bare=False, width=2, **axes):
        self.get, self.names, self.legend = get, names, legend
        self.markers, self.bare, self.width = markers, bare, width
        self.axes = Axes(**dict(y_axis=dict(rangemode="tozero")) | axes)

    def add(self, figure, where, frame):
        """Put the traces into the subplot `where` (dict of col)."""
        names = list(self.get(frame)) if self.names is None else self.names
        self.looks = names if isinstance(names, dict) else looks_of(names)
        self.marked = [n for n in self.looks if self.markers is True or n in (self.markers or ())]
        if not self.bare:
            self.behind = Behind(self.looks)
            self.behind.add(figure, where)
        self.first = len(figure.data)
        self._add_lines(figure, where)
        if not self.bare:
            self._add_markers(figure, where)
            self._add_heads(figure, where)
        self.axes.add(figure, where, frame)

    def _add_lines(self, figure, where):
        about = dict(mode="lines", showlegend=self.legend, hoverinfo="skip" if self.bare else None)
        for name, (color, dash, _) in self.looks.items():
            line = dict(line=dict(color=color, dash=dash, width=self.width))
            figure.add_trace(empty(name) | about | line, **where)

    def _add_markers(self, figure, where):
        """Points of the lines that show them."""
        self.points = len(figure.data)
        for name in self.marked:
            color, _, symbol = self.looks[name]
            dots = dict(marker=dict(color=color, symbol=symbol, size=8), showlegend=False)
            figure.add_trace(empty(name) | dict(mode="markers") | dots, **where)

    def _add_heads(self, figure, where):
        """A marker at the end of each line; their `ids` are the names."""
        self.heads = len(figure.data)
        colors, _, symbols = zip(*self.looks.values(), strict=True)
        none = [None] * len(self.looks)
        marker = dict(color=colors, symbol=symbols, size=9, line=dict(width=1.2, color="#FFFFFF"))
        heads = dict(x=none, y=none, mode="markers", marker=marker, ids=list(self.looks))
        heads |= dict(showlegend=False, hoverinfo="skip", cliponaxis=False)
        figure.add_trace(dict(type="scatter") | heads, **where)

    def draw(self, live, frame):
        """Show one frame in the LiveFigure."""
        got = self.get(frame)
        if strange := got.keys() - self.looks.keys():
            raise ValueError(f"lines are called {', '.join(self.looks)}, not {strange.pop()}")
        lines = {name: flat(*got.get(name, GAP)) for name in self.looks}
        for r, (x, y) in enumerate(lines.values()):
            live.set(self.first + r, x=x, y=y)
        if not self.bare:
            self._draw_markers(live, lines)
        self.axes.follow(live, frame)

    def _draw_markers(self, live, lines):
        for r, name in enumerate(self.marked):
            x, y = lines[name]
            live.set(self.points + r, x=x, y=y)
        if not self.marked:
            ends = [end_of(*line) or (np.nan, np.nan) for line in lines.values()]
            live.set(self.heads, x=[x for x, _ in ends], y=[y for _, y in ends])

    def overlay(self, live, frames):
        """Show the lines of other frames, {label: frame}, pale behind these."""
        if not self.bare:
            self.behind.draw(live, {label: self.get(frame) for label, frame in frames.items()})


class Behind:
    """Lines of other runs, pale, behind the present one: a trace for each name, with gaps.

    looks: {name: look}. ends: write at the end of each line which run it is; hovering tells it
    anyway.
    """

    def __init__(self, looks, ends=True):
        self.looks, self.ends = looks, ends

    def add(self, figure, where):
        """Put the traces into the subplot `where` (dict of col)."""
        self.first = len(figure.data)
        shared = dict(meta=BEHIND, text=[""], showlegend=False)
        shared["hovertemplate"] = "%{text}: %{y:.3g}<extra></extra>"
        for name, (color, dash, _) in self.looks.items():
            line = dict(line=dict(color=color, dash=dash, width=2), opacity=theme.PALE)
            figure.add_trace(empty(name) | dict(mode="lines") | shared | line, **where)
        if self.ends:
            ends = dict(mode="text", textposition="top left", cliponaxis=False)
            figure.add_trace(empty() | shared | ends, **where)

    def draw(self, live, runs):
        """runs: {label: {name: (x, y)}}; a name may be missing."""
        ends = []
        for r, name in enumerate(self.looks):
            lines = {label: flat(*run[name]) for label, run in runs.items() if name in run}
            x, y = one_line(lines.values())
            said = [t for k, line in lines.items() for t in [f"{k}, {name}"] * (len(line[0]) + 1)]
            live.set(self.first + r, x=x, y=y, text=said[:-1] or [""])
            ends += [(*end, label) for label, line in lines.items() if (end := end_of(*line))]
        if self.ends:
            x, y, text = zip(*ends, strict=True) if ends else ([0], [np.nan], [""])
            live.set(self.first + len(self.looks), x=x, y=y, text=text)


def empty(name=None):
    """A trace without points, in the group of the legend that its name says."""
    return dict(type="scatter", x=[0], y=[None], name=name, legendgroup=name)


def by_name(names, x, y):
    """x, and a row of y (n,) or (K, n) for each name -> {name: (x, its row)}."""
    return {name: (x, row) for name, row in zip(names, y, strict=True)}


def rows_of(part, over="steps"):
    """Names of two arrays of frames -> the get of `Lines`: one by name, over the other."""
    return lambda frame: by_name(frame.names, getattr(frame, over), getattr(frame, part))


def flat(x, y):
    """x, y (n,) or (K, n) -> both (N,): the K lines in one; at least one point, maybe a gap."""
    if not np.size(y):
        return GAP
    if np.ndim(y) == 1:
        return x, y
    return one_line(zip(np.broadcast_to(x, np.shape(y)), y, strict=True))


def one_line(lines):
    """[(x (n,), y (n,)), ...] -> x, y (N,) of one line through them all, with gaps between."""
    pieces = [piece for line in lines for piece in (line, GAP)][:-1] or [GAP]
    x, y = zip(*pieces, strict=True)
    return np.concatenate(x), np.concatenate(y)


def end_of(x, y):
    """The last point of a line that can be drawn, or None."""
    seen = np.flatnonzero(np.isfinite(y))
    return (x[seen[-1]], y[seen[-1]]) if len(seen) else None
