"""Rules that divide by the size of past gradients: a learning rate for each weight."""

from dataclasses import dataclass

import numpy as np

from ..knobs import knob
from .rule import OPTIMIZERS, Rule


@OPTIMIZERS.add("adagrad")
@dataclass(frozen=True)
class Adagrad(Rule):
    """direction = g / (sqrt(sum of all g^2) + eps) (Duchi, Hazan & Singer 2011).

    eps outside the root, as in PyTorch; some texts have it inside.
    """

    eps: float = knob(1e-8, 1e-10, 1e-2, log=True, help="keeps the division safe")
    usual_lr = 0.1
    memory = ("total",)
    formula = (
        "total = total + g**2",
        "d = g / (sqrt(total) + eps)",
    )

    def init(self, theta):
        """Nothing seen yet."""
        return np.zeros_like(theta)

    def update(self, total, grad):
        """Sum of squared gradients (..., P)."""
        total = total + grad * grad
        return total, grad / (np.sqrt(total) + self.eps)


@OPTIMIZERS.add("adadelta")
@dataclass(frozen=True)
class Adadelta(Rule):
    """direction = g RMS[past directions] / RMS[g]: made for lr = 1 (Zeiler 2012).

    RMS[x] = sqrt(decayed mean of x^2 + eps): here eps stands inside the root, as in the paper.
    """

    rho: float = knob(0.95, 0, 0.999, least=0, below=1, help="memory of past squares")
    eps: float = knob(1e-6, 1e-10, 1e-2, log=True, help="size of the very first steps")
    usual_lr = 1.0
    memory = ("g2", "d2")
    formula = (
        "g2 = rho * g2 + (1 - rho) * g**2",
        "d = g * sqrt(d2 + eps) / sqrt(g2 + eps)",
        "d2 = rho * d2 + (1 - rho) * d**2",
    )

    def init(self, theta):
        """Two decayed means of squares: of gradients and of directions."""
        return np.zeros_like(theta), np.zeros_like(theta)

    def update(self, state, grad):
        """Mean squared gradient and mean squared direction, both (..., P)."""
        g2, d2 = state
        g2 = self.rho * g2 + (1 - self.rho) * grad * grad
        direction = grad * np.sqrt(d2 + self.eps) / np.sqrt(g2 + self.eps)
        d2 = self.rho * d2 + (1 - self.rho) * direction * direction
        return (g2, d2), direction


@OPTIMIZERS.add("rmsprop")
@dataclass(frozen=True)
class RMSProp(Rule):
    """direction = g / (sigma + eps), sigma^2 = alpha sigma^2 + (1 - alpha) g^2 (Hinton 2012).

    Starts with sigma = |g| as in source 1; PyTorch and Keras start with 0, which makes their
    first steps up to 1 / sqrt(1 - alpha) times longer.
    """

    alpha: float = knob(0.9, 0, 0.999, least=0, below=1, help="memory of past squares")
    eps: float = knob(1e-8, 1e-10, 1e-2, log=True, help="keeps the division safe")
    memory = ("t", "square")
    formula = (
        "decay = alpha * (t > 0)",
        "square = decay * square + (1 - decay) * g**2",
        "t = t + 1",
        "d = g / (sqrt(square) + eps)",
    )

    def init(self, theta):
        """Step count and decayed mean of squares."""
        return 0, np.zeros_like(theta)

    def update(self, state, grad):
        """Steps seen, mean squared gradient (..., P)."""
        t, square = state
        alpha = self.alpha * (t > 0)
        square = alpha * square + (1 - alpha) * (grad * grad)
        return (t + 1, square), grad / (np.sqrt(square) + self.eps)


@OPTIMIZERS.add("adam")
@dataclass(frozen=True)
class Adam(Rule):
    """Momentum over RMSProp, both corrected for their start at zero (Kingma & Ba 2015).

    m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2
    direction = m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + eps)
    """

    beta1: float = knob(0.9, 0, 0.999, least=0, below=1, help="memory of gradients")
    beta2: float = knob(0.999, 0, 0.9999, least=0, below=1, help="memory of squares")
    eps: float = knob(1e-8, 1e-10, 1e-2, log=True, help="keeps the division safe")
    memory = ("t", "m", "v")
    formula = (
        "t = t + 1",
        "m = beta1 * m + (1 - beta1) * g",
        "v = beta2 * v + (1 - beta2) * g**2",
        "d = m / (1 - beta1**t) / (sqrt(v / (1 - beta2**t)) + eps)",
    )

    def init(self, theta):
        """Step count, mean gradient, mean squared gradient."""
        return 0, np.zeros_like(theta), np.zeros_like(theta)

    def update(self, state, grad):
        """t, m, v; m and v have the shape of theta."""
        t, m, v = state
        t = t + 1
        m = self.beta1 * m + (1 - self.beta1) * grad
        v = self.beta2 * v + (1 - self.beta2) * (grad * grad)
        m_hat, v_hat = m / (1 - self.beta1**t), v / (1 - self.beta2**t)
        return (t, m, v), m_hat / (np.sqrt(v_hat) + self.eps)


@OPTIMIZERS.add("adamax")
@dataclass(frozen=True)
class AdaMax(Adam):
    """Adam with a decayed maximum in place of the mean square: u = max(beta2 u, |g|).

    direction = m / (1 - beta1^t) / (u + eps) (Kingma & Ba 2015, section 7.1).
    """

    memory = ("t", "m", "u")
    formula = (
        "t = t + 1",
        "m = beta1 * m + (1 - beta1) * g",
        "u = max(beta2 * u, abs(g))",
        "d = m / (1 - beta1**t) / (u + eps)",
    )

    def update(self, state, grad):
        """t, m, u; u has the shape of theta and needs no correction."""
        t, m, u = state
        t = t + 1
        m = self.beta1 * m + (1 - self.beta1) * grad
        u = np.maximum(self.beta2 * u, np.abs(grad))
        return (t, m, u), m / (1 - self.beta1**t) / (u + self.eps)


@OPTIMIZERS.add("nadam")
@dataclass(frozen=True)
class Nadam(Adam):
    """Adam with Nesterov's look-ahead in the mean gradient (Dozat 2016, constant beta1).

    direction = (beta1 m / (1 - beta1^(t+1)) + (1 - beta1) g / (1 - beta1^t)) / (sqrt(v_hat) + eps)
    """

    formula = (
        "t = t + 1",
        "m = beta1 * m + (1 - beta1) * g",
        "v = beta2 * v + (1 - beta2) * g**2",
        "ahead = beta1 * m / (1 - beta1 ** (t + 1))",
        "now = (1 - beta1) * g / (1 - beta1**t)",
        "d = (ahead + now) / (sqrt(v / (1 - beta2**t)) + eps)",
    )

    def update(self, state, grad):
        """t, m, v as for `Adam`."""
        t, m, v = state
        t = t + 1
        m = self.beta1 * m + (1 - self.beta1) * grad
        v = self.beta2 * v + (1 - self.beta2) * (grad * grad)
        ahead = self.beta1 * m / (1 - self.beta1 ** (t + 1))
        now = (1 - self.beta1) * grad / (1 - self.beta1**t)
        return (t, m, v), (ahead + now) / (np.sqrt(v / (1 - self.beta2**t)) + self.eps)
