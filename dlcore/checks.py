"""What comes in from outside: it is what it should be, or a ValueError says what is wrong.

Values are looked at when they are made, functions when they are called, loops before their first
step. Every message names the argument, what is allowed and what came.
"""

from dataclasses import fields
from functools import cache
from inspect import signature
from sys import float_info

import numpy as np

LARGEST = float_info.max


def require(good, name, value, allowed):
    """Raise ValueError("<name> must be <allowed>, not <value>") unless all of `good` is true."""
    if not np.all(good):
        raise ValueError(f"{name} must be {allowed}, not {said(value)}")


def said(value):
    """What came, in a few words."""
    if isinstance(value, type):
        return f"the class {value.__name__}"
    if isinstance(value, np.ndarray) and value.size > 9:
        return f"an array of shape {value.shape}"
    text = repr(value.tolist() if isinstance(value, np.ndarray | np.generic) else value)
    return text if len(text) <= 100 else f"{text[:100]}..."


def plain(value):
    """NumPy's numbers as Python's, arrays and lists as tuples; everything else as it is."""
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    return tuple(map(plain, value)) if isinstance(value, list | tuple) else value


def number(name, value, *, whole=False, **limits):
    """A finite number inside the limits (see `inside`); one of NumPy's comes back as Python's."""
    one = value.item() if isinstance(value, np.ndarray | np.generic) and not value.ndim else value
    good = isinstance(one, int if whole else int | float) and not isinstance(one, bool)
    wanted = "a whole number" if whole else "a finite number"
    require(good and abs(one) <= LARGEST, name, value, wanted)
    inside(name, one, **limits)
    return one


def numbers(name, value, *, whole=False, **limits):
    """A number, or an array of them with one for each run, which stays the array it is."""
    if not isinstance(value, list | tuple) and not getattr(value, "ndim", 0):
        return number(name, value, whole=whole, **limits)
    many = array(name, value, "(...)")
    require(np.isfinite(many), name, value, "finite numbers")
    require(not whole or many == np.round(many), name, value, "whole numbers")
    inside(name, many, **limits)
    return many


def fitting(name, value, shape):
    """The value, if it is a number or an array that broadcasts to this shape."""
    try:
        good = np.broadcast_shapes(np.shape(value), shape) == shape
    except ValueError:
        good = False
    require(good, name, value, f"a number, or an array that broadcasts to {shape}, as (K, 1) does")
    return value


def inside(name, value, least=None, most=None, above=None, below=None):
    """Refuse what is less than least, more than most, not more than above, not less than below."""
    one = isinstance(value, int | float)
    low, high = (value, value) if one else (np.min(value), np.max(value))
    good = (least is None or low >= least) and (above is None or low > above)
    if not (good and (most is None or high <= most) and (below is None or high < below)):
        limits = {"at least": least, "greater than": above, "at most": most, "less than": below}
        wanted = [f"{words} {limit}" for words, limit in limits.items() if limit is not None]
        both = least is not None and most is not None
        wanted = f"between {least} and {most}" if both else " and ".join(wanted)
        raise ValueError(f"{name} must be {wanted}, not {said(value)}")


def floats(name, x):
    """x as an array of floating-point numbers; such an array comes back as it is.

    Whole numbers get the type in which NumPy computes with them and float32.
    """
    try:
        if x.dtype.kind == "f":
            return x
    except AttributeError:
        pass
    x = reals(name, x)
    return x.astype(np.result_type(x, np.float32))


def reals(name, x, kinds="biuf", allowed="an array of real numbers"):
    """x as an array of numbers: of these kinds, False and True ("b"), whole ("iu") or not ("f")."""
    try:
        there = np.asarray(x)
    except ValueError:  # rows that are not equally long
        there = np.array(None)
    require(there.dtype.kind in kinds, name, x, allowed)
    return there


def array(name, x, shape, **sizes):
    """x as an array of floating-point numbers with this shape, such as "(..., B, n_in)".

    sizes: what its letters must be, None for any; nothing may be empty.
    """
    x, axes = floats(name, x), axes_of(shape)
    sizes |= {a: int(a) for a in axes if a.isdigit()}
    there = x.shape[max(0, x.ndim - len(axes)) :]
    good = len(there) == len(axes) and ("..." in shape or x.ndim == len(axes))
    if not good or any(sizes.get(a, n) not in (None, n) for a, n in zip(axes, there, strict=True)):
        wanted = [str(sizes.get(a) or a) for a in axes]
        wanted = ", ".join(["..."] * ("..." in shape) + wanted)
        raise ValueError(f"{name} must have shape ({wanted}), not {x.shape}")
    if not x.size:
        raise ValueError(f"{name} must hold at least one example or number, not shape {x.shape}")
    return x


def rows(name, y, N=None, C=None, shape="(N, C)"):
    """y as an array with a row for each of N examples; labels, all in one row, are refused."""
    y = floats(name, y)
    if y.ndim == 1:
        wanted = "a row for each example, as one_hot(labels) has"
        raise ValueError(f"{name} must have {wanted}, not shape {y.shape}")
    return array(name, y, shape, N=N, C=C)


@cache
def axes_of(shape):
    """The text "(..., B, n)" -> ("B", "n")."""
    return tuple(a for a in shape.strip("()").replace(" ", "").split(",") if a not in ("", "..."))


def function(name, f, *arguments):
    """f, if it can be called with these arguments, which are given as words: "theta"."""
    try:
        good = callable(f) and not isinstance(f, type)
        _ = good and signature(f).bind(*arguments)
    except TypeError:
        good = False
    except ValueError:  # some of NumPy's do not tell
        pass
    require(good, name, f, f"a function of {' and '.join(arguments)}")
    return f


def of_knob(name, value, kind, about, check=number):
    """A number as its knob wants it: bool, int or float, inside the hard limits."""
    if kind in (bool, "bool"):
        require(isinstance(value, bool | np.bool), name, value, "True or False")
        return bool(value)
    above = 0 if about["log"] and about["least"] is None else None
    limits = {limit: about.get(limit) for limit in ("least", "most", "below")}
    return check(name, value, whole=kind in (int, "int"), above=above, **limits)


def settle(value, names, check=number, **limits):
    """Fields "n_in n_out" of a frozen value: numbers inside the limits, from now on Python's."""
    for name in names.split():
        object.__setattr__(value, name, check(name, getattr(value, name), **limits))


def settle_knobs(value, check=numbers):
    """The same of its knobs, which know their limits; `numbers` may be one for each run."""
    for f in fields(value):
        if "least" in f.metadata and isinstance(f.default, int | float):
            one = of_knob(f.name, getattr(value, f.name), f.type, f.metadata, check)
            object.__setattr__(value, f.name, one)
