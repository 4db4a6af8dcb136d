"""Layers: frozen values with `shapes` and `forward(p, x, rng) -> (y, backward)`."""

from ..registry import public
from .base import (
    Layer,
    as_layers,
    asked,
    batch,
    chain_widths,
    check_sizes,
    run_backward,
    run_forward,
)
from .dense import Activation, Dense, Softmax
from .largest import largest
from .learned import Maxout, ParametricReLU
from .noise import Dropout, Noise, PlainDropout
from .normalization import BatchNorm, BatchRenorm, LayerNorm
from .pooling import MaxPool
from .residual import Residual
from .sparsity import KLSparsity
from .weight_normalization import Cosine, WeightNorm

__all__ = public(globals())
del public
