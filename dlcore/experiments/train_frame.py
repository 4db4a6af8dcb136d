"""What is seen of networks in training: curves, and what goes on in each layer."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..diagnosis import divergence, gradient_flow, saturated_units
from ..layers import Activation
from ..registry import LOSSES
from ..statistics import dead_share, gradient_sizes, matrices, saturated_share, weight_movement
from .base import Frame, Measure

EDGES = np.linspace(-1, 1, 101)  # of the histogram of weights


@dataclass(frozen=True)
class Inside:
    """A look into L layers of K networks: each (L, K), for hidden layers those of saturation.

    gradients: root mean square of dL/dW; movement: |W - W_start| / |W_start|; dead: share of
    units that no example activates; saturated: share of (example, unit) pairs on a flat end;
    zeros: share of weights smaller than 1e-3; histogram (100,): weights of the first matrix of
    the first network between EDGES; images (n_in, n): its columns, the weights of each unit.
    """

    gradients: np.ndarray
    movement: np.ndarray
    dead: np.ndarray
    saturated: np.ndarray
    zeros: np.ndarray
    histogram: np.ndarray
    images: np.ndarray


@np.errstate(over="ignore", invalid="ignore")  # of a run that diverged, nan is the answer
def inside(net, loss, theta, start, x, y):
    """theta, start (K, P), x (B, n_in), y (B, C) -> `Inside`, without dropout or noise."""
    outputs, backward = net.forward(theta, x)
    grad, _ = backward(LOSSES[loss](outputs[-1], y)[1])
    weights, first = matrices(net, theta), net.weights(theta)[0][0]
    bent = any(isinstance(layer, Activation) for layer in net.layers)
    none = np.zeros((0, len(theta)))
    return Inside(
        gradient_sizes(net, grad),
        weight_movement(net, theta, start),
        dead_share(net, outputs, x) if bent else none,
        saturated_share(net, outputs, x) if bent else none,
        np.stack([(np.abs(W) < 1e-3).mean(-1) for W in weights]),
        np.histogram(first, EDGES)[0],
        first.copy(),
    )


@dataclass(frozen=True)
class NetFrame(Frame):
    """K networks after t updates of `total`.

    steps (n,): updates at which the curves were taken; losses (K, n): training loss, mean of the
    mini-batches since the point before, penalties included; train and test (K, n): share of the
    training and test examples that are right; inside: a look into the layers.
    """

    names: tuple
    total: int
    steps: np.ndarray
    losses: np.ndarray
    train: np.ndarray
    test: np.ndarray
    inside: Inside

    measures: ClassVar[dict] = {
        "test right": Measure(".1%"),
        "training right": Measure(".1%"),
        "training loss": Measure(log=True),
    }

    @property
    def scores(self):
        """Those of the curves' last points."""
        return self.by_name(self.test[:, -1], self.train[:, -1], self.losses[:, -1])

    @property
    def findings(self):
        """On the typical network: diverged, or gradients that vanish or explode, or saturation."""
        if lost := divergence(self.losses.mean(0), "The training"):
            return lost
        look, who = self.inside, "The typical network"
        flow = gradient_flow(np.median(look.gradients, -1), who)
        flat = look.saturated  # nothing without hidden layers
        return flow + (saturated_units(np.median(flat, -1), who) if len(flat) else [])

    @property
    def summary(self):
        """How far, how good, and how unequal the gradients of the layers are."""
        right = f"training {words(self.train[:, -1])} right, test {words(self.test[:, -1])}"
        parts = [f"Update {self.t} of {self.total}: {right}"]
        gradients = self.inside.gradients
        lost = ~np.isfinite(self.losses[:, -1])
        if lost.any():
            first = self.steps[(~np.isfinite(self.losses)).any(0).argmax()]
            parts.append(f"{lost.sum()} of {len(lost)} diverged, the first by update {first}")
        elif len(gradients) > 1:
            ratio = np.median(gradients[0] / np.maximum(gradients[-1], 1e-30))
            parts.append(f"gradient of the first layer {ratio:.2g} times that of the last")
        return "; ".join(parts) + "."

    @property
    def table(self):
        """Headings and one row for each weight matrix, medians over the networks."""
        look = self.inside
        layers = zip(look.gradients, look.movement, look.zeros, strict=True)
        hidden = [*zip(look.dead, look.saturated, strict=True)]
        rows = []
        for i, (gradient, movement, zeros) in enumerate(layers):
            ends = [f"{np.median(part):.1%}" for part in hidden[i]] if i < len(hidden) else ["", ""]
            sizes = [f"{np.median(part):.3g}" for part in (gradient, movement)]
            rows.append((i + 1, *sizes, *ends, f"{np.median(zeros):.1%}"))
        head = ("layer", "gradient (rms)", "weight movement", "dead units", "saturated", "zeros")
        return head, rows


def words(shares):
    """One share, or the lowest, median and highest of several."""
    if len(shares) == 1:
        return f"{shares[0]:.1%}"
    return f"{np.median(shares):.1%} ({shares.min():.1%} to {shares.max():.1%})"
