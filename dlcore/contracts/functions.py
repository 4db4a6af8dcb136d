"""Checks of what is a function: tried with every shape and type that panels give to it."""

import numpy as np

from ..seeding import generator
from .trying import (
    EXTREME,
    LOST,
    agreed,
    called,
    has_shape,
    keeps_float32,
    no_nan,
    numbers,
    pair,
    repeats,
    same,
    same_slope,
)

BOTH = np.float64, np.float32
SEEDS = [5, 6, 7]


def check_activation(f):
    """z -> (value, slope)."""
    for shape in ((7,), (6, 5), (3, 6, 5), (2, 3, 6, 5)):
        for dtype in BOTH:
            z = numbers(*shape).astype(dtype)
            answer = pair(f, z)
            has_shape(answer[0], shape, "the value")
            has_shape(answer[1], shape, "the slope")
            if dtype == np.float32:
                keeps_float32(answer)
        repeats(answer, f, z)
    z = numbers(6, 5)
    for i, alone in enumerate(map(f, z)):
        for part, stack in zip(alone, f(z), strict=True):
            same(part, stack[i], "a number must have its value whoever stands beside it")
    same_slope(lambda z: (f(z)[0].sum(), f(z)[1]), z, "the slope")
    called(f, LOST)
    for z in EXTREME:
        double, single = (pair(f, np.array([z], dtype)) for dtype in BOTH)
        no_nan((*double, *single), f"at z = {z:g}")
        small = np.abs(double) < np.finfo(np.float32).max
        complaint = f"at z = {z:g} float32 gives {single[0][0]}, float64 {double[0][0]:g}"
        agreed(np.isfinite(single)[small].all(), complaint)


def check_loss(f):
    """(outputs, target) -> (value of each run, gradient)."""
    batches = [((5, 4), (5, 4)), ((3, 5, 4), (5, 4)), ((3, 5, 4), (3, 5, 4))]
    for shape, wanted in [*batches, ((6, 1, 4), (6, 1, 4)), ((2, 3, 5, 4), (5, 4))]:
        for dtype in BOTH:
            z, target = numbers(*shape).astype(dtype), one_hots(*wanted).astype(dtype)
            value, grad = answer = pair(f, z, target)
            has_shape(value, shape[:-2], f"for {np.prod(shape[:-2]):.0f} runs the value")
            has_shape(grad, shape, "the gradient")
            if dtype == np.float32:
                keeps_float32(answer)
        repeats(answer, f, z, target)
    stack, target = numbers(3, 5, 4), one_hots(5, 4)
    for k in range(3):
        for part, whole in zip(f(stack[k], target), f(stack, target), strict=True):
            same(part, whole[k], "3 runs at once differ from 3 single runs")
    same_slope(lambda z: f(z, target), stack[0], "the gradient")
    called(f, stack * np.nan, target), called(f, stack * np.inf, target)
    for size in (100, 1000):
        for dtype in BOTH:
            far = (size * np.sign(stack)).astype(dtype)
            no_nan(pair(f, far, target.astype(dtype)), f"for outputs of {size} and -{size}")


def one_hots(*shape):
    """Targets (..., B, C) with a class in each row."""
    rows = np.arange(np.prod(shape[:-1])) % shape[-1]
    return np.eye(shape[-1])[rows].reshape(shape)


def check_penalty(f):
    """w (..., P) -> (value of each run, gradient)."""
    inner = 2 if f.of_matrices else 1
    for runs in ((), (3,), (2, 3)):
        shape = (*runs, 4, 5) if f.of_matrices else (*runs, 20)
        for dtype in BOTH:
            w = numbers(*shape).astype(dtype)
            value, grad = answer = pair(f, w)
            has_shape(value, runs, f"for {np.prod(runs):.0f} runs the value")
            has_shape(grad, shape, "the gradient")
            if dtype == np.float32:
                keeps_float32(answer)
        repeats(answer, f, w)
        same_slope(lambda w: (f(w)[0].sum(), f(w)[1]), numbers(*shape), "the gradient")
        no_nan(pair(f, 0 * w), "where all weights are 0")
    stack = numbers(3, *shape[-inner:])
    for k in range(3):
        for part, whole in zip(f(stack[k]), f(stack), strict=True):
            same(part, whole[k], "3 runs at once differ from 3 single runs")
    called(f, w * np.nan)


