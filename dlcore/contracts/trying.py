"""What the checks have in common: numbers to try a function with, and what must hold for all."""

import numpy as np

TOLERANCE = 1e-5  # of a gradient against central differences, relative
EXTREME = np.array([-1000.0, -100, -30, -1, 0, 1, 30, 100, 1000])
LOST = np.array([np.nan, np.inf, -np.inf])  # what a run that diverged goes on with


def agreed(good, complaint):
    """Raise ValueError with the complaint unless good."""
    if not good:
        raise ValueError(complaint)


def numbers(*shape):
    """Random numbers that no kink is near; rows begin with either sign."""
    x = np.random.default_rng(7).standard_normal(shape)
    return x + 0.1 * np.sign(x)


def called(function, *args):
    """Its answer; what it raises is told with what it was given, of which it gets copies."""
    arrays = [x for x in args if isinstance(x, np.ndarray)]
    try:
        return function(*(x.copy() if isinstance(x, np.ndarray) else x for x in args))
    except Exception as error:
        given = " and ".join(f"{x.dtype} of shape {x.shape}" for x in arrays)
        what = "" if isinstance(error, ValueError) else f"{type(error).__name__}: "
        raise ValueError(f"{what}{error}{given and f' (given {given})'}") from error


def pair(function, *args):
    """Its answer, which must be two arrays: (value, slope or gradient)."""
    answer = called(function, *args)
    agreed(
        isinstance(answer, tuple | list) and len(answer) == 2,
        f"it must give two arrays (value, slope), not {type(answer).__name__}",
    )
    for part in answer:
        kind = getattr(part, "dtype", np.dtype(object)).kind
        agreed(kind in "fiub", f"it must give arrays of numbers, not {type(part).__name__}")
    return answer


def has_shape(array, shape, what):
    """Complain about any other."""
    agreed(np.shape(array) == shape, f"{what} has shape {np.shape(array)}, needed is {shape}")


def keeps_float32(parts, what="it"):
    """float32 in, float32 out: a stray float64 would double the cost of training."""
    for part in parts:
        agreed(np.asarray(part).dtype != np.float64, f"{what} turns float32 into float64")


def same(one, other, complaint):
    """Nearly equal arrays, or the complaint."""
    agreed(np.allclose(one, other, rtol=1e-4, atol=1e-6, equal_nan=True), complaint)


def repeats(answer, function, *args):
    """The same question has the same answer."""
    for one, other in zip(answer, called(function, *args), strict=True):
        same(one, other, "asked again it gives other numbers: it must not draw or remember any")


def same_slope(f, x, what):
    """f: x -> (value summed over all entries, gradient): compare along three random directions."""
    value, grad = f(x)
    has_shape(grad, x.shape, what)
    for seed in range(3):
        way = np.random.default_rng(seed).standard_normal(x.shape)
        measured = (f(x + 1e-6 * way)[0] - f(x - 1e-6 * way)[0]) / 2e-6
        said = (grad * way).sum()
        gap = abs(measured - said) / max(abs(measured), abs(said), 1e-3)
        agreed(gap < TOLERANCE, f"{what} gives {said:.6g}, finite differences give {measured:.6g}")


def no_nan(parts, where):
    """Numbers there, whatever their size."""
    for part in parts:
        agreed(not np.isnan(part).any(), f"{where} it gives nan, which is no number")
