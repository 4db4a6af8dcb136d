"""What is timed: W1 to W5, one training step = batch, forward, loss, backward, update."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Workload:
    """A network with its data: sizes, activation, loss, rule, and what is added to it."""

    sizes: tuple
    activation: str
    loss: str  # "mse" (half the squared distance) or "cross-entropy"
    batch: int
    rule: str
    lr: float
    examples: int
    dropout: float = 0.0
    l2: float = 0.0

    def data(self):
        """x (N, n_in) and y (N, n_out), float32, the same for everybody."""
        rng = np.random.default_rng(0)
        x = rng.standard_normal((self.examples, self.sizes[0]))
        if self.loss == "mse":
            return x.astype("f4"), np.sign(x[:, :1] * x[:, 1:2]).astype("f4")
        x = np.maximum(x, 0)  # like pixels: half of them 0
        labels = (x @ rng.standard_normal((self.sizes[0], self.sizes[-1]))).argmax(1)
        return x.astype("f4"), np.eye(self.sizes[-1], dtype="f4")[labels]

    def weights(self):
        """First weights and biases of each layer."""
        rng, gain = np.random.default_rng(1), 2.0 if self.activation == "relu" else 1.0
        pairs = zip(self.sizes, self.sizes[1:], strict=False)
        return [
            ((rng.standard_normal((a, b)) * np.sqrt(gain / a)).astype("f4"), np.zeros(b, "f4"))
            for a, b in pairs
        ]

    def rows(self):
        """Endless batches of indices (B,), the same for everybody."""
        rng = np.random.default_rng(2)
        while True:
            order = rng.permutation(self.examples)
            for at in range(0, self.examples - self.batch + 1, self.batch):
                yield order[at : at + self.batch]


WORKLOADS = {
    "W1 Adam": Workload((2, 8, 8, 1), "tanh", "mse", 32, "adam", 0.01, 512),
    "W1 SGD": Workload((2, 8, 8, 1), "tanh", "mse", 32, "gradient-descent", 0.1, 512),
    "W2": Workload((64, 32, 10), "relu", "cross-entropy", 32, "gradient-descent", 0.1, 1792),
    "W3": Workload((784, 100, 10), "relu", "cross-entropy", 100, "adam", 0.001, 10_000),
    "W4": Workload(
        (784, *[100] * 10, 10), "sigmoid", "cross-entropy", 100, "gradient-descent", 0.1, 10_000
    ),
    "W5": Workload(
        (784, 512, 512, 10), "relu", "cross-entropy", 128, "momentum", 0.01, 12_800, 0.5, 1e-4
    ),
}
