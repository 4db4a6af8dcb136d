"""What a knob may be: a number inside its limits, many of them, choices, a point."""

from math import isfinite

import numpy as np

from ..registry import UnknownName


def plain(value):
    """NumPy's numbers as Python's, arrays and lists as tuples; everything else as it is."""
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    return tuple(map(plain, value)) if isinstance(value, list | tuple) else value


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
        check_number(name, value, default, about)


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
        check_number(f"{where} {part}", number, 0 if about.whole else 0.0, vars(about))


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


def check_number(name, value, default, about):
    """A number of the usual value's kind (bool, int or float), finite, inside the hard limits."""
    kind, word = bool, "True or False"
    if not isinstance(default, bool):
        whole = isinstance(default, int)
        kind, word = (int, "a whole number") if whole else (int | float, "a finite number")
    if (
        not isinstance(value, kind)
        or not isfinite(value)
        or isinstance(value, bool) != (kind is bool)
    ):
        raise ValueError(f"{name} must be {word}, not {value!r}")
    least, most = about["least"], about["most"]
    if about["log"] and least is None and value <= 0:
        raise ValueError(f"{name} must be greater than 0, not {value!r}")
    if least is not None and value < least:
        raise ValueError(f"{name} must be at least {least}, not {value!r}")
    if most is not None and value > most:
        raise ValueError(f"{name} must be at most {most}, not {value!r}")
