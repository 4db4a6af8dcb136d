"""What lecture 10 claims about shapes, losers, and equal size."""

import numpy as np
import pytest

from dlcore.experiments import (
    DragTheLines,
    GroupSizes,
    LearnedPieces,
    MaxoutByHand,
    PooledDigit,
    ShapesOfUnits,
    Training,
    TwoUnits,
    WhoWins,
)
from dlcore.experiments.maxout.group_sizes import same_size
from dlcore.experiments.variants import Variants
from tests.claims.ends import last
from tests.claims.words import percent


def said(numbers):
    return ", ".join(f"{number:.3g}" for number in np.ravel(numbers))


@pytest.mark.certain
def test_the_numbers_of_source_1(claim):
    frame = last(MaxoutByHand())
    first, *_, output = (column.tolist() for column in frame.columns[1:])
    claim(
        "5, 7, −1, 1 in groups of two give 7 and 1, and in the next layer 2 and 4",
        f"{first} give {output}",
        first == [5, 7, -1, 1] and output == [2, 4],
    )
    claim(
        "One matrix gives the same for these inputs",
        f"off by {np.abs(frame.columns[0] @ frame.product - output).max():.0e}",
        np.allclose(frame.columns[0] @ frame.product, output),
    )


@pytest.mark.certain
def test_shapes_by_hand(claim):
    relu = last(DragTheLines(shape="ReLU", pieces=((1.0, 0.0), (0.0, 0.0)))).error
    absolute = last(DragTheLines(pieces=((1.0, 0.0), (-1.0, 0.0)))).error
    claim(
        "Two lines are exactly ReLU, or |x|",
        f"off by {said([relu, absolute])}",
        relu == absolute == 0,
    )
    pair = TwoUnits(plus=((-1.0, -2.0), (1.0, 0.0)), minus=((0.0, 0.0), (2.0, -2.0)))
    frame = last(pair)
    claim(
        "A difference of two units comes more than twice as near to a wave as any single unit",
        f"off by {frame.error:.2f}; no single unit gets below {frame.least:.2f}",
        2 * frame.error < frame.least,
    )


@pytest.mark.certain
def test_pooling(claim):
    tied = [last(PooledDigit(index=n)) for n in range(100)]
    claim(
        "Of 784 pixels 196 get a gradient, whatever the digit",
        f"{ {frame.answered for frame in tied} }",
        {frame.answered for frame in tied} == {196},
    )
    counts = [frame.tied for frame in tied]
    claim(
        "In more than half of the windows the largest pixel is not alone",
        f"{min(counts)} to {max(counts)} of 196 windows",
        min(counts) > 98,
    )


def test_a_sine_is_out_of_reach(fresh, claim):
    frame = last(LearnedPieces(shape="sine", **fresh))
    few, many = frame.error_of(2), frame.error_of(8)
    claim(
        "With eight lines a unit is hardly nearer to two waves of a sine than with two",
        f"off by {few:.3f} and {many:.3f}; no convex function gets below {frame.least:.3f}",
        many > 0.9 * few and frame.errors.min() > frame.least - 0.002,
    )


def test_one_unit_minus_another_learns_a_wave(fresh, claim):
    frame = last(LearnedPieces(shape="one wave", second=True, **fresh))
    claim(
        "One unit minus another learns a wave, at least twice as near as any single unit",
        f"medians {said(frame.medians)}; a single unit {frame.least:.2f}",
        np.median(frame.errors) < frame.least / 2,
    )


def test_learned_lines_sleep(fresh, claim):
    frame = last(LearnedPieces(**fresh))
    ratio = frame.medians / frame.possible
    claim(
        "Two and three pieces learn the parabola nearly as well as possible",
        f"error over the least possible: {said(ratio[:2])}",
        (ratio[:2] < 1.5).all(),
    )
    claim(
        "Eight learned pieces are more than twice as far off as the best eight lines",
        f"{ratio[-1]:.1f} times",
        ratio[-1] > 2,
    )


@pytest.fixture(scope="module")
def raw(seeds):
    return last(WhoWins(seed=seeds[0], runs=len(seeds)))


def test_losers_stay_losers(raw, fresh, claim):
    first, now = raw.never
    claim(
        "Raw pixels, five pieces: about a sixth of the pieces never win before training",
        percent(first),
        0.1 < first < 0.25,
    )
    claim("After training more of them never win", percent(now), now > first + 0.04)
    two = last(WhoWins(k=2, **fresh))
    claim(
        "Of two pieces nearly all win now and then",
        f"never: {percent(two.never[1])}",
        two.never[1] < 0.12 and two.never[1] < now / 2,
    )


def test_standardized_pixels_wake_all(fresh, claim):
    frame = last(WhoWins(standardized=True, **fresh))
    fifty = frame.ever[:, :, frame.counts.tolist().index(50)].mean(1)
    claim(
        "Standardized pixels: every piece wins, before and after training; 50 examples show it",
        f"never: {said(frame.never)}; with 50 examples have won {said(fifty)}",
        frame.never.max() < 0.01 and fifty.min() > 0.95,
    )


def test_trained_units_are_valleys(fresh, claim):
    frame = last(ShapesOfUnits(**fresh))
    valley, relu, _, straight = frame.found.mean(1)
    claim(
        "Two pieces: most trained units are valleys, none to speak of is like ReLU",
        f"valleys {percent(valley)}, like ReLU {percent(relu)}, straight {percent(straight)}",
        valley > 0.5 and relu < 0.05,
    )
    five = last(ShapesOfUnits(k=5, **fresh)).found
    claim(
        "Five pieces: every network has units of three shapes and more",
        f"shares {said(five.mean(1))}",
        ((five > 0).sum(0) >= 3).all(),
    )


def test_the_lead_is_size(fresh, claim):
    frame = last(GroupSizes(**fresh))
    own, equal = frame.over_relu, frame.over_equal
    claim(
        "Maxout is ahead of as many ReLU units",
        f"points for 2, 3 and 5 pieces: {said(own)}",
        own.mean() > 0.3,
    )
    claim(
        "It is hardly ahead of a ReLU network with as many parameters: by less than a point",
        f"points: {said(equal)}",
        equal.mean() < 1,
    )


def test_with_few_digits_relu_is_ahead_at_equal_size(fresh, claim):
    frame = last(GroupSizes(examples=200, **fresh))
    claim(
        "With 200 digits a ReLU network with as many parameters is ahead of three and five pieces",
        f"points of maxout on it, for 2, 3 and 5 pieces: {said(frame.over_equal)}",
        frame.over_equal[1:].mean() < -0.3,
    )


def test_on_mnist_a_small_lead_is_left(fresh, claim):
    about = dict(data="mnist10k", examples=2000, depth=1, width=50, activation="maxout", pieces=2)
    usual = Training(optimizer="adam", lr=0.002, batch=50, epochs=8, **about, **fresh)
    relu = dict(activation="relu", width=same_size(784, 50, 2))
    *_, frame = Variants(usual, {"maxout": {}, "ReLU": relu}, points=2).frames()
    maxout, relu = frame.test[..., -1].mean(1)
    claim(
        "2,000 images of MNIST: two pieces are ahead of ReLU of equal size, by under two points",
        f"{maxout:.1%} and {relu:.1%}",
        0 < maxout - relu < 0.02,
    )
