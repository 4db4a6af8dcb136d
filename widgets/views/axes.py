"""The axes of a subplot: titles, ranges, powers of ten; and the axes that many views share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

import numpy as np

from ..figure import theme


@dataclass(kw_only=True)
class Axes:
    """Titles, with units, and ranges of a subplot; what is not given stays as it is.

    x_range and y_range may be functions of the frame. log, log_x: y or x in powers of ten, its
    range then holds exponents. tick_format: of y. square: a unit is as long upwards as sideways.
    x_axis, y_axis: whatever else plotly is to know of an axis.
    """

    x: str | None = None
    y: str | None = None
    x_range: list | Callable | None = None
    y_range: list | Callable | None = None
    log: bool = False
    log_x: bool = False
    tick_format: str | None = None
    square: bool = False
    x_axis: dict = field(default_factory=dict)
    y_axis: dict = field(default_factory=dict)

    def add(self, figure, where, frame):
        """Tell the figure, about its subplot `where` (dict of col)."""
        self.shown = x_range, y_range = self.ranges(frame)
        self.names = names = figure.axes(**where)
        x, y = dict(title=self.x, range=x_range), dict(title=self.y, range=y_range)
        y["tickformat"] = self.tick_format
        x |= powers(*x_range or ()) if self.log_x else {}
        y |= powers(*y_range or ()) if self.log else {}
        if self.square:
            x["constrain"] = y["constrain"] = "domain"
            y |= dict(scaleanchor=names[0].replace("axis", ""), constraintoward="top")
        for name, about in zip(names, (x | self.x_axis, y | self.y_axis), strict=True):
            figure.layout[name].update({k: v for k, v in about.items() if v is not None})

    def ranges(self, frame):
        """Ranges of x and y at a frame."""
        return [r(frame) if callable(r) else r for r in (self.x_range, self.y_range)]

    def follow(self, live, frame):
        """Show ranges that depend on the frame."""
        before, self.shown = self.shown, self.ranges(frame)
        for name, old, new in zip(self.names, before, self.shown, strict=True):
            if new != old:
                live.relayout(**{f"{name}__range": new})


def over_updates(x="update"):
    """An x axis over all updates of a training, of which the frame knows the `total`."""
    return dict(x=x, x_range=lambda frame: [0, frame.total])


def over_layers(count, x="layer, from the input"):
    """An x axis over the numbers of layers; numbers between them mean nothing."""
    return dict(x=x, x_range=[0.7, count + 0.3], x_axis=dict(dtick=1 + count // 12))


def share(y="", low=0, high=1.01):
    """A y axis for a share of all, in per cent."""
    return dict(y=y, y_range=[low, high], tick_format=".0%")


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
