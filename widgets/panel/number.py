"""A knob that is a number: a slider for plain numbers, and beside it a field for any other."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import floor, isfinite, log10
from numbers import Real

import ipywidgets as w
import traitlets

from .typed import readings

TENTHS = (*range(10, 20), *range(20, 50, 2), *range(50, 100, 5))  # a decade in nearly even steps
STEPS = 90  # a linear slider has at least so many
FAR = 10**9  # a slider does not widen beyond this place


@dataclass(frozen=True)
class Ladder:
    """Plain numbers from low to high: each has a place, an integer, that a slider can stand at.

    Whole numbers that fit in exactly are what pages cannot round.
    """

    low: float
    high: float
    log: bool = False
    whole: bool = False

    @cached_property
    def step(self):
        """1, 2 or 5 times a power of ten; never less than 1 between whole numbers."""
        most = (self.high - self.low) / STEPS * 1.0001
        power = 10.0 ** floor(log10(most))
        step = max(m * power for m in (1, 2, 5) if m * power <= most)
        return max(1, round(step)) if self.whole else step

    def at(self, place):
        """The number at a place."""
        if not self.log:
            return place * self.step if self.whole else plain(place * self.step, 6)
        power, rest = divmod(place, len(TENTHS))
        number = float(f"{TENTHS[rest]}e{power - 1}")
        return max(1, round(number)) if self.whole else number

    def near(self, number):
        """The place nearest to a number."""
        if not self.log:
            return round(max(-FAR, min(FAR, number / self.step)))
        power = floor(log10(number))
        tenths = number / 10.0 ** (power - 1)
        rest = min(range(len(TENTHS) + 1), key=lambda i: abs((*TENTHS, 100)[i] - tenths))
        return power * len(TENTHS) + rest

    def around(self, low, high):
        """The places between which all numbers from low to high lie."""
        first, last = self.near(low), self.near(high)
        return first - (self.at(first) > low), last + (self.at(last) < high)

    def holds(self, value):
        """True for a number that has a place."""
        number = isinstance(value, Real) and not isinstance(value, bool) and isfinite(value)
        return number and (value > 0 or not self.log)


def plain(number, digits=3):
    """A number of so many digits: places in a picture come with sixteen."""
    return float(f"{number:.{digits}g}")


def read(text, whole=False):
    """What was typed as a number; the text itself where it is none, or may mean two.

    >>> [read(text) for text in ("0.05", "0,05", "1/20", "−3", "1,000", "many")]
    [0.05, 0.05, 0.05, -3.0, '1,000', 'many']
    """
    found = readings(text)
    if len(found) != 1:
        return text
    return int(found[0]) if whole and found[0].is_integer() else found[0]


def written(value):
    """A number as one would type it, with all its digits; anything else as it is.

    >>> [written(value) for value in (0.0123456, 1e-06, 300.0, 7, "many")]
    ['0.0123456', '0.000001', '300', '7', 'many']
    """
    if isinstance(value, float) and (1e-9 <= abs(value) < 1e15 or value == 0):
        return f"{Decimal(repr(float(value))):f}".removesuffix(".0")
    return str(value)


class Number(w.HBox):
    """`value` is what was last said, by the slider or in the field, exactly.

    A number beyond the ends of the slider widens it. What is typed and no number is `value` too:
    the experiment says what is wrong with it.
    """

    value = traitlets.Any()
    disabled = traitlets.Bool(False)

    def __init__(self, ladder, value, words, help="", continuous=True):
        self.ladder, self.busy = ladder, True
        self._ends_for(value)
        low, high = ladder.around(*self.ends)
        place = ladder.near(value) if ladder.holds(value) else low
        about = dict(tooltip=help, layout=w.Layout())  # an empty layout, which all three share
        self.slider = w.IntSlider(place, low, high, description=words, readout=False, **about)
        self.slider.continuous_update = continuous
        self.field = w.Text(continuous_update=False, **about)
        super().__init__([self.slider, self.field], value=value, layout=about["layout"])
        self.add_class("live-number")
        self._write()
        self.busy = False
        self.slider.observe(self._from_slider, "value")
        self.field.observe(self._from_field, "value")

    def _ends_for(self, value):
        """The slider runs over its usual range and up to this value."""
        usual = self.ladder.low, self.ladder.high
        known = [*usual, value] if self.ladder.holds(value) else usual
        self.ends = min(known), max(known)

    def _write(self):
        """What was said, and behind it, for an empty field and for ears, the number in force."""
        self.field.value = written(self.value)
        if isinstance(self.value, Real):
            self.field.placeholder = written(self.value)

    def over(self, ladder):
        """Another range."""
        self.ladder = ladder
        self._to_parts()

    def _from_slider(self, change):
        if not self.busy:
            self.busy, (low, high) = True, self.ends
            self.value = min(max(self.ladder.at(change["new"]), low), high)
            self._write()
            self.busy = False

    def _from_field(self, change):
        if not self.busy and change["new"] != written(self.value):
            self.value = read(change["new"], self.ladder.whole)
            self._to_parts()  # 1/20 is 0.05, also if it was before

    @traitlets.observe("value")
    def _to_parts(self, _=None):
        if self.busy:
            return
        self.busy, slider = True, self.slider
        self._write()
        self._ends_for(self.value)
        low, high = self.ladder.around(*self.ends)
        # first wider, then narrower: a page must never have to move the slider itself
        slider.min, slider.max = min(slider.min, low), max(slider.max, high)
        if self.ladder.holds(self.value):
            slider.value = self.ladder.near(self.value)
        slider.min, slider.max = low, high
        self.busy = False
