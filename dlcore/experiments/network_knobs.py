"""Knobs of the network: its layers, where they start, and which of them may learn."""

from dataclasses import dataclass

import numpy as np

from ..knobs import AndMore, knob
from ..layers import (
    Activation,
    BatchNorm,
    BatchRenorm,
    Cosine,
    Dense,
    LayerNorm,
    Maxout,
    ParametricReLU,
    WeightNorm,
)
from ..registry import ACTIVATIONS, INITIALIZERS
from .base import Experiment

LAYER_NORMS = {"batch": BatchNorm, "layer": LayerNorm, "renorm": BatchRenorm}
DENSE_NORMS = {"weight": WeightNorm, "cosine": Cosine}  # in place of the dense layer
UNITS = AndMore(ACTIVATIONS, after=("parametric-relu", "maxout"))

OF_HIDDEN = "width activation pieces first_bias skip norm norm_place".split()


@dataclass(frozen=True, repr=False)
class NetworkKnobs(Experiment):
    """`depth` hidden layers of `width` units, each linear, normalized, bent.

    skip: every hidden layer but the first is added to what came into it. The last layer has no
    normalization. `learning` of the layers learn, counted from the end that `learn` names.
    """

    depth: int = knob(2, 0, 12, least=0, most=100, label="hidden layers", help="depth")
    width: int = knob(50, 4, 200, least=1, most=4096, label="units a layer", help="width")
    activation: str = knob("relu", choices=UNITS, help="of the hidden layers")
    pieces: int = knob(2, 2, 5, least=2, most=100, help="of each maxout unit")
    init: str = knob("he-normal", choices=INITIALIZERS, label="first weights", help="initializer")
    std: float = knob(0.0, 0, 1, least=0, label="their std", help="0: that of the initializer")
    first_bias: float = knob(0.0, -5, 5, help="of the hidden layers")
    skip: bool = knob(False, label="skip connections", help="add a layer's input to its output")
    norm: str = knob(
        "none", choices=("none", *LAYER_NORMS, *DENSE_NORMS), label="normalization", help="its kind"
    )
    norm_place: str = knob("before", choices=("before", "after"), help="of the activation")
    learn: str = knob(
        "all", choices=("all", "first", "last"), label="layers that learn", help="which"
    )
    learning: int = knob(1, 1, 12, least=1, label="how many learn", help="of the first or last")

    def __post_init__(self):
        super().__post_init__()
        if self.activation == "maxout" and self.norm in DENSE_NORMS:
            raise ValueError(
                f"norm {self.norm!r} is a kind of dense layer; maxout units have their own"
            )
        if self.activation == "maxout" and self.norm != "none" and self.norm_place == "before":
            raise ValueError("norm_place must be 'after': maxout has its largest taken inside")
        if self.norm == "cosine" and self.first_bias:
            raise ValueError(f"first_bias must be 0: norm 'cosine' has none, not {self.first_bias}")
        if self.norm in DENSE_NORMS or self.std:
            self.check_init()

    def check_init(self):
        """Weights of which the length is changed must have one."""
        drawn = INITIALIZERS[self.init](np.random.default_rng(0), (4, 3))
        if self.norm in DENSE_NORMS and not np.any(drawn):
            raise ValueError(
                f"norm {self.norm!r} needs first weights with a direction; init {self.init!r} "
                "has none"
            )
        if self.std and not np.std(drawn):
            raise ValueError(f"std cannot be reached: init {self.init!r} makes all weights equal")

    @property
    def idle(self):
        """Knobs of what this network has not."""
        idle = super().idle
        if self.learn == "all":
            idle |= {"learning": "all layers learn"}
        if self.activation != "maxout":
            idle |= {"pieces": "no units are maxout"}
        if self.norm not in LAYER_NORMS:
            idle |= {"norm_place": "no layer normalizes"}
        if self.norm == "cosine":
            idle |= {"first_bias": "cosines have no biases"}
        if self.depth < 2:
            idle |= {"skip": "skips begin at the second hidden layer"}
        if not self.depth:
            idle |= dict.fromkeys(OF_HIDDEN, "there are no hidden layers")
        return idle

    def hidden(self, n_in):
        """Layers of one hidden layer, without what disturbs it."""
        n = self.width
        if self.activation == "maxout":
            layers = [Maxout(n_in, n, self.pieces, self.init)]
        else:
            dense = DENSE_NORMS.get(self.norm, Dense)
            learned = self.activation == "parametric-relu"
            bend = ParametricReLU(n) if learned else Activation(self.activation)
            layers = [dense(n_in, n, self.init), bend]
        if self.norm in LAYER_NORMS:
            layers.insert(1 if self.norm_place == "before" else 2, LAYER_NORMS[self.norm](n))
        return layers

    def first(self, net):
        """First theta (K, P): as the layers start, but for `std` and `first_bias`."""
        theta = net.init(self.seeds)
        pairs = list(zip(net.layers, net.views(theta), strict=True))
        for layer, p in pairs if self.std else ():
            for name in layer.matrices:
                factor = np.float32(self.std) / p[name].std((-2, -1), keepdims=True)
                p[name][...] *= factor
                if name.endswith("v"):  # of weight normalization: the length counts, which is g
                    p[f"{name[:-1]}g"][...] *= factor
        for _, p in pairs[:-1] if self.first_bias else ():
            for name in p:
                if name.endswith("b"):
                    p[name][...] = self.first_bias
        return theta

    def learns(self, net):
        """Where theta may change, (P,) of bool; None for everywhere. Statistics always do."""
        if self.learn == "all" or self.learning > self.depth:
            return None
        mask, box = np.zeros(net.size, bool), 0
        for layer, p in zip(net.layers, net.views(mask), strict=True):
            box += bool(layer.matrices)  # what follows belongs to the same one
            last = self.depth + 1 - self.learning
            chosen = box <= self.learning if self.learn == "first" else box > last
            for name in p:
                p[name][...] = chosen or name in layer.tracked
        return mask
