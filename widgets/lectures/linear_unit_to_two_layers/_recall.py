"""What later lectures ask of linear units and two layers: parameters, products, shapes."""

import numpy as np

from dlcore import mlp

from ...questions.recalled import asked, numbers


def parameters(rng):
    """Weights and biases of two layers."""
    n_in, hidden = int(rng.choice([64, 100, 784])), int(rng.choice([10, 20, 50]))
    size = mlp(n_in, hidden, 10).size
    weights = n_in * hidden + hidden * 10
    return asked(
        "A network has {n_in} inputs, {hidden} hidden units and 10 outputs. How many parameters "
        "does it learn?",
        numbers(size, weights, n_in * hidden, weights + 10),
        "{n_in} · {hidden} + {hidden} into the hidden units, {hidden} · 10 + 10 out of them.",
        **dict(n_in=n_in, hidden=hidden),
    )


def one_matrix(rng):
    """Two linear layers with one weight each."""
    w, b, v, c = (int(k) for k in rng.choice([-3, -2, 2, 3], 4))
    bias = v * b + c
    return asked(
        "Two linear layers: first {w} x + {b}, then {v} times that, plus {c}. As one layer it is "
        "{slope} x plus how much?",
        numbers(bias, b + c, c, v * b),
        "The first bias passes through the second layer: {v} · {b} + {c}.",
        **dict(w=w, b=b, v=v, c=c, slope=v * w),
    )


def broadcast(rng):
    """(n, 1) minus (n,)."""
    n = int(rng.choice([10, 20, 50, 100]))
    count = (np.zeros((n, 1)) - np.zeros(n)).size
    return asked(
        "Predictions have the shape ({n}, 1), targets ({n},). How many numbers does their "
        "difference have in NumPy?",
        numbers(count, n, 2 * n, 1),
        "The column is set against the row: {n} · {n}.",
        **dict(n=n),
    )


def bottleneck(rng):
    """The rank of a product of linear layers."""
    narrow, wide = int(rng.choice([2, 3, 5])), int(rng.choice([20, 50]))
    rng_of = np.random.default_rng(0)
    A, B = rng_of.standard_normal((64, narrow)), rng_of.standard_normal((narrow, wide))
    rank = int(np.linalg.matrix_rank(A @ B))
    return asked(
        "Linear layers 64 → {narrow} → {wide} are multiplied into one matrix. What is its rank at "
        "most?",
        numbers(rank, wide, 64, narrow * wide),
        "All must pass through {narrow} numbers.",
        **dict(narrow=narrow, wide=wide),
    )
