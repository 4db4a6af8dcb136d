"""Numbers in words: as one would write them in a sentence, without e-notation."""

from decimal import Decimal
from math import isfinite, isnan
from numbers import Integral, Real

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
SMALL, LARGE = 1e-6, 1e9  # outside of these a power of ten is easier to read


def in_words(number, digits=2):
    """A number, rounded to so many significant digits.

    >>> [in_words(x) for x in (50012.3, 1.96e-5, 0.25, -3.0, 4e-12, float("inf"))]
    ['50,000', '0.00002', '0.25', '−3', '4 · 10⁻¹²', 'endless']
    """
    number = float(number)
    if not isfinite(number):
        return "no number" if isnan(number) else "endless" if number > 0 else "−endless"
    rounded = float(f"{number:.{digits}g}") or 0.0  # never −0
    if rounded and not SMALL <= abs(rounded) < LARGE:
        factor, power = f"{number:.{digits - 1}e}".split("e")
        return f"{in_words(factor, digits)} · 10{str(int(power)).translate(RAISED)}"
    return f"{Decimal(repr(rounded)).normalize():,f}".replace("-", "−")


def value_in_words(value, digits=3):
    """The value of a knob: a number, a name, several of them, or None for the usual one.

    >>> [value_in_words(x) for x in (0.05, 32, True, (-1.5, 1.0), "adam", None)]
    ['0.05', '32', 'True', '(−1.5, 1)', 'adam', 'usual']
    """
    if value is None:
        return "usual"
    if isinstance(value, tuple | list):
        return f"({', '.join(value_in_words(one, digits) for one in value)})"
    if isinstance(value, Real) and not isinstance(value, Integral):
        return in_words(value, digits)
    return str(value).replace("-", "−") if isinstance(value, Integral) else str(value)
