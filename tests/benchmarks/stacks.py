"""W6 to W8: many at once. A race of optimizers, a stack of networks, all sub-networks of dropout.

Like in contestants.py: make(workload) -> run(n), which does it n times and returns the n results.
"""

from dataclasses import dataclass, field
from itertools import islice, product
from typing import ClassVar

import numpy as np

from dlcore import (
    OPTIMIZERS,
    SURFACES,
    Activation,
    Dense,
    Dropout,
    Net,
    Objective,
    Together,
    descend,
)
from dlcore.ensembles import ensemble_mean
from tests.benchmarks.workloads import WORKLOADS, Workload


@dataclass(frozen=True)
class Race:
    """W6: rules, each with its own learning rate, from one start on the Rosenbrock surface."""

    steps: int = 300
    compared: ClassVar[int] = 1
    rates: dict = field(
        default_factory=lambda: {
            "gradient-descent": 1e-3,
            "momentum": 2e-4,
            "nesterov": 2e-4,
            "adagrad": 0.5,
            "adadelta": 1.0,
            "rmsprop": 0.001,
            "adam": 0.05,
            "adamax": 0.05,
        }
    )


def race(work, replay=True):
    """All rules in one stack: one gradient and one `descend` for the eight, recorded once."""
    rules = Together(tuple(OPTIMIZERS[name]() for name in work.rates))
    lr, surface = np.array([*work.rates.values()])[:, None], SURFACES["rosenbrock"]
    theta = np.tile(surface.start, (len(work.rates), 1))

    def one():
        steps = descend(surface, theta, rules, lr, replay=replay)
        return np.array([step.value for step in islice(steps, work.steps)])

    return lambda n: np.array([one() for _ in range(n)])


def race_plain(work):
    """The same, not replayed."""
    return race(work, replay=False)


def torch_race(work):
    """One optimizer of torch.optim after the other, the gradient from autograd."""
    import torch

    torch.set_num_threads(1)
    kinds = {
        "gradient-descent": torch.optim.SGD,
        "momentum": lambda p, lr: torch.optim.SGD(p, lr, momentum=0.9),
        "nesterov": lambda p, lr: torch.optim.SGD(p, lr, momentum=0.9, nesterov=True),
        "adagrad": lambda p, lr: torch.optim.Adagrad(p, lr, eps=1e-8),
        "adadelta": lambda p, lr: torch.optim.Adadelta(p, lr, rho=0.95, eps=1e-6),
        "rmsprop": lambda p, lr: torch.optim.RMSprop(p, lr, alpha=0.9),
        "adam": torch.optim.Adam,
        "adamax": torch.optim.Adamax,
    }

    def walk(name, lr):
        w = torch.tensor(SURFACES["rosenbrock"].start, dtype=torch.float64, requires_grad=True)
        rule, values = kinds[name]([w], lr=lr), []
        if name == "rmsprop":  # ours starts with the first squared gradient in its memory
            x, y = w.tolist()
            r = y - x * x
            first = torch.tensor([-2 * (1 - x) - 400 * x * r, 200 * r], dtype=torch.float64)
            rule.state[w] = {"step": torch.tensor(0.0), "square_avg": first**2}
        for _ in range(work.steps):
            rule.zero_grad()
            x, y = w
            value = (1 - x) ** 2 + 100 * (y - x * x) ** 2
            value.backward()
            rule.step()
            values.append(value.item())
        return values

    def one():
        return np.array([walk(*pair) for pair in work.rates.items()]).T

    return lambda n: np.array([one() for _ in range(n)])


@dataclass(frozen=True)
class Stack:
    """W7: K networks of W2 trained at once, with first weights of their own."""

    K: int = 64
    net: Workload = WORKLOADS["W2"]

    def weights(self):
        """First weights (K, n_in, n_out) and biases (K, 1, n_out) of each layer."""
        rng = np.random.default_rng(3)
        return [
            (
                (W + 0.1 * rng.standard_normal((self.K, *W.shape))).astype("f4"),
                np.zeros((self.K, 1, len(b)), "f4"),
            )
            for W, b in self.net.weights()
        ]


def stack(work, replay=True):
    """theta (K, P): one descent for all networks."""
    a, b, c = work.net.sizes
    net = Net((Dense(a, b), Activation(work.net.activation), Dense(b, c)))
    f = Objective(net, work.net.loss, *work.net.data(), work.net.batch)
    f.rows = work.net.rows()
    theta = np.zeros((work.K, net.size), "f4")
    dense = [p for p in net.views(theta) if p]
    for p, (W, b) in zip(dense, work.weights(), strict=True):
        p["W"][...], p["b"][...] = W, b
    steps = descend(f, theta, OPTIMIZERS[work.net.rule](), work.net.lr, replay=replay)
    return lambda n: np.array([next(steps).value for _ in range(n)])


