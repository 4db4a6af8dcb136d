"""dlcore: networks, losses and optimizers as pure functions of one flat vector, in NumPy.

Read in this order: registry, activations, losses, layers, network, optimizers, training.
"""

from . import activations, initializers, losses, optimizers, regularizers  # registers entries
from .data import Data, one_hot
from .layers import Activation, Dense
from .network import Net, mlp
from .optimizers import Together
from .registry import (
    ACTIVATIONS,
    CONSTRAINTS,
    DATASETS,
    EXPERIMENTS,
    INITIALIZERS,
    LOSSES,
    OPTIMIZERS,
    PENALTIES,
    SCHEDULES,
    knob,
)
from .surfaces import SURFACES, Surface
from .training import Objective, accuracy, descend
