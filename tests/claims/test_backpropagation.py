"""What lecture 08 claims of products, sweeps, graphs and maxima; and of wiggles."""

import numpy as np
import pytest

from dlcore import LOSSES, mlp
from dlcore.activations import softmax
from dlcore.autograd import Node, backward, call
from dlcore.experiments import (
    BugBench,
    GraphWithNumbers,
    NumbersOnEdges,
    RecursionOrSweep,
    Wiggle,
)
from dlcore.experiments.backpropagation import _small
from dlcore.seeding import generator
from tests.claims.ends import last


def many(seeds, count=20):
    """Random small networks, a few for each seed."""
    return [_small.drawn(1 + count * seed + i) for seed in seeds for i in range(count)]


def apart(net):
    """Largest difference of products and finite differences."""
    pairs = zip(net.backward()[1], net.wiggled(), strict=True)
    return max(np.abs(a - b).max() for a, b in pairs)


def test_products(seeds, claim):
    gaps = [apart(net) for net in many(seeds)]
    claim(
        "What goes in times what comes back is what wiggling says, for every edge",
        f"{len(gaps)} random networks, apart by at most {max(gaps):.0e}",
        max(gaps) < 1e-6,
    )


@pytest.mark.certain
def test_source_four(claim):
    frame = last(NumbersOnEdges())
    sizes = [np.abs(d).max() for d in frame.deltas]
    claim(
        "In the network of source 4 the deltas shrink on their way back",
        f"largest of each layer, outputs first: {sizes[2]:.3f}, {sizes[1]:.3f}, {sizes[0]:.4f}",
        sizes[0] < sizes[1] / 5 < sizes[2],
    )
    dark = last(NumbersOnEdges(x=(0.0, -1.0)))
    claim(
        "An input of 0: its weights have the gradient 0, whatever comes back",
        f"{abs(dark.gradients[0][0]).max():g}",
        (dark.gradients[0][0] == 0).all() and (dark.deltas[0] != 0).all(),
    )
    winner = last(NumbersOnEdges(joint="max")).gradients[1][:, 0]
    claim(
        "A maximum sends all to the winner, nothing to the other",
        f"{winner[0]:.3f} and {winner[1]:.3f}",
        sorted(winner == 0) == [False, True],
    )


@pytest.mark.certain
def test_pushes(claim):
    frame = last(Wiggle(joint="3 x + 4 y"))
    claim(
        "Two paths with the slopes 2 · 3 and −1 · 4: they add up",
        f"{frame.quotient:.4g}",
        abs(frame.quotient - 2) < 1e-12,
    )
    gaps = [abs(f.quotient - f.slope) for p in (1, 0.1, 1e-3) for f in [last(curved(p))]]
    claim(
        "On curved paths the quotient comes near the slopes as the push gets small",
        f"apart by {gaps[0]:.2f}, {gaps[1]:.3f}, {gaps[2]:.5f} for pushes of 1, 0.1, 0.001",
        gaps[0] > 3 * gaps[1] > 30 * gaps[2],
    )


def curved(push):
    return Wiggle(joint="x y", g="sin s", h="s²", push=push)


@pytest.mark.certain
def test_visits(claim):
    recursion, wiggling, sweep = last(RecursionOrSweep()).now
    claim(
        "10 layers of 10 units, visits until the whole gradient is known",
        f"recursion {recursion:,.0f}, wiggling {wiggling:,.0f}, reverse sweep {sweep:,.0f}",
        recursion > 1e10 and wiggling == 110_100 and sweep == 200,
    )
    claim(
        "784-100-10: passes by wiggling each parameter, one way",
        f"{mlp(784, 100, 10).size + 1:,}",
        mlp(784, 100, 10).size + 1 == 79_511,
    )


def drawn(seed):
    """Random weights 5-4-3, one example of class 0: nodes of x, W1, h, W2, scores, p, loss."""
    rng = generator(seed, stream=84)
    x, W1, W2 = (Node(rng.standard_normal(shape)) for shape in ((1, 5), (5, 4), (4, 3)))
    h = call("ReLU", x @ W1)
    scores = h @ W2
    p = call("p₁", scores)
    return x, W1, h, W2, scores, p, call("−log", p)


def test_graphs(seeds, claim):
    gaps, formula, shares = [], [], []
    for seed in seeds:
        x, W1, h, W2, scores, p, loss = drawn(seed)
        backward(loss)
        net = mlp(5, 4, 3)
        theta = np.zeros(net.size)
        first, _, second = net.views(theta)
        first["W"][...], second["W"][...] = W1.value, W2.value
        outputs, back = net.forward(theta, x.value)
        grads = net.views(back(LOSSES["cross-entropy"](outputs[-1], np.eye(3)[:1])[1])[0])
        gaps += [np.abs(W1.grad - grads[0]["W"]).max(), np.abs(W2.grad - grads[2]["W"]).max()]
        probabilities = softmax(scores.value)
        s = p.value * (np.eye(3)[:1] - probabilities)
        formula.append(np.abs(W2.grad - (h.value.T @ (-s / p.value))).max())
        shares.append(np.abs(scores.grad - (probabilities - np.eye(3)[:1])).max())
    claim(
        "The tiny autograd has the gradients of the course's own layers",
        f"apart by at most {max(gaps):.0e}",
        max(gaps) < 1e-12,
    )
    claim(
        "Source 2's −(1/p) s h′ᵀ, with the vector s = p (δ − p), is the gradient of W2",
        f"apart by at most {max(formula):.0e}",
        max(formula) < 1e-12,
    )
    claim(
        "At the scores the gradient is p − y",
        f"apart by at most {max(shares):.0e}",
        max(shares) < 1e-12,
    )


@pytest.mark.certain
def test_every_path(claim):
    a = last(GraphWithNumbers(expression="a a + a")).grads[0]
    claim("a a + a at a = 2: every path counts", f"gradient {float(a):g}", a == 5)


def test_the_check_itself(seeds, claim):
    healthy = {
        eps: [
            last(BugBench(case=2, activation=name, eps=eps, seed=seed)).apart.max()
            for seed in seeds
        ]
        for eps, name in ((1e-5, "relu"), (1e-12, "sigmoid"), (1.0, "relu"))
    }
    claim(
        "A gradient check of a healthy pass: wiggles too large or too small call it wrong",
        "; ".join(f"± {eps:g}: apart {np.median(v):.0e}" for eps, v in healthy.items()),
        max(healthy[1e-5]) < 1e-4 < min(*healthy[1e-12], *healthy[1.0]),
    )
