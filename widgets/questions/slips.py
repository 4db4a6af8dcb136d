"""What the author of a question wrote wrongly, told when the cell runs and not to the readers."""

from difflib import get_close_matches
from numbers import Real
from string import Formatter

from dlcore.checks import require

from .. import texts


def must_be_among(name, value, choices):
    """One of the choices; the nearest one is proposed."""
    if value not in choices:
        near = get_close_matches(str(value), map(str, choices), n=1, cutoff=0.4)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        listed = ", ".join(map(repr, choices))
        raise ValueError(f"{name} must be one of {listed}, not {value!r}.{hint}")


def several(name, given):
    """Given names, each once and at least two, as a tuple."""
    listed = () if isinstance(given, str) else tuple(given)
    require(len(set(listed)) == len(listed) > 1, name, given, "at least two different ones")
    return listed


def must_be_a_panel(panel):
    """Not the function that makes one, and not yet closed."""
    brackets = "; put brackets behind it" if callable(panel) else ""
    require(
        hasattr(panel, "player"), "panel", panel, f"a panel, such as optimizer_race(){brackets}"
    )


def must_be_limit(within, factor=False):
    """How far off an answer may be: a number, or a factor of 1 and more."""
    good = isinstance(within, Real) and within >= (1 if factor else 0)
    require(good, "within", within, "a factor of at least 1" if factor else "a number, 0 or more")


def must_be_axis(name, axis, log=False):
    """(title, low, high) with numbers from low to high, above 0 on a logarithmic axis."""
    good = len(axis) == 3 and all(isinstance(end, Real) for end in axis[1:])
    good = good and axis[1] < axis[2] and not (log and axis[1] <= 0)
    require(good, name, axis, f"(title, low, high){' above 0' if log else ''}")


def unfilled(text, **words):
    """Why a text with {guess}, {frame.t} ... cannot be filled in, or ""."""
    if callable(text):
        return ""
    try:
        for _, name, _, _ in Formatter().parse(text):
            if name is not None:
                Formatter().get_field(name, (), words)
    except (KeyError, AttributeError, ValueError, TypeError) as error:
        known = ", ".join(f"{{{word}}}" for word in words)
        return texts.UNFILLED.format(text=text, known=known, reason=error)
    except IndexError as error:
        part_of_frame = name.startswith("frame")  # which may be longer at the end
        return "" if part_of_frame else texts.UNFILLED.format(text=text, known="", reason=error)
    return ""
