"""Randomness: everything random is drawn from a generator that was made here from an integer."""

import numpy as np


class Streams:
    """One random generator for each of K runs, drawn together along the leading axis.

    Run k of a stack therefore draws exactly what a single run with seed k would draw.
    """

    def __init__(self, seeds):
        self.generators = [np.random.default_rng(seed) for seed in seeds]

    def random(self, shape, dtype=float):
        """Uniform numbers in [0, 1), shape (K, ...)."""
        return np.stack([g.random(shape[1:], dtype) for g in self.generators])

    def standard_normal(self, shape, dtype=float):
        """Normal numbers with mean 0 and variance 1, shape (K, ...)."""
        return np.stack([g.standard_normal(shape[1:], dtype) for g in self.generators])

    @property
    def bit_generator(self):
        """What gives bits; in NumPy's generators, too, it has this name."""
        return self

    def random_raw(self, shape):
        """Whole numbers of 64 random bits, shape (K, ...)."""
        return np.stack([g.bit_generator.random_raw(shape[1:]) for g in self.generators])

    def permutation(self, n):
        """K orders of 0 ... n-1, shape (K, n)."""
        return np.stack([g.permutation(n) for g in self.generators])


def draw_shape(rng, x):
    """Shape of random numbers for a batch x (..., B, n): `Streams` bring their K runs along.

    Data that all runs share come as (B, n), without the leading axis.
    """
    shared = hasattr(rng, "generators") and x.ndim == 2
    return (len(rng.generators), *x.shape) if shared else x.shape


def generator(seed, stream=0):
    """Integer -> random generator; a sequence of K integers -> `Streams`, one for each run.

    stream separates uses of one seed, so that they do not share their random numbers: 0 first
    weights, 1 the order of batches, 2 noise in training, 10 toys, 11 parts held out, 12 wrong
    labels, 13 folds, 14 bootstrap samples, 15 pre-training, 16 shuffled weights, from 20 on an
    experiment's own. A generator is returned as it is.
    """
    if isinstance(seed, np.random.Generator | Streams):
        return seed
    if np.ndim(seed):
        return Streams([[s, stream] for s in seed])
    return np.random.default_rng([seed, stream])
