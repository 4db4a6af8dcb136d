"""Layers: frozen values with `shapes` and `forward(p, x, rng) -> (y, backward)`."""

from .dense import (
    Activation,
    Dense,
    Layer,
    Residual,
    Softmax,
    asked,
    chain_widths,
    check_sizes,
    run_backward,
    run_forward,
)
from .learned import Maxout, ParametricReLU
from .noise import Dropout, Noise, PlainDropout
from .normalization import BatchNorm, BatchRenorm, LayerNorm
from .pooling import MaxPool, largest
from .weight_normalization import Cosine, WeightNorm
