"""Axes of the static twin: from numbers to pixels, and which numbers are written beside them."""

from math import ceil, floor, log10

import numpy as np

SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
STEPS = (1, 2, 5, 10)  # between ticks, times a power of ten
FEW = 6  # ticks of an axis, at most


class Axis:
    """From numbers to pixels. layout: of plotly; values: all along it; tight: without a margin."""

    def __init__(self, layout, values, tight=False):
        self.layout, self.log = layout, layout.type == "log"
        values = np.append(values, 0) if layout.rangemode == "tozero" and not self.log else values
        self.low, self.high = layout.range or room_for(values, self.log, 0 if tight else 0.05)
        if layout.autorange == "reversed":
            self.low, self.high = self.high, self.low
        self.start, self.end = 0.0, 1.0

    def pixels(self, values):
        """Places of numbers between `start` and `end`; nan where there is none."""
        values = np.asarray(values, float)
        if self.log:
            values = np.log10(np.where(values > 0, values, np.nan))
        return self.start + (values - self.low) / (self.high - self.low) * (self.end - self.start)

    @property
    def ticks(self):
        """[(number, what is written there)]."""
        low, high = sorted((self.low, self.high))
        if self.layout.tickvals is not None:
            given = self.layout.ticktext or [f"{v:g}" for v in self.layout.tickvals]
            pairs = zip(self.layout.tickvals, given, strict=True)
            return [(v, word) for v, word in pairs if low <= (log10(v) if self.log else v) <= high]
        if self.log:
            step = max(1, ceil((high - low) / FEW))
            return [
                (10.0**e, power(e)) for e in range(ceil(low / step) * step, floor(high) + 1, step)
            ]
        return [(v, self.written(v)) for v in nice(low, high, self.layout.dtick)]

    def written(self, value):
        """A number beside the axis."""
        if (self.layout.tickformat or "").endswith("%"):
            return f"{value:.0%}"
        return f"{value:g}".replace("-", "−")


def power(exponent):
    """10⁻³, and 1 instead of 10⁰."""
    return f"10{str(exponent).translate(SUPERSCRIPT)}" if exponent else "1"


def nice(low, high, step=None):
    """Round numbers from low to high, in equal steps."""
    unit = 10.0 ** floor(log10((high - low) / FEW))
    step = step or next(s * unit for s in STEPS if (high - low) / (s * unit) <= FEW)
    return [
        round(k * step, 12) for k in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)
    ]


def room_for(values, log, margin):
    """A range with all values in it, and a share more; of exponents on a log axis."""
    with np.errstate(divide="ignore", invalid="ignore"):
        seen = np.log10(values) if log else np.asarray(values, float)
    seen = seen[np.isfinite(seen)]
    low, high = (seen.min(), seen.max()) if seen.size else (0.0, 1.0)
    more = margin * (high - low) if high > low else 0.5
    return low - more, high + more
