"""Data -> Data: what is measured is measured on the training part and applied to both parts."""

from dataclasses import replace

import numpy as np

from ..checks import array, number, require, rows
from ..seeding import generator
from .sets import Data, one_hot


def check_data(data):
    """A `Data` is wanted."""
    require(isinstance(data, Data), "data", data, "a Data, such as DATASETS['digits']()")


def first(data, n):
    """Only the first n examples to train on; the test part stays."""
    check_data(data)
    n = number("n", n, whole=True, least=1, most=len(data.x))
    return replace(data, x=data.x[:n], y=data.y[:n])


def hold_out(x, y, share=0.2, seed=0):
    """x (N, n_in), y (N, C) -> Data whose test part is a share of them, drawn without order.

    For a validation part: hold_out(data.x, data.y).
    """
    x = array("x", x, "(N, n_in)")
    y = rows("y", y, len(x))
    n = round(number("share", share) * len(x))
    require(1 <= n < len(x), "share", share, f"such that both parts of {len(x)} have examples")
    order = generator(seed, stream=11).permutation(len(x))
    test, train = order[:n], order[n:]
    return Data(x[train], y[train], x[test], y[test])


def standardize(data):
    """Each feature with mean 0 and variance 1 over the training part; constant ones become 0."""
    check_data(data)
    mean, std = data.x.mean(0, float), data.x.std(0, float)
    std = np.where(std > 1e-12 * np.abs(mean), std, np.inf).astype(data.x.dtype)
    mean = mean.astype(data.x.dtype)
    return replace(data, x=(data.x - mean) / std, x_test=(data.x_test - mean) / std)


def zca(data, epsilon=0.1):
    """Uncorrelated features of variance near 1 that still look like the images they were.

    x -> (x - mean) U (S + epsilon)^(-1/2) U^T, where U S U^T is the covariance of the training
    part (Bell & Sejnowski 1997). epsilon, in units of variance, keeps directions in which nothing
    varies from being blown up.
    """
    check_data(data)
    number("epsilon", epsilon, above=0)
    mean = data.x.mean(0)
    x = data.x - mean
    S, U = np.linalg.eigh(x.T @ x / len(x))
    whiten = (U / np.sqrt(np.maximum(S, 0) + epsilon)) @ U.T
    return replace(data, x=x @ whiten, x_test=(data.x_test - mean) @ whiten)


def permute(data, order):
    """Features in another order (n_in,): x' = x R with R^T R = I. Back: order.argsort()."""
    check_data(data)
    order = np.asarray(order)
    good = order.dtype.kind in "iu" and np.array_equal(np.sort(order), np.arange(data.x.shape[1]))
    require(good, "order", order, f"a permutation of 0 to {data.x.shape[1] - 1}")
    return replace(data, x=data.x[:, order], x_test=data.x_test[:, order])


def with_label_noise(data, share=0.2, seed=0):
    """A share of the training labels is drawn anew from all classes; the test part stays true."""
    check_data(data)
    number("share", share, least=0, most=1)
    rng = generator(seed, stream=12)
    n, classes = data.y.shape
    require(classes > 1, "data", f"one with {classes} column of y", "a Data with classes")
    chosen = rng.permutation(n)[: round(share * n)]
    y = data.y.copy()
    y[chosen] = one_hot(rng.integers(classes, size=len(chosen)), classes)
    return replace(data, y=y)