def stack_plain(work):
    """The same, not replayed."""
    return stack(work, replay=False)


def torch_loop(work):
    """K models, K optimizers, a loop."""
    import torch

    torch.set_num_threads(1)
    x, y = map(torch.from_numpy, work.net.data())
    labels, nets = y.argmax(1), []
    (W1, b1), (W2, b2) = work.weights()
    for k in range(work.K):
        model = torch.nn.Sequential(
            torch.nn.Linear(*W1.shape[1:]), torch.nn.ReLU(), torch.nn.Linear(*W2.shape[1:])
        )
        for linear, W, b in ((model[0], W1[k], b1[k]), (model[2], W2[k], b2[k])):
            linear.weight.data = torch.from_numpy(W.T.copy())
            linear.bias.data = torch.from_numpy(b[0].copy())
        nets.append((model, torch.optim.SGD(model.parameters(), lr=work.net.lr)))

    def step(row):
        values = []
        for model, rule in nets:
            loss = torch.nn.functional.cross_entropy(model(x[row]), labels[row])
            rule.zero_grad()
            loss.backward()
            rule.step()
            values.append(loss.item())
        return values

    rows = map(torch.from_numpy, work.net.rows())
    return lambda n: np.array([step(row) for row in islice(rows, n)])


def torch_bmm(work):
    """All K in three-dimensional tensors, multiplied by torch.baddbmm."""
    import torch

    torch.set_num_threads(1)
    x, y = map(torch.from_numpy, work.net.data())
    labels = y.argmax(1)
    weights = [torch.from_numpy(a.copy()).requires_grad_() for p in work.weights() for a in p]
    rule, (W1, b1, W2, b2) = torch.optim.SGD(weights, lr=work.net.lr), weights

    def step(row):
        h = torch.relu(torch.baddbmm(b1, x[row].expand(work.K, -1, -1), W1))
        out = torch.baddbmm(b2, h, W2)
        target = labels[row].expand(work.K, -1)
        loss = torch.nn.functional.cross_entropy(out.mT, target, reduction="none").mean(1)
        rule.zero_grad()
        loss.sum().backward()
        rule.step()
        return loss.tolist()

    rows = map(torch.from_numpy, work.net.rows())
    return lambda n: np.array([step(row) for row in islice(rows, n)])


@dataclass(frozen=True)
class Masked:
    """W8: the mean output of all 2^M networks that dropout makes of one net, at N points."""

    M: int = 10
    N: int = 1000
    compared: ClassVar[int] = 1

    def parts(self):
        """x (N, 2), the net and its theta."""
        net = Net((Dense(2, self.M), Activation("relu"), Dropout(0.5), Dense(self.M, 1)))
        return np.random.default_rng(0).standard_normal((self.N, 2)).astype("f4"), net, net.init(0)


def masked(work):
    """By doubling: each of the 2^M outputs costs one addition."""
    x, net, theta = work.parts()
    return lambda n: np.array([ensemble_mean(net, theta, x) for _ in range(n)])


def torch_masked(work):
    """All masked weights (2^M, M, 1) in one stacked product."""
    import torch

    torch.set_num_threads(1)
    x, net, theta = work.parts()
    first, _, _, last = net.views(theta)
    W1, b1, W2, b2 = (torch.from_numpy(p[name]) for p in (first, last) for name in "Wb")
    masks = torch.tensor(list(product((0.0, 2.0), repeat=work.M)))  # kept units count twice
    x = torch.from_numpy(x)

    @torch.no_grad()
    def one():
        h = torch.relu(x @ W1 + b1)
        return (h @ (masks[:, :, None] * W2) + b2).mean(0).numpy()

    return lambda n: np.array([one() for _ in range(n)])


def product_masked(work):
    """Nothing but the product of all masks with the weighted units."""
    masks = np.array(list(product((0, 1), repeat=work.M)), "f4")
    units = np.ones((work.M, work.N), "f4")
    out = np.empty((len(masks), work.N), "f4")

    def run(n):
        for _ in range(n):
            masks.dot(units, out)
        return np.zeros(n)

    return run


STACKS = {
    "W6": (
        Race(),
        {"dlcore": race, "dlcore, not replayed": race_plain, "PyTorch eager": torch_race},
    ),
    "W7": (
        Stack(),
        {
            "dlcore": stack,
            "dlcore, not replayed": stack_plain,
            "PyTorch eager": torch_loop,
            "PyTorch, all in one": torch_bmm,
        },
    ),
    "W8": (
        Masked(),
        {
            "dlcore": masked,
            "PyTorch, all in one": torch_masked,
            "matrix products alone": product_masked,
        },
    ),
}
