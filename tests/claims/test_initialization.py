"""What lecture 11 claims before training, and of units that start alike."""

from itertools import islice

import numpy as np
import pytest

from dlcore import DATASETS, OPTIMIZERS, Objective, accuracy, descend, mlp
from dlcore.experiments import Matrices, Signal, Sums, Twins
from dlcore.words import in_words
from tests.claims.ends import last


def counts(seeds, **knobs):
    """Different units at the end, of each seed."""
    return [int(last(Twins(seed=seed, **knobs)).different[-1]) for seed in seeds]


def words(numbers):
    """Lowest and highest."""
    low, high = in_words(min(numbers), 3), in_words(max(numbers), 3)
    return low if low == high else f"{low} to {high}"


def test_equal_starts_stay_equal(seeds, claim):
    zeros, equal = counts(seeds), counts(seeds, start="all 0.01")
    claim(
        "100 sigmoid units that start from zeros, or from 0.01 all, are one unit after training",
        f"different units: {words(zeros)}, {words(equal)}",
        set(zeros + equal) == {1},
    )
    rank = [np.linalg.matrix_rank(last(Twins(seed=seed)).weights) for seed in seeds[:2]]
    claim("Their weights have rank 1", f"rank {words(rank)}", set(rank) == {1})


def test_from_zero_relu_and_tanh_never_move(seeds, claim):
    ends = [
        last(Twins(seed=seed, activation=f, dropout=p))
        for seed in seeds
        for f, p in (("tanh", 0.0), ("relu", 0.5))
    ]
    largest = max(np.abs(end.weights).max() for end in ends)
    claim(
        "From zeros ReLU and tanh units never move, not even with dropout",
        f"largest weight after training {largest:.0f}",
        largest == 0,
    )


def test_what_parts_units(seeds, claim):
    tiny = counts(seeds, start="N(0, 0.01²)")
    claim(
        "Random weights of size 0.01 part all units, with all biases 0",
        f"{words(tiny)} of 100 different",
        min(tiny) == 100,
    )
    dropped, biased = counts(seeds, dropout=0.5), counts(seeds, biases="random")
    claim(
        "From zeros, dropout or random biases part sigmoid units, too",
        f"different: {words(dropped)} and {words(biased)} of 100",
        min(dropped + biased) > 50,
    )


@pytest.mark.certain
def test_without_hidden_layers_zeros_are_fine(claim):
    data, net = DATASETS["digits"](), mlp(64, 10)
    f = Objective(net, "cross-entropy", data.x, data.y)
    steps = descend(f, np.zeros(net.size, "f"), OPTIMIZERS["gradient-descent"](), 0.5)
    right = accuracy(net, next(islice(steps, 200, None)).theta, data.x_test, data.y_test)
    claim(
        "A network without hidden layers learns digits from zeros",
        f"{right:.0%} of the test digits right",
        right > 0.9,
    )


def test_variances_add(seeds, claim):
    about = (dict(), dict(weights="plus or minus"), dict(n=1000), dict(inputs="behind ReLU"))
    ends = [last(Sums(seed=seed, **knobs)) for seed in seeds for knobs in about]
    off = [end.spread[-1] / end.law[-1] for end in ends]
    claim(
        "The std of a sum is σ times the root of n and of the mean square of x, within 10 %",
        f"measured over calculated: {words(off)}",
        0.9 < min(off) and max(off) < 1.1,
    )
    half = [end.squares[2] / end.squares[1] for end in ends]
    claim(
        "ReLU lets half of the mean square of such sums through",
        f"{min(half):.0%} to {max(half):.0%}",
        0.4 < min(half) and max(half) < 0.6,
    )


def signals(seeds, **knobs):
    """Ends of networks that were not trained."""
    return [last(Signal(seed=seed, **knobs)) for seed in seeds]


def test_twenty_layers(seeds, claim):
    xavier, he = signals(seeds), signals(seeds, init="he-normal")
    up, kept = ([end.spread[-1] for end in ends] for ends in (xavier, he))
    claim(
        "20 ReLU layers with Xavier's weights leave about a thousandth, with He's about all",
        f"std {words(up)}, and {words(kept)}",
        max(up) < 5e-3 and 0.1 < min(kept) and max(kept) < 5,
    )
    down, through = ([end.sizes[0] for end in ends] for ends in (xavier, he))
    claim(
        "The gradient shrinks as the signal does, and with He's weights it does not",
        f"at layer 1 over the top: {words(down)}, and {words(through)}",
        max(down) < 5e-3 and 0.1 < min(through) and max(through) < 5,
    )


def test_tanh(seeds, claim):
    tiny = signals(seeds, activation="tanh", init="normal")
    spread = [end.spread[-1] for end in tiny]
    claim(
        "Twenty tanh layers with σ = 0.01: the signal is gone",
        f"std {words(spread)}",
        max(spread) < 1e-15,
    )
    ratio = [b / a for end in tiny for a, b in zip(end.spread[:-1], end.spread[1:], strict=True)]
    claim(
        "Each layer leaves about a tenth of it", words(ratio), 0.05 < min(ratio) <= max(ratio) < 0.2
    )
    large = signals(seeds, activation="tanh", init="xavier-logistic")
    flat, grown = [end.saturated.min() for end in large], [end.sizes[0] for end in large]
    claim(
        "Four times Xavier's weights: most tanh units are saturated, and gradients explode",
        f"saturated {min(flat):.0%} and more; gradient {words(grown)} times that at the top",
        min(flat) > 0.5 and min(grown) > 1000,
    )


def test_thirty_tanh_layers_can_be_kept_alive(seeds, claim):
    ends = signals(seeds, activation="tanh", init="normal", depth=30, gain=12.0)
    up, down = [end.spread[-1] for end in ends], [end.sizes[0] for end in ends]
    claim(
        "30 tanh layers of 100 units with σ = 0.12 keep signal and gradient",
        f"std {words(up)}, gradient {words(down)} times that at the top",
        min(up) > 0.25 and 1 / 3 < min(down) and max(down) < 3,
    )


def test_directions(seeds, claim):
    about = dict(kinds=("orthogonal", "normal", "sparse"))
    ends = [last(Matrices(seed=seed, **about)) for seed in seeds]
    long, lengths = np.array([end.lasting for end in ends]), [end.lengths[1, :, -1] for end in ends]
    short = np.array([last(Matrices(seed=seed, depth=10, **about)).lasting for seed in seeds])
    claim(
        "Vectors of length 1 have lengths between 0.1 and 10 after 50 normal matrices",
        f"{words(np.ravel(lengths))}",
        0.1 < np.min(lengths) and np.max(lengths) < 10,
    )
    claim(
        "After 50 matrices orthogonal ones have kept all directions, the others about a fifth",
        f"orthogonal {long[:, 0].min():.0%}, normal {words(100 * long[:, 1])} %, "
        f"sparse {words(100 * long[:, 2])} %",
        (long[:, 0] == 1).all() and (0.1 < long[:, 1:]).all() and (long[:, 1:] < 0.3).all(),
    )
    claim(
        "After 10 normal ones about six in ten are left",
        f"{words(100 * short[:, 1])} %",
        (0.5 < short[:, 1]).all() and (short[:, 1] < 0.7).all(),
    )
