"""dlcore: networks, losses and optimizers as pure functions of one flat vector, in NumPy.

Read in this order: registry, knobs, activations, losses, layers, network, optimizers, updates,
training; then statistics, validation, ensembles, pretraining, inputs: what is done with a trained
network.
replay/ only makes `descend` quicker, and can be left out.

Source 1 ... 4: the four lectures on which the course is built; lecture 01, 02, ...: its notebooks.
"""

# isort: off
from . import one_thread  # before NumPy

# isort: on
from . import contracts, initializers, losses, schedules  # registers entries
from .activations import softmax
from .constraints import clip_by_norm, clip_by_value, constrained
from .data import (
    CURVES,
    IMAGES,
    PLANE,
    Augmentation,
    Data,
    hold_out,
    one_hot,
    standardize,
    zca,
)
from .gradients import input_gradient, per_example_gradients
from .information import cross_entropy_of, entropy, kl_of, surprise, with_share
from .inputs import Augmented, InputObjective
from .knobs import knob
from .layers import (
    Activation,
    BatchNorm,
    BatchRenorm,
    Cosine,
    Dense,
    Dropout,
    LayerNorm,
    Maxout,
    MaxPool,
    Noise,
    ParametricReLU,
    PlainDropout,
    Residual,
    Softmax,
    WeightNorm,
)
from .network import Net, mlp
from .optimizers import OPTIMIZERS, Together
from .registry import (
    ACTIVATIONS,
    CONSTRAINTS,
    DATASETS,
    INITIALIZERS,
    LAYERS,
    LOSSES,
    SCHEDULES,
    public,
)
from .regularizers import PENALTIES
from .storage import load, save
from .surfaces import SURFACES, Surface
from .training import Objective, accuracy, descend
from .validation import EarlyStopping, confusion_matrix, cross_validate, error_bar, folds

__all__ = public(globals())
del public


def __getattr__(name):
    """EXPERIMENTS is filled when it is asked for: that takes longer than all the rest."""
    if name != "EXPERIMENTS":
        raise AttributeError(f"module 'dlcore' has no attribute {name!r}")
    from .experiments import load_all
    from .registry import EXPERIMENTS

    load_all()
    return EXPERIMENTS
