"""First weights: (rng, shape (..., n_in, n_out)) -> array. Leading axes are independent runs."""

import numpy as np

from .registry import INITIALIZERS


@INITIALIZERS.add("xavier-normal")
def xavier_normal(rng, shape):
    """Normal with standard deviation sqrt(2 / (n_in + n_out)) (Glorot & Bengio 2010)."""
    return rng.standard_normal(shape) * np.sqrt(2 / (shape[-2] + shape[-1]))


@INITIALIZERS.add("xavier-uniform")
def xavier_uniform(rng, shape):
    """Uniform in +-sqrt(6 / (n_in + n_out)): the variance of `xavier-normal`."""
    return (2 * rng.random(shape) - 1) * np.sqrt(6 / (shape[-2] + shape[-1]))


@INITIALIZERS.add("he-normal")
def he_normal(rng, shape):
    """Normal with standard deviation sqrt(2 / n_in), made for ReLU (He et al. 2015)."""
    return rng.standard_normal(shape) * np.sqrt(2 / shape[-2])


@INITIALIZERS.add("he-uniform")
def he_uniform(rng, shape):
    """Uniform in +-sqrt(6 / n_in): the variance of `he-normal`."""
    return (2 * rng.random(shape) - 1) * np.sqrt(6 / shape[-2])
