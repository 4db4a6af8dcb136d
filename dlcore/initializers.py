"""First weights: (rng, shape (..., n_in, n_out)) -> array. Leading axes are independent runs.

What counts is the variance: a sum of n_in products of weights and inputs with mean 0 has variance
n_in Var(w) Var(x). Biases start at 0: weights that differ are enough to tell units apart.
"""

import numpy as np

from .checks import number, require
from .registry import INITIALIZERS


def fans(rng, shape):
    """n_in and n_out of matrices (..., n_in, n_out), if rng can draw them."""
    whole = isinstance(shape, tuple | list) and all(isinstance(n, int | np.integer) for n in shape)
    allowed = "(..., n_in, n_out), whole numbers of at least 1"
    require(whole and len(shape) > 1 and min(shape) > 0, "shape", shape, allowed)
    require(hasattr(rng, "standard_normal"), "rng", rng, "a generator, as np.random.default_rng(0)")
    return shape[-2:]


@INITIALIZERS.add("zeros")
def zeros(rng, shape):
    """Variance 0: all units of a hidden layer start, and therefore remain, the same."""
    fans(rng, shape)
    return np.zeros(shape)


@INITIALIZERS.add("normal")
def normal(rng, shape):
    """Normal, variance 0.01^2 whatever the sizes: signals shrink from layer to layer."""
    fans(rng, shape)
    return 0.01 * rng.standard_normal(shape)


@INITIALIZERS.add("xavier-normal")
def xavier_normal(rng, shape):
    """Normal, variance 2 / (n_in + n_out) (Glorot & Bengio 2010).

    A compromise between 1 / n_in, which keeps the variance on the way forward, and 1 / n_out,
    which keeps it on the way back.
    """
    n_in, n_out = fans(rng, shape)
    return rng.standard_normal(shape) * np.sqrt(2 / (n_in + n_out))


@INITIALIZERS.add("xavier-uniform")
def xavier_uniform(rng, shape):
    """Uniform in +-sqrt(6 / (n_in + n_out)): the variance of `xavier-normal`."""
    n_in, n_out = fans(rng, shape)
    return (2 * rng.random(shape) - 1) * np.sqrt(6 / (n_in + n_out))


@INITIALIZERS.add("xavier-logistic")
def xavier_logistic(rng, shape):
    """Normal, variance 32 / (n_in + n_out): 4 times the width, as the slope of sigmoid is 1/4."""
    return 4 * xavier_normal(rng, shape)


@INITIALIZERS.add("he-normal")
def he_normal(rng, shape):
    """Normal, variance 2 / n_in: ReLU lets half of it through (He et al. 2015)."""
    n_in, _ = fans(rng, shape)
    return rng.standard_normal(shape) * np.sqrt(2 / n_in)


@INITIALIZERS.add("he-uniform")
def he_uniform(rng, shape):
    """Uniform in +-sqrt(6 / n_in): the variance of `he-normal`."""
    n_in, _ = fans(rng, shape)
    return (2 * rng.random(shape) - 1) * np.sqrt(6 / n_in)


@INITIALIZERS.add("orthogonal")
def orthogonal(rng, shape):
    """Orthonormal columns, or rows where n_in < n_out; variance 1 / max(n_in, n_out).

    Q of the QR decomposition of a normal matrix, signs chosen so that no direction is preferred
    (Saxe et al. 2014): a square linear layer keeps every length exactly.
    """
    n_in, n_out = fans(rng, shape)
    tall = n_in >= n_out
    normal = rng.standard_normal(shape)
    q, r = np.linalg.qr(normal if tall else normal.mT)
    q = q * np.sign(np.diagonal(r, axis1=-2, axis2=-1))[..., None, :]
    return q if tall else q.mT


@INITIALIZERS.add("sparse")
def sparse(rng, shape, k=15):
    """k of each unit's n_in weights are N(0, 1), the others 0 (Martens 2010): variance k / n_in."""
    fans(rng, shape)
    k = number("k", k, whole=True, least=1)
    chosen = rng.random(shape).argsort(-2) < k
    return chosen * rng.standard_normal(shape)
