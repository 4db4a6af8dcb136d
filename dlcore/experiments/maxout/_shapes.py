"""Shapes that a unit of one input is to take, and how far it is off."""

import numpy as np

from ...convex import nearest_convex
from ...knobs import Part

X = np.linspace(-2, 2, 201)
SHAPES = {
    "|x|": np.abs,
    "ReLU": lambda x: np.maximum(x, 0),
    "x squared": np.square,
    "tent": lambda x: 1 - np.abs(x),
    "one wave": lambda x: np.sin(0.5 * np.pi * x),
    "sine": lambda x: np.sin(3 * x),
}
LINE = {
    "slope": Part(-6, 6, least=-99, most=99),
    "height": Part(-2.5, 2.5, least=-99, most=99),
}
STEPS = 40  # in which a picture is drawn from left to right
PERFECT = 0.005  # an error that nobody sees
NEAREST = {name: nearest_convex(X, shape(X)) for name, shape in SHAPES.items()}


def off(fit, target):
    """Root mean square of the difference over the picture."""
    return float(np.sqrt(np.mean((fit - target) ** 2)))


def drawn(values, t):
    """values (..., n) over X as far as they are drawn at step t of STEPS; nan beyond."""
    return np.where(np.arange(len(X)) <= t * (len(X) - 1) // STEPS, values, np.nan)


def written(pieces):
    """max(1x + 0, -1x + 0) of pieces (K, 2)."""
    return f"max({', '.join(f'{slope:.3g}x {height:+.3g}' for slope, height in pieces)})"
