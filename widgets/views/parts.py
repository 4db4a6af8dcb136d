"""Parts that figures are made of: lines, dots, heat maps. Each gets its numbers from a frame."""

from math import ceil

import numpy as np
import plotly.graph_objects as go

from ..figure import theme

BEHIND = "behind"  # meta of the traces that show other runs than the present one


def axes(figure, where, x, y, x_range, y_range, log):
    """Titles and ranges of one subplot; log: the decades of the y axis."""
    figure.update_xaxes(title=x, range=x_range, **where)
    kind = powers(*y_range or ()) if log else {}
    figure.update_yaxes(title=y, range=y_range, **kind, **where)


def powers(low=0, high=0):
    """An axis in powers of ten; a tall one has no more than about fifteen ticks."""
    small = theme.FONT["size"] - 2  # powers come out larger
    ticks = dict(dtick=1 + int((high - low) // 15), exponentformat="power", tickfont_size=small)
    return dict(type="log", **ticks)


def drawable(y, least=1e-37):
    """y where an axis in powers of ten can show it, in single precision; else nan."""
    return np.where((y > least) & (y < 1e37), y, np.nan)


def decades(*values, least):
    """A range of exponents: `least`, widened in steps of 3 until there is room for all values."""
    seen = np.concatenate([drawable(v).ravel() for v in values])
    if np.isnan(seen).all():
        return list(least)
    low, high = np.log10([np.nanmin(seen), np.nanmax(seen)])
    below, above = (3 * ceil(max(0, far) / 3) for far in (least[0] - low, high - least[1]))
    return [least[0] - below, least[1] + above]


class Behind:
    """Lines of other runs, pale, behind the present one: a trace for each name, with gaps.

    looks: (colour, dash, marker) of each name, if not the first of the theme. ends: write at the
    end of each line which run it is; hovering tells it anyway.
    """

    def __init__(self, names, looks=None, ends=True):
        self.names, self.looks, self.ends = names, looks or first_looks(names), ends

    def add(self, figure, where):
        """Put the traces into the subplot `where` (dict of row and col)."""
        self.first = len(figure.data)
        shared = dict(x=[0], y=[None], meta=BEHIND, showlegend=False)
        shared["hovertemplate"] = "%{text}: %{y:.3g}<extra></extra>"
        for name, (color, dash, _) in zip(self.names, self.looks, strict=True):
            line = go.Scatter(mode="lines", name=name, legendgroup=name, **shared)
            line.update(line=dict(color=color, dash=dash, width=2), opacity=theme.PALE)
            figure.add_trace(line, **where)
        if self.ends:
            ends = go.Scatter(mode="text", textposition="top left", cliponaxis=False, **shared)
            figure.add_trace(ends, **where)

    def draw(self, live, runs):
        """runs: {label: {name: (x (n,), y (n,))}}; a name may be missing."""
        ends = []
        for r, name in enumerate(self.names):
            lines = {k: lines[name] for k, lines in runs.items() if name in lines}
            live.set(self.first + r, **joined(lines, name))
            ends += [(*end, label) for label, line in lines.items() if (end := end_of(*line))]
        if self.ends:
            x, y, text = zip(*ends, strict=True) if ends else ([0], [np.nan], [""])
            live.set(self.first + len(self.names), x=x, y=y, text=text)


def first_looks(names):
    """The first looks of the theme, one for each name."""
    return [theme.look(r) for r in range(len(names))]


def joined(lines, name):
    """{label: (x (n,), y (n,))} -> one line with a gap after each, and its text at every point."""
    x, y, text = [[0.0]], [[np.nan]], [""]
    for label, (xs, ys) in lines.items():
        x += [xs, [0.0]]
        y += [ys, [np.nan]]
        text += [f"{label}, {name}"] * (len(xs) + 1)
    return dict(x=np.concatenate(x), y=np.concatenate(y), text=text)


def end_of(x, y):
    """The last point of a line that can be drawn, or None."""
    seen = np.flatnonzero(np.isfinite(y))
    return (x[seen[-1]], y[seen[-1]]) if len(seen) else None


class Lines:
    """One line for each name. get(frame) -> x (n,), y (R, n); nan is a gap.

    x, y: titles with units; x_range and y_range may be functions of the frame. log, log_x: y or x
    in powers of ten, its range then holds exponents. markers: True, or the names whose points are
    shown too. legend: this part names the lines. whose: frame -> names of its lines, where frames
    of other runs may have others. looks: as in `Behind`.
    """

    def __init__(self, names, get, *, x, y, x_range=None, y_range=None, log=False, **more):
        self.names, self.get, self.x, self.y, self.log = names, get, x, y, log
        self.x_range = x_range if callable(x_range) else lambda frame: x_range
        self.y_range = y_range if callable(y_range) else lambda frame: y_range
        markers, self.legend = more.pop("markers", ()), more.pop("legend", False)
        self.marked = names if markers is True else markers or ()
        self.tick_format, self.log_x = more.pop("tick_format", None), more.pop("log_x", False)
        self.whose = more.pop("whose", lambda frame: names)
        self.looks = more.pop("looks", None) or first_looks(names)

    def add(self, figure, where, frame):
        """Put the traces into the subplot `where` (dict of row and col)."""
        self.behind = Behind(self.names, self.looks)
        self.behind.add(figure, where)
        self.first = len(figure.data)
        self._add_lines(figure, where, showlegend=self.legend)
        self._add_markers(figure, where)
        self._add_heads(figure, where)
        self.now = x_range, y_range = self.x_range(frame), self.y_range(frame)
        axes(figure, where, self.x, self.y, x_range, y_range, self.log)
        figure.update_yaxes(tickformat=self.tick_format, **where)
        if self.log_x:
            figure.update_xaxes(**powers(*x_range or ()), **where)
        self.axis = figure.data[self.first].xaxis.replace("x", "axis")

    def _add_lines(self, figure, where, **more):
        for name, (color, dash, _) in zip(self.names, self.looks, strict=True):
            line = go.Scatter(x=[0], y=[None], mode="lines", name=name, legendgroup=name, **more)
            figure.add_trace(line.update(line=dict(color=color, dash=dash, width=2)), **where)

    def _add_heads(self, figure, where):
        """A marker at the end of each line; their `ids` are the names."""
        self.heads = len(figure.data)
        colors, _, symbols = zip(*self.looks, strict=True)
        none = [None] * len(self.names)
        marker = dict(color=colors, symbol=symbols, size=9, line=dict(width=1.2, color="#FFFFFF"))
        heads = go.Scatter(x=none, y=none, mode="markers", marker=marker, ids=list(self.names))
        heads.update(showlegend=False, hoverinfo="skip", cliponaxis=False)
        figure.add_trace(heads, **where)

    def _add_markers(self, figure, where):
        self.dots = {}  # of which line -> trace
        for r, name in enumerate(self.names):
            if name in self.marked:
                color, _, symbol = self.looks[r]
                dots = go.Scatter(x=[0], y=[None], mode="markers", name=name, legendgroup=name)
                dots.update(marker=dict(color=color, symbol=symbol, size=8), showlegend=False)
                self.dots[r] = len(figure.data)
                figure.add_trace(dots, **where)

    def draw(self, live, frame):
        """Show one frame in the LiveFigure."""
        x, y = self.get(frame)
        if not len(x):  # plotly leaves out of the legend what has no points
            x, y = [0], np.full((len(self.names), 1), np.nan)
        for r, row in enumerate(y):
            live.set(self.first + r, x=x, y=row)
            if r in self.dots:
                live.set(self.dots[r], x=x, y=row)
        if not self.marked:
            ends = [end_of(x, row) or (np.nan, np.nan) for row in y]
            live.set(self.heads, x=[x for x, _ in ends], y=[y for _, y in ends])
        self._follow(live, self.x_range(frame), self.y_range(frame))

    def _follow(self, live, x_range, y_range):
        """Ranges that depend on the frame."""
        before, self.now = self.now, (x_range, y_range)
        if x_range != before[0]:
            live.relayout(**{f"x{self.axis}__range": x_range})
        if y_range != before[1]:
            live.relayout(**{f"y{self.axis}__range": y_range})

    def overlay(self, live, frames):
        """Show the lines of other frames, {label: frame}, pale behind these."""
        runs = {}
        for label, frame in frames.items():
            x, y = self.get(frame)
            runs[label] = {name: (x, row) for name, row in zip(self.whose(frame), y, strict=True)}
        self.behind.draw(live, runs)


class Dots:
    """Points. get(frame) -> x (n,), y (n,); colors (n,) of theme colours, by class for instance."""

    def __init__(self, get, colors, *, size=6, symbols="circle", name="", **box):
        self.get, self.colors, self.size = get, colors, size
        self.symbols, self.name, self.box = symbols, name, box

    def add(self, figure, where, frame):
        """Put the trace into the subplot."""
        self.first = len(figure.data)
        x, y = self.get(frame)
        marker = dict(color=self.colors, size=self.size, symbol=self.symbols)
        marker["line"] = dict(width=0.6, color="#FFFFFF")
        dots = go.Scatter(x=x, y=y, mode="markers", name=self.name, marker=marker, showlegend=False)
        figure.add_trace(dots, **where)
        if self.box:
            axes(figure, where, log=False, **self.box)

    def draw(self, live, frame):
        """Show one frame."""
        x, y = self.get(frame)
        live.set(self.first, x=x, y=y)

    def overlay(self, live, frames):
        """Dots of other runs would only hide these."""


class Heat:
    """A picture of numbers. get(frame) -> z (h, w); row 0 is drawn at the bottom, or top if image.

    x, y: coordinates of columns and rows, pixels if None. limits: the numbers that get the ends
    of the colour scale, which is blue-white-orange around 0 unless another is named.
    """

    def __init__(self, get, limits, *, x=None, y=None, scale="PuOr_r", image=False, **titles):
        self.get, self.limits, self.x, self.y = get, limits, x, y
        self.scale, self.image, self.titles = scale, image, titles

    def add(self, figure, where, frame):
        """Put the trace into the subplot."""
        self.first = len(figure.data)
        z = self.get(frame)
        low, high = self.limits
        heat = go.Heatmap(x=self.x, y=self.y, z=z, zmin=low, zmax=high, colorscale=self.scale)
        heat.update(showscale=False, hoverinfo="z" if self.image else "x+y+z")
        figure.add_trace(heat, **where)
        plain = dict(showgrid=False, zeroline=False)
        figure.update_xaxes(title=self.titles.get("x_title"), **plain, **where)
        figure.update_yaxes(title=self.titles.get("y_title"), **plain, **where)
        if self.image:
            figure.update_xaxes(showticklabels=False, constrain="domain", **where)
            square = dict(autorange="reversed", scaleanchor=heat_axis(figure), constrain="domain")
            figure.update_yaxes(showticklabels=False, **square, **where)

    def draw(self, live, frame):
        """Show one frame."""
        live.set(self.first, z=self.get(frame))

    def overlay(self, live, frames):
        """A picture hides what is behind it."""


def heat_axis(figure):
    """Name of the x axis of the trace added last."""
    return figure.data[-1].xaxis


def tiles(images, columns, gap=1):
    """images (n, h, w) -> one picture of them in rows of `columns`, nan between them."""
    n, h, w = images.shape
    rows = -(-n // columns)
    sheet = np.full((rows * (h + gap) - gap, columns * (w + gap) - gap), np.nan)
    for i, image in enumerate(images):
        at, left = (i // columns) * (h + gap), (i % columns) * (w + gap)
        sheet[at : at + h, left : left + w] = image
    return sheet
