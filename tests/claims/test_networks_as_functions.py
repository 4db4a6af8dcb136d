"""What lecture 01 claims about families, units and shapes."""

import numpy as np
import pytest

from dlcore.experiments import (
    FunctionFamily,
    HandFit,
    NandNetwork,
    NetworkNumbers,
    OneNeuron,
    PerceptronSteps,
    Shapes,
)
from dlcore.experiments.phrases import amount
from tests.claims.ends import last
from tests.claims.words import percent

HAND = ((-2, 0.3), (-1.6, 1), (-0.5, -1), (0.5, 1), (1.6, -1), (2, -0.3))


def test_a_hand_beats_networks_of_its_size(seeds, claim):
    one = [last(HandFit(nodes=HAND, seed=100 * s)).beaten for s in seeds]
    claim(
        "A line bent by hand has a smaller training error than most networks of as many units",
        f"it beats {one} of five",
        np.mean(one) > 3.5,
    )
    many = [last(HandFit(nodes=HAND, times=10, seed=100 * s)).beaten for s in seeds]
    claim(
        "and loses to nearly all that have ten times as many",
        f"it beats {many} of five",
        np.mean(many) < 1,
    )


def test_a_larger_family_is_not_always_better(seeds, claim):
    frames = [last(FunctionFamily(seed=s)) for s in seeds]
    best = [frame.best for frame in frames]
    claim(
        "The best polynomial's training error never rises with the size of the family",
        "in none of fourteen steps, exact fits",
        all((np.diff(frame.losses[0]) < 1e-9).all() for frame in frames),
    )
    claim(
        "Its error on new points is mostly lowest in the middle, of 24 noisy points of a sine",
        f"with {best} numbers of up to 15",
        sum(1 < n < 15 for n in best) >= 4 and 5 < np.median(best) < 12,
    )
    worse = [frame.losses[1, -1] / frame.losses[1].min() for frame in frames]
    claim(
        "and with 15 numbers several times as large as there, in most draws",
        f"{amount(np.median(worse))} times, at least {amount(min(worse))}",
        np.median(worse) > 4 and min(worse) > 1,
    )
    more = [last(FunctionFamily(seed=s, examples=100)) for s in seeds]
    rise = [frame.losses[1, -1] / frame.losses[1].min() for frame in more]
    claim(
        "With a hundred points the rise is smaller, in most draws",
        f"{', '.join(f'{r:.1f}' for r in rise)} times",
        np.median(rise) < np.median(worse) / 1.5,
    )


@pytest.mark.certain
def test_what_one_unit_can_be(claim):
    frame, xor = last(OneNeuron(gate="NAND")), last(OneNeuron(gate="XOR"))
    claim("One unit can be 14 of the 16 gates", f"{frame.possible}", frame.possible == 14)
    claim(
        "About two in a hundred of 15,625 settings are NAND",
        f"{frame.share:.1%}",
        frame.tried.sum() == 15625 and 0.01 < frame.share < 0.03,
    )
    claim(
        "None of them is XOR; the best are right in three rows of four",
        f"{xor.best} rows, {xor.tried[xor.goal]} settings",
        xor.best == 3 and xor.tried[xor.goal] == 0,
    )
    rows = [last(OneNeuron(bias=b + 1, threshold=1.0)).outputs for b in (-1.5, 0.5, 2.0)]
    usual = [last(OneNeuron(bias=b)).outputs for b in (-1.5, 0.5, 2.0)]
    claim("Bias and threshold, both one higher, change no row", "none", np.array_equal(rows, usual))
    w = (-2, -2, 0, 0, -2, -2, -2, -2)
    claim("NANDs make XOR", "4 of 4 rows", last(NandNetwork(w=w, b=(3, 3, 3))).right == 4)
    said = [last(NetworkNumbers(x=x)).out for x in ((1, -1), (0, 0))]
    claim(
        "The network of source 4 makes (0.62, 0.83) of (1, −1), and (0.51, 0.85) of (0, 0)",
        "; ".join(", ".join(f"{v:.2f}" for v in out) for out in said),
        np.allclose(said, [[0.62, 0.83], [0.51, 0.85]], atol=0.005),
    )


def test_the_perceptrons_rate_only_scales(seeds, claim):
    counts = {
        lr: [last(PerceptronSteps(lr=lr, seed=s)).t for s in seeds] for lr in (0.1, 1, 2, 7.3)
    }
    claim(
        "From weights 0 the number of mistakes is the same for every learning rate",
        f"{counts[1]}, with four rates each",
        all(row == counts[1] for row in counts.values()),
    )
    other = {
        lr: [last(PerceptronSteps(lr=lr, first=2.0, seed=s)).t for s in seeds] for lr in (0.5, 2)
    }
    claim(
        "From other weights it is not",
        f"{other[0.5]} and {other[2]}",
        other[0.5] != other[2],
    )
    xor = dict(circles=((1, 1), (-1, -1)), diamonds=((1, -1), (-1, 1)))
    ends = [last(PerceptronSteps(**xor, seed=s)).ends for s in seeds]
    claim("On XOR it goes round and round", f"{ends}", set(ends) == {"cycle"})


def test_depth_against_width(seeds, claim):
    frames = [last(Shapes(activation="tanh", seed=s, runs=2)) for s in seeds[:3]]
    right = np.mean([f.right.mean(-1) for f in frames], 0)
    gain = np.mean([f.gain for f in frames])
    claim(
        "tanh, as many numbers: two to four narrow layers are points ahead of one wide layer",
        f"{gain:.1f} points; {percent(right)}",
        gain > 3,
    )
    bent = [last(Shapes(activation="relu", seed=s, runs=2)) for s in seeds[:3]]
    own = np.mean([f.gain for f in bent])
    claim(
        "With ReLU units the lead is smaller, and one wide layer is right on nine in ten and more",
        f"{own:.1f} points; {percent(np.mean([f.right.mean(-1) for f in bent], 0))}",
        own < gain and np.mean([f.right[0].mean() for f in bent]) > 0.9,
    )
