"""What claims are tested with is said from outside: make test-claims SEEDS=400 SPLIT=7."""

import os
from contextlib import contextmanager
from functools import cache

import numpy as np

from dlcore import DATASETS
from dlcore.data import IMAGES, Data

USUAL = dict(SEEDS=300, SPLIT=0)
MANY = 5


def said(name):
    """The number that a variable of the environment holds, or the usual one."""
    return int(os.environ.get(name) or USUAL[name])


def is_usual():
    """Whether nothing else than the usual was asked for: then the notebooks' table is written."""
    return all(said(name) == number for name, number in USUAL.items())


def numbers():
    """The five seeds."""
    return range(said("SEEDS"), said("SEEDS") + MANY)


@contextmanager
def divided_anew():
    """Digits and MNIST-10k with other images to train on and to test with, unless SPLIT is 0."""
    usual = {name: DATASETS[name] for name in ("digits", "mnist10k")}
    try:
        if said("SPLIT"):
            register({name: another(load, said("SPLIT")) for name, load in usual.items()})
        yield
    finally:
        register(usual)


def register(loads):
    for name, load in loads.items():
        DATASETS[name] = IMAGES[name] = load


def another(load, seed):
    """Loads the same examples, as many to train on, but others."""

    @cache
    def divided():
        data = load()
        x, y = np.concatenate([data.x, data.x_test]), np.concatenate([data.y, data.y_test])
        order, n = np.random.default_rng(seed).permutation(len(x)), len(data.x)
        x, y = x[order], y[order]
        return Data(x[:n], y[:n], x[n:], y[n:])

    return divided
