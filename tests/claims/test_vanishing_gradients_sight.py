"""What lecture 09 claims about the light in a network, and about the three corners."""

import numpy as np
import pytest

from dlcore.experiments import Corners, Glow
from dlcore.words import in_words
from tests.claims.ends import last
from tests.claims.words import percent


@pytest.mark.parametrize(
    ("activation", "init", "low", "high"),
    [
        ("sigmoid", "xavier-logistic", 30, 1000),
        ("sigmoid", "xavier-normal", 1e5, 1e8),
        ("tanh", "xavier-normal", 1, 20),
        ("relu", "he-normal", 0.5, 20),
    ],
)
def test_how_dark_the_first_layer_is(activation, init, low, high, seeds, claim):
    """Other seeds take other digits, too."""
    glows = [Glow(activation=activation, init=init, seed=s, digit=s % 8000) for s in seeds]
    ends = [last(glow).sizes[0] for glow in glows]
    times = 1 / np.array(ends)
    limits, found = (
        [in_words(n) for n in each] for each in ((low, high), (min(times), max(times)))
    )
    claim(
        f"Ten {activation} layers ({init}): the gradient at the outputs is {' to '.join(limits)} "
        "times that at layer 1",
        f"{' to '.join(found)} times",
        low < min(times) and max(times) < high,
    )


def test_three_corners(fresh, claim):
    frame = last(Corners(**fresh))
    train, test = frame.train[..., -1], frame.test[..., -1]
    healthy, deep, small, few = train
    claim(
        "Two sigmoid layers learn their digits; ten, or two of two units, do not",
        f"right in training: {percent(np.median(train[:3], -1), 0)}; "
        f"at least {healthy.min():.0%}, at most {deep.max():.0%} and {small.max():.0%}",
        healthy.min() > 0.9 and deep.max() < 0.5 and small.max() < 0.7,
    )
    gaps = train - test
    claim(
        "Of the three that fail the one with 100 digits overfits, and far more than the others",
        f"training less test: {percent(np.median(gaps[1:], -1), 0)}, and all right in training",
        few.min() > 0.99
        and gaps[3].min() > 0.15
        and gaps[3].mean() > gaps[1:3].mean(-1).max() + 0.1,
    )
