"""What later lectures ask of the first weights: sums, what ReLU passes, twins, schemes."""

import numpy as np

from ...questions.recalled import asked, numbers


def spread(rng):
    """Root of n, times sigma."""
    n, sigma = int(rng.choice([4, 25, 100, 400, 900])), float(rng.choice([0.1, 0.2, 0.5, 2]))
    right = float(np.sqrt(n) * sigma)
    return asked(
        "A unit adds {n} products w x. The weights have mean 0 and standard deviation {sigma}, the "
        "inputs mean 0 and variance 1. What is the standard deviation of the sum?",
        numbers(right, n * sigma, sigma, n * sigma**2),
        "Variances add: n σ² = {variance}; its root is {right}.",
        **dict(n=n, sigma=sigma, right=right, variance=n * sigma**2),
    )


def relu(rng):
    """A half for each layer."""
    depth = int(rng.choice([2, 4, 6, 10]))
    right = 1 / 2**depth
    return asked(
        "ReLU layers with Xavier's weights, {depth} of them, all of one width. By about what is "
        "the mean square of the signal multiplied?",
        numbers(right, 1, 1 / depth, 1 / 2, 2**depth),
        "Xavier's weights keep the variance, ReLU passes half of it: a half in each layer, {right} "
        "in all.",
        **dict(depth=depth, right=float(f"{right:.3g}")),
    )


def he(rng):
    """Two over the number of inputs."""
    n_in, n_out = int(rng.choice([50, 200, 800])), int(rng.choice([100, 400, 450]))
    right = 2 / n_in
    return asked(
        "A ReLU layer has {n_in} inputs and {n_out} units. Which variance do He's weights have?",
        numbers(right, 2 / n_out, 1 / n_in, 2 / (n_in + n_out)),
        "2 over the number of inputs: {right}. ReLU lets half of the mean square through.",
        **dict(n_in=n_in, n_out=n_out, right=right),
    )


def twins(rng):
    """Units that start alike remain alike, if nothing tells them apart."""
    units, random = int(rng.choice([20, 50, 200])), bool(rng.integers(2))
    right = units if random else 1
    start = "small random numbers" if random else "zero"
    return asked(
        "A layer of {units} sigmoid units; all first weights are {start}, all biases 0. How many "
        "different units are there after training?",
        numbers(right, units if not random else 1, units / 2, 10),
        "Equal units get equal gradients and remain equal; units that differ a little part. Here: "
        "{right}.",
        **dict(units=units, start=start, right=right),
    )
