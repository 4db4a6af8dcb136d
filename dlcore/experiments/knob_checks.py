"""What a knob may be: a number inside its limits, many of them, choices, a point."""

from math import isfinite

from ..checks import of_knob
from ..registry import UnknownName


def check(name, value, default, about):
    """Raise ValueError, with the name of the knob, what came and what is allowed."""
    if about["many"]:
        check_many(name, value, about["choices"])
    elif about["choices"] is not None:
        check_choice(name, value, about["choices"])
    elif about["point"]:
        check_point(name, value)
    elif about["count"]:
        check_points(name, value, about)
    elif about["parts"]:
        check_numbers(f"{name}:", name, value, about["parts"])
    else:
        of_knob(name, value, type(default), about)


def check_many(name, value, choices):
    """A tuple of at least one of the choices, each once."""
    if not isinstance(value, tuple) or not value:
        raise ValueError(f"{name} needs at least one of: {', '.join(choices)}; came {value!r}")
    for one in value:
        check_choice(name, one, choices)
    if len(set(value)) < len(value):
        raise ValueError(f"{name} names something twice: {', '.join(value)}")


def check_choice(name, value, choices):
    """One of the choices; a registry words the complaint itself."""
    if value not in list(choices):  # a list compares what a dictionary cannot look up
        if hasattr(choices, "kind") and isinstance(value, str):
            choices[value]
        raise UnknownName(f"{name} must be one of {', '.join(map(str, choices))}, not {value!r}")


def check_point(name, value):
    """None or two finite numbers."""
    try:
        good = value is None or (len(value) == 2 and all(isfinite(v) for v in value))
    except TypeError:
        good = False
    if not good:
        raise ValueError(f"{name} must be two finite numbers (x, y) or None, not {value!r}")


def check_numbers(where, name, value, parts):
    """A tuple of a number for each part, {name: Part}; where: what stands before its name."""
    if not isinstance(value, tuple) or len(value) != len(parts):
        names = "" if "1" in parts else f" ({', '.join(parts)})"
        raise ValueError(f"{name} needs {len(parts)} numbers{names}, not {value!r}")
    for (part, about), number in zip(parts.items(), value, strict=True):
        of_knob(f"{where} {part}", number, int if about.whole else float, vars(about))


def check_points(name, value, about):
    """A tuple of points, as many as there may be; their first numbers never fall if ordered."""
    (fewest, most), parts = about["count"], about["parts"]
    wanted = f"{fewest}" if fewest == most else f"{fewest} to {most}"
    shape = f"points ({', '.join(parts)})"
    if not isinstance(value, tuple):
        raise ValueError(f"{name} needs {wanted} {shape}, not {value!r}")
    if not fewest <= len(value) <= most:
        raise ValueError(f"{name} needs {wanted} {shape}, not {len(value)}")
    for i, point in enumerate(value):
        check_numbers(f"{name}, point {i + 1}:", f"{name}, point {i + 1},", point, parts)
        if about["ordered"] and i and point[0] < value[i - 1][0]:
            raise ValueError(
                f"{name}, point {i + 1}: {next(iter(parts))} must not be less than that of the "
                f"point before, {value[i - 1][0]!r}, not {point[0]!r}"
            )
