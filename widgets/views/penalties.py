"""Curves of the lecture on L1 and L2: decay, early stopping, sparsity."""

import numpy as np


def strands(groups):
    """[(x (K, n), y (K, n)) for each of R names] -> x (N,), y (R, N): K lines each, with gaps.

    Unlike `bundles`, every line may have places x of its own.
    """
    lines = [bundle_of(*group) for group in groups]
    x = np.concatenate([x for x, _ in lines])
    y, at = np.full((len(groups), len(x)), np.nan), 0
    for r, (_, line) in enumerate(lines):
        y[r, at : at + len(line)] = line
        at += len(line)
    return x, y


def among(names, first, lines):
    """Lines x (n,), y (R, n) for names[first:] -> y with rows of nan for all the other names.

    Parts with other lines in one figure get other colours in this way.
    """
    x, y = lines
    rows = np.full((len(names), len(x)), np.nan)
    rows[first : first + len(y)] = y
    return x, rows


def bundle_of(x, y):
    """x (K, n), y (K, n) -> both in one row, with a gap after each of the K lines."""
    rows = (np.pad(part.astype(float), ((0, 0), (0, 1)), constant_values=np.nan) for part in (x, y))
    return tuple(row.ravel() for row in rows)
