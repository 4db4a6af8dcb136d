"""What lecture 03 claims about linear units, stacks of them, and units that bend."""

import numpy as np
import pytest

from dlcore.experiments import (
    Broadcast,
    Collapse,
    HalfPlanes,
    HiddenSpace,
    Ladder,
    Templates,
    Widths,
)
from tests.claims.ends import last
from tests.claims.words import percent
from tests.core import helpers


def test_ten_linear_units_read_85_percent(seeds, claim):
    ends = [helpers.last(Templates(seed=s)) for s in seeds]
    right = np.array([frame.right[-1] for frame in ends])
    claim(
        "Ten linear units with MSE read 82 to 88 % of the test digits of MNIST-10k",
        percent(right),
        right.min() > 0.82 and right.max() < 0.88,
    )
    gaps = [np.abs(frame.batches[5:] - frame.losses[5:]) for frame in ends]
    off = max(float(np.mean(gap / frame.losses[5:])) for gap, frame in zip(gaps, ends, strict=True))
    claim(
        "The loss of the mini-batches follows the loss of all digits, on average within 15 %",
        f"off by {percent(off)}",
        off < 0.15,
    )


def test_a_small_batch_is_noisier(seeds, claim):
    off = {}
    for batch in (10, 400):
        ends = [helpers.last(Templates(data="digits", batch=batch, seed=s)) for s in seeds]
        off[batch] = np.mean([np.std(f.batches[3:] - f.losses[3:]) for f in ends])
    claim(
        "Mini-batches of 10 digits scatter more than twice as widely around it as those of 400",
        f"standard deviations {off[10]:.3f} and {off[400]:.3f}",
        off[10] > 2 * off[400],
    )


def test_three_arrows_part_three_clouds(seeds, claim):
    ends = [last(HalfPlanes(seed=s)) for s in seeds]
    right = np.array([frame.right for frame in ends])
    claim(
        "Three linear units part three clouds of points nearly without error",
        percent(right),
        right.min() > 0.95,
    )


@pytest.fixture(scope="module")
def stacks(seeds):
    return [last(Collapse(seed=s)) for s in seeds]


def test_the_product_answers_as_the_stack(stacks, claim):
    changed = [frame.changed for frame in stacks]
    claim(
        "Three linear layers multiplied into one change no answer on 2,000 test digits but a tie",
        f"{changed} changed; largest change of an output {max(f.gap for f in stacks):.0e}",
        max(changed) <= 1 and max(f.gap for f in stacks) < 1e-3,
    )


def test_a_stack_is_no_better_than_a_layer_can_be(stacks, seeds, claim):
    pairs = np.array([frame.right[:, -1] for frame in stacks])
    apart = 100 * np.ptp(pairs, axis=1)
    claim(
        "With softmax the stack and one layer are within three points of each other",
        f"{percent(pairs.mean(0))}, stack first",
        apart.max() < 3,
    )
    narrow = [last(Collapse(width=2, seed=s)).right[:, -1] for s in seeds]
    stack, one = np.mean(narrow, 0)
    claim(
        "With two units a layer the stack loses more than fifteen points",
        f"{percent(stack)} against {percent(one)}",
        stack < one - 0.15,
    )


def xor(seeds, **knobs):
    """Shares right."""
    return np.array([last(HiddenSpace(seed=s, **knobs)).right[-1] for s in seeds])


def test_linear_units_cannot_do_xor(seeds, claim):
    few, many = xor(seeds, units=2), xor(seeds, units=8)
    claim(
        "Linear hidden units get 30 to 75 % of the xor points right, eight no more than two",
        f"{percent(few)} with two; {percent(many)} with eight",
        min(few.min(), many.min()) > 0.25
        and max(few.max(), many.max()) < 0.76
        and many.mean() < few.mean() + 0.06,
    )


def test_units_that_bend_can(seeds, claim):
    bent = {f: xor(seeds, units=8, activation=f) for f in ("tanh", "relu")}
    claim(
        "Eight tanh units get over 95 % right, eight ReLU units too, but for one run in five",
        "; ".join(f"{f}: {percent(right)}" for f, right in bent.items()),
        bent["tanh"].min() > 0.95 and np.sort(bent["relu"])[1] > 0.95,
    )
    two = xor(seeds, units=2, activation="tanh")
    claim(
        "Two tanh units do not manage it: below 99 %, on average below 92 %",
        percent(two),
        two.max() < 0.99 and two.mean() < 0.92,
    )


def test_a_narrow_hidden_layer_is_worse_than_none(fresh, claim):
    frame = last(Widths(**fresh))
    none, four, wide = frame.test[0], frame.test[2], frame.test[-1]
    claim(
        "Four ReLU units between pixels and classes cost more than five points",
        f"{percent(four.mean())} against {percent(none.mean())} without",
        four.mean() < none.mean() - 0.05,
    )
    claim(
        "128 of them gain on digits, in the mean",
        f"{percent(wide.mean())} against {percent(none.mean())}",
        wide.mean() > none.mean() + 0.005,
    )


def test_the_ladder(seeds, claim):
    frame = last(Ladder(seed=seeds[0], runs=2))
    digits, mnist = 1 - frame.means
    claim(
        "MNIST-10k: each rung is better than the one before",
        percent(mnist),
        mnist[0] + 0.02 < mnist[1] and mnist[1] + 0.02 < mnist[2],
    )
    claim(
        "Two layers read 95 to 99 % of the 8×8 digits, and 92 to 96 % of MNIST-10k",
        f"{percent(digits[2])} and {percent(mnist[2])}",
        digits[2] > 0.945 and 0.92 < mnist[2] < 0.965,
    )


def test_the_wrong_shape_gives_a_flat_line(seeds, claim):
    wrong = [last(Broadcast(seed=s)) for s in seeds]
    slopes = np.array([frame.w for frame in wrong])
    losses = np.array([frame.losses[-1] / frame.y.var() for frame in wrong])
    claim(
        "Targets of shape (n,) against predictions (n, 1): slope 0, and the loss stops at the "
        "variance of the targets",
        f"largest slope {np.abs(slopes).max():.3f}; loss / variance {losses.min():.3f} to "
        f"{losses.max():.3f}",
        np.abs(slopes).max() < 0.05 and np.abs(losses - 1).max() < 0.01,
    )
    right = np.array([last(Broadcast(shape="(n, 1)", seed=s)).w for s in seeds])
    claim(
        "With the right shape the slope comes out, within 0.4",
        f"{right.min():.2f} to {right.max():.2f} of 3",
        np.abs(right - 3).max() < 0.4,
    )
