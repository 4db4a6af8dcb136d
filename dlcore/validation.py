"""How good is a model on data it has not seen: when to stop, folds, error bars, confusion."""

import numpy as np

from .checks import array, function, number, numbers, require, rows, said
from .data import Data
from .seeding import generator


class EarlyStopping:
    """Watches a value and keeps the theta that had the best one; for one run or K at once.

    mode "min" (a loss) or "max" (an accuracy). Better means by more than min_delta. A run stops
    when `patience` observations in a row were not better; 0, like 1, stops at the first one (as
    in Keras). After that its best does not change any more.
    best (...), theta (..., P) and at (...): the best value, its theta and its observation, from
    0; stopped (...): which runs are over.
    """

    def __init__(self, patience=0, min_delta=0.0, mode="min"):
        patience = number("patience", patience, whole=True, least=0)
        min_delta = number("min_delta", min_delta, least=0)
        require(mode in ("min", "max"), "mode", mode, "'min' or 'max'")
        self.patience, self.min_delta, self.sign = patience, min_delta, 1 if mode == "min" else -1
        self.seen = 0

    def observe(self, value, theta):
        """value (...), theta (..., P) of this moment -> which runs are over, (...)."""
        value = array("value", value, "(...)").astype(float)
        if np.shape(theta)[:-1] != value.shape:
            raise ValueError(f"theta must have shape {(*value.shape, 'P')}, not {np.shape(theta)}")
        if self.seen and value.shape != self.best.shape:
            raise ValueError(f"value must keep its shape {self.best.shape}, not {value.shape}")
        if not self.seen:
            self.best, self.theta = np.full(value.shape, np.inf * self.sign), theta
            self.at, self.stopped = np.zeros(value.shape, int), np.zeros(value.shape, bool)
        better = self.sign * value < self.sign * self.best - self.min_delta  # never for nan
        better &= ~self.stopped
        self.best = np.where(better, value, self.best)
        self.theta = np.where(better[..., None], theta, self.theta)
        self.at = np.where(better, self.seen, self.at)
        self.stopped = self.stopped | (~better & (self.seen - self.at >= self.patience))
        self.seen += 1
        return self.stopped


def folds(x, y, k=5, seed=0):
    """x (N, n_in), y (N, C) -> k `Data`, each with another k-th of the examples as test part."""
    x = array("x", x, "(N, n_in)")
    y, k = rows("y", y, len(x)), number("k", k, whole=True)
    require(2 <= k <= len(x), "k", k, f"between 2 and the {len(x)} examples")
    parts = np.array_split(generator(seed, stream=13).permutation(len(x)), k)
    trains = (np.concatenate(parts[:i] + parts[i + 1 :]) for i in range(k))
    pairs = zip(trains, parts, strict=True)
    return (Data(x[train], y[train], x[test], y[test]) for train, test in pairs)


def cross_validate(score, x, y, k=5, seed=0):
    """score: Data -> number, trains on data.x and judges by data.x_test -> k scores (k,)."""
    function("score", score, "data")
    scores = [score(data) for data in folds(x, y, k, seed)]
    good = all(isinstance(one, int | float | np.number) or np.ndim(one) for one in scores)
    require(good, "score", f"one that gives {said(scores[0])}", "a function Data -> number")
    return np.array(scores)


def error_bar(accuracy, n):
    """Standard deviation sqrt(a (1 - a) / n) of the share a that is right among n examples.

    Both may be arrays (...). It is that of the draw of the test examples, nothing else.

    >>> round(float(error_bar(0.9, 100)), 4)
    0.03
    """
    accuracy, n = numbers("accuracy", accuracy, least=0, most=1), numbers("n", n, least=1)
    return np.sqrt(accuracy * (1 - accuracy) / n)


def confusion_matrix(outputs, y):
    """outputs (..., B, C), y (B, C) one-hot -> counts (..., C, C): row is true, column is said.

    >>> confusion_matrix(np.array([[0.9, 0.1], [0.7, 0.3]]), np.array([[1, 0], [0, 1]])).tolist()
    [[1, 0], [1, 0]]
    """
    outputs = array("outputs", outputs, "(..., B, C)")
    B, C = outputs.shape[-2:]
    y = rows("y", y, B, C)
    return (y.mT @ np.eye(C)[outputs.argmax(-1)]).astype(int)
