"""Inputs: the unknowns of a trained network, or changed at random while one is trained."""

from dataclasses import dataclass, field

import numpy as np

from .checks import array, function, plain, require
from .data import Augmentation, one_hot
from .layers import Layer, asked, batch
from .network import Net, check_net
from .registry import LOSSES
from .regularizers import PENALTIES, strengths


@dataclass
class InputObjective:
    """The loss of a trained network as a function of its input: f(x) -> (value, gradient).

    x (..., n_in) takes the place of theta, so the rules that train networks also find what a
    network takes for a `target` class (source 1):

        f = InputObjective(net, theta, 3, penalties={"l1": 0.1})
        descend(f, x, OPTIMIZERS["adam"](), 0.05, constrain=lambda x: x.clip(0, 1))

    theta (P,); target: a class, 0 ... C-1; loss: what is low where the class is seen, with
    "cross-entropy" -log p(target | x). penalties: {name: strength} on x.
    """

    classifier: Net
    theta: np.ndarray
    target: int
    loss: str = "cross-entropy"
    penalties: dict = field(default_factory=dict)

    def __post_init__(self):
        check_net("classifier", self.classifier)
        C = self.classifier.widths[-1]
        self.theta = array("theta", self.theta, "(..., P)", P=self.classifier.size)
        good = plain(self.target) in range(C)
        require(good, "target", self.target, f"a class between 0 and {C - 1}")
        self.target = int(self.target)
        self.penalties = strengths(self.penalties)
        self.y = one_hot([self.target], C)
        LOSSES[self.loss]

    def __call__(self, x):
        """x (..., n_in) -> value (...), gradient (..., n_in)."""
        x = batch(x, self.classifier.widths[0])
        theta = np.broadcast_to(self.theta, (*x.shape[:-1], self.classifier.size))
        outputs, backward = self.classifier.forward(theta, x[..., None, :])
        value, dy = LOSSES[self.loss](outputs[-1], self.y)
        grad = asked(backward(dy)[1][0])[..., 0, :]
        for name, strength in self.penalties.items():
            extra, pull = PENALTIES[name](x)
            value, grad = value + strength * extra, grad + strength * pull
        return value, grad


@dataclass(frozen=True)
class Augmented(Layer):
    """Training: each image changed at random, anew in each batch. Prediction: y = x.

    Put before a network, it has no parameters: Net((Augmented(Augmentation(shift=1)), *net.layers))
    has the theta of net. Nothing stands before it, so it has no gradient at its input.
    """

    augmentation: Augmentation

    def __post_init__(self):
        function("augmentation", self.augmentation, "rng", "x")

    def forward(self, p, x, rng=None):
        """x (..., B, n) -> y (..., B, n), backward."""
        x = batch(x)
        y = x if rng is None else self.augmentation(rng, x)
        return y, lambda dy: (no_gradient, {})


def no_gradient():
    """Called only if somebody asks for the gradient at the input of `Augmented`."""
    raise ValueError("images that were changed at random have no gradient at the input")
