"""Convex functions of one input: the largest of some straight lines, what is nearest to data."""

import numpy as np

from .checks import array, number, require


def largest_line(pieces, x):
    """max_k (slope_k x + height_k) of pieces (K, 2) -> values (n,), who wins (n,) at x (n,).

    What a maxout unit with K pieces is for one input (Goodfellow et al. 2013).
    """
    pieces, x = array("pieces", pieces, "(K, 2)"), array("x", x, "(n,)")
    z = pieces[:, :1] * x + pieces[:, 1:]
    return z.max(0), z.argmax(0)


def tangents(k, reach=4.0):
    """k tangents of x^2 that touch it at even distances on [-reach, reach], (k, 2).

    The largest of them is below x^2 by (reach / k)^2 at most: four times less for twice as many.
    """
    k = number("k", k, whole=True, least=1)
    reach = number("reach", reach, least=0)
    at = reach * (2 * np.arange(k) + 1 - k) / k
    return np.stack([2 * at, -(at**2)], -1)


def nearest_convex(x, y):
    """x (n,) rising, y (n,) -> the convex values (n,) nearest to y by least squares.

    No largest of straight lines, however many, comes nearer. A line and hinges max(x - x_i, 0)
    with weights of at least 0, chosen one after the other (Lawson and Hanson 1974).
    """
    x = array("x", x, "(n,)").astype(float)
    y = array("y", y, str(x.shape)).astype(float)
    require(len(x) > 2 and np.all(np.diff(x) > 0), "x", x, "at least 3 rising numbers")
    hinges, lines = np.maximum(x[:, None] - x[1:-1], 0), np.stack([np.ones_like(x), x], -1)
    q = np.linalg.qr(lines)[0]
    A, rest = hinges - q @ (q.T @ hinges), y - q @ (q.T @ y)
    return y - rest + A @ least_squares(A, rest)


def least_squares(A, y):
    """The weights (m,), none below 0, with which A (n, m) comes nearest to y (n,)."""
    weights, free = np.zeros(A.shape[1]), np.zeros(A.shape[1], bool)
    small = 1e-9 * np.abs(A.T @ y).max(initial=0) + 1e-12
    for _ in range(3 * len(weights)):
        pull = np.where(free, -np.inf, A.T @ (y - A @ weights))
        if pull.max() <= small:
            break
        free[pull.argmax()] = True
        while True:
            new = np.zeros_like(weights)
            new[free] = np.linalg.lstsq(A[:, free], y, rcond=None)[0]
            low = free & (new <= 0)
            if not low.any():
                break
            share = (weights[low] / (weights[low] - new[low])).min()
            weights += share * (new - weights)
            free &= weights > 1e-12
        weights = new
    return weights
