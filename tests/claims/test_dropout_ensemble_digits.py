"""What lecture 15 claims about many trees and networks, and whom dropout helps, on digits."""

import pytest

from dlcore.experiments import Forest, Gains
from dlcore.experiments.dropout_ensemble.gains import KINDS
from tests.claims.ends import last
from tests.claims.words import percent

SOONER, LATER = 20, 100  # passes over the training digits


@pytest.fixture(scope="module")
def grown(fresh):
    """{name: (right together by members, mean over seeds; right alone; correlation)}."""
    frame = last(Forest(**fresh))
    return frame.names, frame.right, frame.single.mean(-1), frame.alike.mean(-1)


def test_trees_gain_much_and_networks_little(grown, claim):
    _, right, alone, _ = grown
    trees, _, nets = right[..., -1].mean(-1)
    claim(
        "Thirty bagged trees together are better than one of them by more than ten points",
        f"alone {percent(alone[0])}, together {percent(trees)}",
        trees > alone[0] + 0.1,
    )
    claim(
        "Thirty networks, whose variance is small, by one to three",
        f"alone {percent(alone[2])}, together {percent(nets)}",
        0 < nets - alone[2] < 0.04,
    )


def test_a_tree_of_the_forest_is_worse_and_the_forest_is_better(grown, claim):
    """Fifty seeds: 69 and 76 % alone, 96 and 93 % together; a mean of five is known to a point."""
    _, right, alone, alike = grown
    trees, forest, _ = right[..., -1].mean(-1)
    claim(
        "A tree that chooses from 8 pixels at each branch is worse than one that sees all",
        f"{percent(alone[1])} instead of {percent(alone[0])}",
        alone[1] < alone[0] - 0.02,
    )
    claim(
        "and thirty of them together are better than thirty of the others",
        f"{percent(forest)} instead of {percent(trees)}",
        forest > trees,
    )
    claim(
        "as they err less alike",
        f"correlation of the errors of two {alike[1]:.2f} instead of {alike[0]:.2f}",
        alike[1] < alike[0] - 0.03,
    )


def test_choosing_from_one_pixel_is_too_much_of_it(grown, fresh, claim):
    _, right, alone, alike = grown
    frame = last(Forest(pixels=1, **fresh))
    claim(
        "Trees that ask random pixels err still less alike, alone they are much worse",
        f"correlation {frame.alike[1].mean():.2f} instead of {alike[1]:.2f}, alone right "
        f"{percent(frame.single[1].mean())} instead of {percent(alone[1])}",
        frame.alike[1].mean() < alike[1] and frame.single[1].mean() < alone[1] - 0.05,
    )
    together, of_eight = frame.right[1, :, -1].mean(), right[1, :, -1].mean()
    claim(
        "and together they are worse, too",
        f"{percent(together)} instead of {percent(of_eight)}",
        together < of_eight,
    )


@pytest.fixture(scope="module")
def gains(fresh):
    """{passes: {kind: (gain in points, right without, right with it), means over seeds}}."""
    found = {}
    for epochs in (SOONER, LATER):
        frame = last(Gains(epochs=epochs, **fresh))
        means = zip(frame.gain.mean(-1), *frame.test.mean(-1).T, strict=True)
        found[epochs] = dict(zip(frame.names, means, strict=True))
    return found


def said(of_kinds):
    return ", ".join(f"{name} {gain:+.1f}" for name, (gain, *_) in of_kinds.items())


def test_dropout_gains_relu_and_maxout_more_than_sigmoid_at_first(gains, claim):
    """Source 1, with labels a fifth of which are random."""
    soon = gains[SOONER]
    least = min(soon[name][0] for name in ("relu", "maxout"))
    claim(
        "After 20 passes dropout has gained ReLU and maxout more points than sigmoid",
        said(soon),
        least > soon["sigmoid"][0] + 0.5,
    )
    without = {name: numbers[1] for name, numbers in soon.items()}
    claim(
        "where sigmoid, without dropout, stands above all others or beside the best: it had least "
        "to gain",
        f"right without: {percent(list(without.values()))}",
        without["sigmoid"] > max(share for n, share in without.items() if n != "sigmoid") - 0.01,
    )


def test_with_more_passes_it_turns_round(gains, claim):
    """Sigmoid learns the wrong labels more slowly, but it does."""
    late = gains[LATER]
    claim(
        "After 100 passes dropout gains sigmoid more points than maxout",
        said(late),
        late["sigmoid"][0] > late["maxout"][0],
    )
    best = max(late, key=lambda name: late[name][2])
    claim(
        "and sigmoid is the best of the four with dropout",
        f"right with it: {percent([numbers[2] for numbers in late.values()])}",
        best == "sigmoid",
    )


def test_with_true_labels_there_is_nothing_to_gain(fresh, claim):
    gain = last(Gains(label_noise=0.0, **fresh)).gain.mean(-1)
    claim(
        "With true labels dropout of 0.5 gains none of the four a point and a half",
        ", ".join(f"{name} {g:+.1f}" for name, g in zip(KINDS, gain, strict=True)),
        gain.max() < 1.5,
    )