def check_surface(f):
    """theta (..., 2) -> (value, gradient)."""
    check_ground(f, 2)
    _, _, heights = f.grid(9)
    agreed(np.isfinite(heights).all(), "some heights in its picture are not finite")
    agreed(np.isfinite(f.hessian(np.array(f.start, float))).all(), "its start has no curvature")


def check_landscape(f):
    """theta (..., 1) -> (value, gradient)."""
    check_ground(f, 1)


def check_ground(f, n):
    """A function of n weights with a picture."""
    sides = np.array(f.domain, float)
    good = sides.shape == (n, 2) and np.isfinite(sides).all() and (sides[:, 0] < sides[:, 1]).all()
    agreed(good, f"domain must be {n} ranges (low, high), not {f.domain!r}")
    low, high = sides.T
    for name in ("start", "minimum"):
        place = getattr(f, name)
        if place is not None or name == "start":
            inside = np.shape(place) == (n,) and ((low <= place) & (place <= high)).all()
            agreed(inside, f"{name} must be a place inside domain, not {place!r}")
    good = isinstance(f.goal, int | float) and np.isfinite(f.goal)
    agreed(good, f"goal must be a finite number, not {f.goal!r}")
    points = low + (high - low) * np.random.default_rng(7).random((4, 6, n))
    for theta in (points[0, 0], points[0], points, points[None]):
        value, grad = answer = pair(f, theta)
        has_shape(value, theta.shape[:-1], f"for {theta.size // n} points the value")
        has_shape(grad, theta.shape, "the gradient")
        repeats(answer, f, theta)
    for k, alone in enumerate(map(f, points)):
        for part, whole in zip(alone, f(points), strict=True):
            same(part, whole[k], "points at once differ from single ones: index theta[..., 0]")
    same_slope(lambda theta: (f(theta)[0].sum(), f(theta)[1]), points[0], "the gradient")
    for far in (*LOST, 1e3, 1e200):
        called(f, np.full((2, n), far))


def check_initializer(f):
    """(rng, shape) -> array."""
    for shape in ((6, 4), (4, 6), (3, 6, 4), (3, 2, 6, 4), (1, 4), (6, 1)):
        W = np.asarray(called(f, generator(0), shape))
        has_shape(W, shape, f"for shape {shape} what it gives")
        agreed(W.dtype.kind in "fiu" and np.isfinite(W).all(), "some weights are no finite numbers")
        again = called(f, generator(0), shape)
        agreed(np.array_equal(W, again), "it must draw from rng alone: equal seeds, equal weights")
    for shape in ((6, 4), (2, 6, 4)):
        stack = called(f, generator(SEEDS), (3, *shape))
        for W, seed in zip(stack, SEEDS, strict=True):
            same(W, f(generator(seed), shape), "3 runs at once differ from 3 single runs")


def check_constraint(f):
    """W -> W allowed."""
    for shape in ((6, 4), (3, 6, 4), (2, 3, 6, 4)):
        for dtype in BOTH:
            W = numbers(*shape).astype(dtype)
            allowed = called(f, W)
            has_shape(allowed, shape, f"W of shape {shape} that comes back")
        keeps_float32([allowed])
    W = numbers(3, 6, 4)
    same(f(f(W)), f(W), "what is allowed must stay as it is")
    for k in range(3):
        same(f(W[k]), f(W)[k], "3 runs at once differ from 3 single runs")
    no_nan([called(f, 0 * W)], "where all weights are 0")
    called(f, W * np.nan)


def check_gradients(f):
    """(n, rng) -> n gradients."""
    for n in (1, 40):
        found = np.asarray(f(n, generator(0)))
        has_shape(found, (n,), f"for {n} steps what it gives")
        agreed(np.isfinite(found).all(), "some gradients are not finite")
        agreed(np.array_equal(found, f(n, generator(0))), "it must draw from rng alone")
