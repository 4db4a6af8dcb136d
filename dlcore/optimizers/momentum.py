"""Gradient descent, and with inertia."""

from dataclasses import dataclass

import numpy as np

from ..knobs import knob
from .rule import OPTIMIZERS, Rule


@OPTIMIZERS.add("gradient-descent")
@dataclass(frozen=True)
class GradientDescent(Rule):
    """direction = g."""

    usual_lr = 0.1
    formula = ("d = g",)

    def init(self, theta):
        """No memory."""
        return ()

    def update(self, state, grad):
        """The gradient itself."""
        return state, grad.copy()


@OPTIMIZERS.add("momentum")
@dataclass(frozen=True)
class Momentum(Rule):
    """velocity = beta velocity + g; direction = velocity (Polyak 1964).

    A weighted sum of all past gradients, weight beta^k for the one k steps ago. Some texts put
    the learning rate inside the velocity; for a constant rate it is the same path.
    """

    beta: float = knob(0.9, 0, 0.999, least=0, most=1, help="memory of past gradients")
    usual_lr = 0.02
    memory = ("velocity",)
    formula = (
        "velocity = beta * velocity + g",
        "d = velocity",
    )

    def init(self, theta):
        """At rest."""
        return np.zeros_like(theta)

    def update(self, velocity, grad):
        """Velocity (..., P)."""
        velocity = self.beta * velocity + grad
        return velocity, velocity.copy()  # whoever scales one must not scale both


@OPTIMIZERS.add("nesterov")
@dataclass(frozen=True)
class Nesterov(Momentum):
    """velocity = beta velocity + g; direction = g + beta velocity (Nesterov 1983).

    The form in which the gradient is taken at theta itself (as in PyTorch and Keras): theta
    stands for the looked-ahead point theta - lr beta velocity of the textbook form.
    """

    formula = (
        "velocity = beta * velocity + g",
        "d = g + beta * velocity",
    )

    def update(self, velocity, grad):
        """Velocity (..., P); one more step of memory than `Momentum`."""
        velocity = self.beta * velocity + grad
        return velocity, grad + self.beta * velocity
