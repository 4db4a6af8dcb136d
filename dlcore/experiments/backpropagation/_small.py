"""The 2-2-2-2 network of source 4 with all its numbers, forward and backward, written out."""

from dataclasses import dataclass, replace

import numpy as np

from ...registry import ACTIVATIONS
from ...seeding import generator

UNITS = (("x1", "x2"), ("h1", "h2"), ("k1", "k2"), ("y1", "y2"))
EDGES = [f"{a} → {b}" for i in range(3) for a in UNITS[i] for b in UNITS[i + 1]]
X, TARGET = (1.0, -1.0), (1.0, 0.0)
# one matrix after the other; row i: the weights out of unit i (source 4 has them in columns)
WEIGHTS = (1.0, -1.0, -2.0, 1.0, 2.0, -2.0, -1.0, -1.0, 3.0, -1.0, -1.0, 4.0)
BIASES = (1.0, 0.0, 0.0, 0.0, -2.0, 2.0)
EPS = 1e-5


@dataclass(frozen=True)
class Small:
    """x, target (2,), weights 3 of (2, 2), biases 3 of (2,), the activation of all units.

    largest: unit k1 takes the larger of its two products instead of their sum.
    """

    x: np.ndarray
    target: np.ndarray
    weights: tuple
    biases: tuple
    activation: str = "sigmoid"
    largest: bool = False

    def forward(self):
        """-> outputs of all columns 4 of (2,), slopes 3 of (2,), masks: which weights count."""
        outs, slopes, masks = [self.x], [], []
        for layer, (W, b) in enumerate(zip(self.weights, self.biases, strict=True)):
            mask = np.ones((2, 2))
            if self.largest and layer == 1:
                mask[:, 0] = np.arange(2) == (outs[-1] * W[:, 0]).argmax()
            a, slope = ACTIVATIONS[self.activation](outs[-1] @ (W * mask) + b)
            outs.append(a)
            slopes.append(slope)
            masks.append(mask)
        return tuple(outs), tuple(slopes), tuple(masks)

    def cost(self):
        """Half the squared distance of the outputs from the target."""
        return 0.5 * float(((self.forward()[0][-1] - self.target) ** 2).sum())

    def backward(self):
        """-> deltas dC/dz 3 of (2,), gradients dC/dW 3 of (2, 2).

        delta = slope * (W delta of the next layer); dC/dW = what came in * delta.
        """
        outs, slopes, masks = self.forward()
        deltas = [slopes[2] * (outs[3] - self.target)]
        for layer in (1, 0):
            came = (self.weights[layer + 1] * masks[layer + 1]) @ deltas[0]
            deltas.insert(0, slopes[layer] * came)
        pairs = zip(outs, deltas, masks, strict=False)
        return tuple(deltas), tuple(np.outer(a, d) * mask for a, d, mask in pairs)

    def wiggled(self, eps=EPS):
        """dC/dW by finite differences: each weight a little more, and a little less."""
        return tuple(
            np.array([[self.slope_of(layer, i, j, eps) for j in (0, 1)] for i in (0, 1)])
            for layer in range(3)
        )

    def slope_of(self, layer, i, j, eps=EPS):
        """That of one weight."""
        costs = []
        for step in (eps, -eps):
            weights = [W.copy() for W in self.weights]
            weights[layer][i, j] += step
            costs.append(replace(self, weights=tuple(weights)).cost())
        return (costs[0] - costs[1]) / (2 * eps)


def matrices(numbers):
    """12 weights, edge by edge -> 3 of (2, 2)."""
    return tuple(np.reshape(numbers, (3, 2, 2)).astype(float))


def pairs(numbers):
    """6 numbers, unit by unit -> 3 of (2,)."""
    return tuple(np.reshape(numbers, (3, 2)).astype(float))


def source_four(**about):
    """The numbers of source 4."""
    numbers = dict(x=np.array(X), target=np.array(TARGET))
    return Small(**numbers | dict(weights=matrices(WEIGHTS), biases=pairs(BIASES)) | about)


def drawn(seed):
    """Other numbers with one digit after the point; 0: those of source 4."""
    if not seed:
        return source_four()
    rng = generator(seed, stream=81)
    weights, biases = rng.uniform(-3, 3, 12).round(1), rng.uniform(-1, 1, 6).round(1)
    x, target = rng.uniform(-1, 1, 2).round(1), rng.permutation([1.0, 0.0])
    return Small(x, target, matrices(weights), pairs(biases))
