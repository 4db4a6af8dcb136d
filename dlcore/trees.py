"""Decision trees: one question after another. Bags and random forests are made of them."""

from dataclasses import dataclass

import numpy as np

from .checks import array, number, require


@dataclass(frozen=True)
class Tree:
    """A tree of N nodes; node 0 is asked first: is x[feature] > cut?

    feature, cut (N,). after (N, 2): the node that is next for no and for yes; a leaf sends to
    itself. shares (N, C): of the classes among the examples that came to a node.
    """

    feature: np.ndarray
    cut: np.ndarray
    after: np.ndarray
    shares: np.ndarray

    def predict(self, x):
        """x (B, n) -> shares of the classes in the leaf of each, (B, C)."""
        x = array("x", x, "(B, n)")
        here, each = np.zeros(len(x), int), np.arange(len(x))
        while True:
            yes = x[each, self.feature[here]] > self.cut[here]
            there = self.after[here, yes.astype(int)]
            if (there == here).all():
                return self.shares[here]
            here = there


def grow(x, y, rng=None, features=None):
    """x (B, n), y (B, C) of 0 and 1 -> the `Tree` that tells all examples apart by Gini's index.

    As CART (Breiman et al. 1984), not pruned. features: how many columns a node may choose from,
    drawn anew by rng for each node among those that differ there, as in a random forest (Breiman
    2001); None: from all.
    """
    x = array("x", x, "(B, n)")
    y = array("y", y, "(B, C)", B=len(x))
    if features is not None:
        features = number("features", features, whole=True, least=1)
        require(hasattr(rng, "permutation"), "rng", rng, "a generator that draws the features")
    ranks = np.stack([np.unique(column, return_inverse=True)[1] for column in x.T], -1)
    rows, nodes = [np.arange(len(x))], []
    for own in rows:  # grows longer on the way
        columns = np.flatnonzero(np.ptp(ranks[own], 0))
        if features is not None:
            columns = np.sort(rng.permutation(columns)[:features])
        feature, cut, after = 0, np.inf, (len(nodes), len(nodes))
        if len(columns) and np.ptp(y[own], 0).any():
            best, rank = split(ranks[np.ix_(own, columns)], y[own].argmax(-1), y.shape[1])
            feature, after = columns[best], (len(rows), len(rows) + 1)
            yes = ranks[own, feature] > rank
            cut = (x[own[~yes], feature].max() + x[own[yes], feature].min()) / 2
            rows += [own[~yes], own[yes]]
        nodes.append((feature, cut, after, y[own].mean(0)))
    return Tree(*map(np.array, zip(*nodes, strict=True)))


def split(ranks, labels, C):
    """ranks (B, m) of values in their columns, labels (B,) -> column and rank that part best.

    Gini's index of a part of n examples, n_c of class c, is 1 - sum (n_c / n)^2; the mean of both
    parts is lowest where the sum of n_c^2 / n is largest.
    """
    m, R = ranks.shape[1], ranks.max() + 1
    places = (ranks + R * np.arange(m)) * C + labels[:, None]
    no = np.bincount(places.ravel(), minlength=m * R * C).reshape(m, R, C).cumsum(1)
    no, yes = no[:, :-1], no[:, -1:] - no[:, :-1]
    n, n_yes = no.sum(-1), yes.sum(-1)
    pure = (no**2).sum(-1) / np.maximum(n, 1) + (yes**2).sum(-1) / np.maximum(n_yes, 1)
    pure[(n == 0) | (n_yes == 0)] = -1  # all would go one way
    return np.unravel_index(pure.argmax(), pure.shape)
