"""A penalty on how active units are, as a layer: it changes nothing but the gradient."""

from dataclasses import dataclass

import numpy as np

from ..checks import settle
from .base import Layer, batch

LEAST = 1e-4  # how near to 0 or 1 a mean activity is taken to be, so that the penalty is finite


@dataclass(frozen=True)
class KLSparsity(Layer):
    """y = x; in training each unit's mean activity q is pulled towards rho.

    The gradient at x (..., B, n) gets that of strength * sum_j KL(rho || q_j), q the means over
    the batch (Ng 2011, "Sparse autoencoder"); for units between 0 and 1, such as sigmoid ones.
    The value of the loss does not contain the penalty: ask `penalty`.
    """

    rho: float = 0.1
    strength: float = 0.1

    def __post_init__(self):
        settle(self, "rho", above=0, below=1)
        settle(self, "strength", least=0)

    def penalty(self, x):
        """x (..., B, n) -> strength * sum_j KL(rho || q_j), (...)."""
        q, rho = self.activity(x), self.rho
        kl = rho * np.log(rho / q) + (1 - rho) * np.log((1 - rho) / (1 - q))
        return self.strength * kl.sum(-1)

    @staticmethod
    def activity(x):
        """Means over the batch, (..., n), kept off 0 and 1."""
        return np.clip(batch(x).mean(-2), LEAST, 1 - LEAST)

    def forward(self, p, x, rng=None):
        """x (..., B, n) -> x, backward."""
        x = batch(x)
        if rng is None:
            return x, lambda dy: (dy, {})
        q = self.activity(x)[..., None, :]
        pull = self.strength * ((1 - self.rho) / (1 - q) - self.rho / q) / x.shape[-2]
        pull = pull.astype(x.dtype)
        return x, lambda dy: (dy + pull, {})
