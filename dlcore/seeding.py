"""Randomness: everything random is drawn from a generator that was made here from an integer."""

from inspect import signature

import numpy as np

from .checks import number, require, said


class Streams:
    """One random generator for each of K runs, drawn together along the leading axis.

    Run k of a stack therefore draws exactly what a single run with seed k would draw. It has all
    methods of NumPy's generators: a size is (K, ...), what has none is drawn K times.
    """

    def __init__(self, seeds):
        self.generators = [np.random.default_rng(seed) for seed in seeds]

    def random(self, size, dtype=float):
        """Uniform numbers in [0, 1), shape (K, ...)."""
        return np.stack([g.random(size[1:], dtype) for g in self.generators])

    def standard_normal(self, size, dtype=float):
        """Normal numbers with mean 0 and variance 1, shape (K, ...)."""
        return np.stack([g.standard_normal(size[1:], dtype) for g in self.generators])

    @property
    def bit_generator(self):
        """What gives bits; in NumPy's generators, too, it has this name."""
        return self

    def random_raw(self, shape):
        """Whole numbers of 64 random bits, shape (K, ...)."""
        return np.stack([g.bit_generator.random_raw(shape[1:]) for g in self.generators])

    def permutation(self, x, axis=0):
        """K orders of 0 ... x-1, (K, x); of an array (K, ...) each part in an order of its own."""
        parts = x if np.ndim(x) else [x] * len(self.generators)
        pairs = zip(self.generators, parts, strict=True)
        return np.stack([g.permutation(part, axis=axis) for g, part in pairs])

    def shuffle(self, x, axis=0):
        """Shuffle in place each run's own part of an array (K, ...)."""
        for g, part in zip(self.generators, x, strict=True):
            g.shuffle(part, axis=axis)

    def permuted(self, x, *, axis=None):
        """Each run's own part of an array (K, ...), shuffled along an axis of that part."""
        pairs = zip(self.generators, x, strict=True)
        return np.stack([g.permuted(part, axis=axis) for g, part in pairs])

    def __getattr__(self, name):
        """`normal`, `uniform`, `integers`, `choice` and all the others."""
        if name.startswith("_"):
            raise AttributeError(name)
        method = getattr(np.random.Generator, name)
        asked = signature(method)

        def draw(*args, **options):
            about = asked.bind(None, *args, **options).arguments
            del about["self"]
            if isinstance(about.get("size"), tuple | list):
                K, *size = about["size"]
                runs = len(self.generators)
                require(K == runs, "size", about["size"], f"({runs}, ...), one part for each run")
                about["size"] = tuple(size)
            return np.stack([method(g, **about) for g in self.generators])

        return draw


def draw_shape(rng, x):
    """Shape of random numbers for a batch x (..., B, n): `Streams` bring their K runs along.

    Data that all runs share come as (B, n), without the leading axis.
    """
    if not hasattr(rng, "bit_generator"):
        raise ValueError(f"rng must be a generator of random numbers, not {said(rng)}")
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
        require(len(seed) > 0, "seed", seed, "at least one whole number")
        return Streams([[whole(s), stream] for s in seed])
    return np.random.default_rng([whole(seed), stream])


def whole(seed):
    """A seed as Python's number."""
    return number("seed", seed, whole=True, least=0)
