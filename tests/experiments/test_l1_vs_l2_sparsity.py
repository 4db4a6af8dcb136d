"""The experiments of lecture 14 against what they claim to measure."""

from dataclasses import fields

import numpy as np
import pytest

from dlcore import mlp
from dlcore.data import digits, first
from dlcore.experiments import (
    ClassImages,
    Decay,
    OneWeight,
    Penalized,
    Pruning,
    Smoothing,
    Sparsity,
    Stopping,
    Training,
    TwoWeights,
    WeightImages,
)
from dlcore.experiments.l1_vs_l2_sparsity.pruning import cut
from dlcore.experiments.l1_vs_l2_sparsity.stopping import to_the_end
from dlcore.experiments.l1_vs_l2_sparsity.two_weights import lasso, ridge
from dlcore.experiments.l1_vs_l2_sparsity.weight_images import roughness
from dlcore.training import Objective
from tests.core.helpers import last

SMALL = [
    OneWeight(steps=70),
    TwoWeights(runs=2),
    Pruning(data="digits", examples=200, width=8, epochs=1, runs=2),
    ClassImages(data="digits", examples=200, width=8, epochs=1, steps=5, runs=2),
    Decay(examples=100, width=8, epochs=1, runs=2),
    Stopping(data="digits", examples=60, steps=60, runs=2),
    Sparsity(examples=100, width=8, epochs=1, runs=2),
    Smoothing(examples=20, width=8, epochs=4, runs=2),
    Penalized(examples=200, width=8, epochs=1, shrink=0.01),
    WeightImages(data="digits", examples=200, width=8, epochs=1, runs=2),
]


@pytest.mark.parametrize("experiment", SMALL, ids=lambda e: type(e).__name__)
def test_runs_repeat_and_no_frame_changes_later(experiment):
    frames = list(experiment.frames())
    said = [(frame.summary, frame.table, frame.digest) for frame in frames]
    for (summary, table, digest), frame in zip(said, experiment.frames(), strict=True):
        assert (summary, table) == (frame.summary, frame.table)
        np.testing.assert_array_equal(digest, frame.digest)
    assert [frame.t for frame in frames] == sorted({frame.t for frame in frames})


def test_one_weight_follows_the_formulas():
    frame = last(OneWeight(start=2.0, data=0.3, strength=0.2, lr=0.5, steps=3))
    proportional, jumping, stopping = (2.0,) * 3
    for t in range(1, 4):
        proportional -= 0.5 * (0.3 * (proportional - 1) + 0.2 * proportional)
        jumping -= 0.5 * (0.3 * (jumping - 1) + 0.2 * np.sign(jumping))
        moved = stopping - 0.5 * 0.3 * (stopping - 1)
        stopping = np.sign(moved) * max(abs(moved) - 0.5 * 0.2, 0)
        np.testing.assert_allclose(frame.weights[:, t], (proportional, jumping, stopping))


def test_lasso_and_ridge_are_where_their_costs_are_lowest():
    x, y = TwoWeights(correlation=0.7, runs=3, seed=5).examples()
    A, b = x.mT @ x / 40, (x.mT @ y)[..., 0] / 40
    strengths = np.array([0.05, 0.4])
    rng = np.random.default_rng(0)

    def cost(w, penalty):  # (K, S, 2) -> (K, S)
        fit = 0.5 * ((w @ A) * w).sum(-1) - (w * b[:, None]).sum(-1)
        return fit + strengths * penalty(w)

    penalties = (lambda w: np.abs(w).sum(-1)), (lambda w: 0.5 * (w * w).sum(-1))
    for solve, penalty in zip((lasso, ridge), penalties, strict=True):
        best = solve(A, b, strengths)
        for _ in range(50):
            other = best + 0.05 * rng.standard_normal(best.shape)
            assert (cost(other, penalty) > cost(best, penalty)).all()


def test_the_weights_that_make_the_data_are_knobs():
    experiment = TwoWeights(noise=0.0, w1=-1.0, w2=2.0)
    x, y = experiment.examples()
    np.testing.assert_allclose(y, x @ [[-1.0], [2.0]])
    assert last(experiment).made == (-1.0, 2.0)


def test_a_cut_takes_the_smallest_weights_and_no_bias():
    net = mlp(4, 3, 2)
    theta = np.stack([net.init(seed) + 0.01 for seed in (0, 1)])
    left = cut(net, theta, 0.5)
    for before, after in zip(theta, left, strict=True):
        weights, kept = before[net.weight_mask == 1], after[net.weight_mask == 1]
        assert (kept == 0).sum() == 9
        assert np.abs(weights[kept == 0]).max() <= np.abs(weights[kept != 0]).min()
        np.testing.assert_array_equal(before[net.weight_mask == 0], after[net.weight_mask == 0])
    np.testing.assert_array_equal(cut(net, theta, 0.0), theta)


def test_what_can_be_cut_is_read_from_the_curve():
    frame = last(SMALL[2])
    curve = np.full((3, 2, len(frame.shares)), 0.9)
    curve[0, 0, 4:] = 0.87  # more than 2 points lost from a share of 0.4 on
    curve[0, 1, 0] = 0.93  # all others are 3 points worse
    made = type(frame)(0, "", curve, frame.images, frame.exact)
    np.testing.assert_allclose(made.spare, [[0.3, 0], [0.99, 0.99], [0.99, 0.99]])


def test_penalized_is_training_with_a_count():
    shared = dict(examples=200, width=8, epochs=1, seed=2)
    frame, usual = last(Penalized(shrink=0.01, **shared)), last(Training(shrink=0.01, **shared))
    for f in fields(usual):
        if f.name != "inside":
            np.testing.assert_array_equal(getattr(frame, f.name), getattr(usual, f.name))
    assert frame.exact[0, -1] == (frame.inside.images == 0).mean()
    assert frame.small[0, -1] >= frame.exact[0, -1] > 0


def test_another_penalty_adds_to_those_of_its_name():
    assert Penalized().penalties == {}
    both = Penalized(l1=0.25, other="l1", strength=0.5).penalties
    assert both == {"l1": 0.75}
    assert Penalized(l2=0.1, other="elastic", strength=0.5).penalties == {"l2": 0.1, "elastic": 0.5}


def test_maxout_has_several_matrices_a_layer():
    with pytest.raises(ValueError, match="other must not be 'orthogonality' with maxout"):
        Penalized(activation="maxout", other="orthogonality")


def test_the_end_of_l2_is_where_its_gradient_is_0():
    data = first(digits(), 80)
    x = data.x - data.x.mean(0)
    net = mlp(64, 10)
    *_, theta = to_the_end(net, x, data.y, 0.1, net.init())
    f = Objective(net, "cross-entropy", x, data.y, penalties={"l2": 0.1})
    weights = np.linalg.norm(theta * net.weight_mask)
    assert np.linalg.norm(f(theta)[1]) < 0.01 * 0.1 * weights


def test_likeness_and_ink_of_an_image():
    frame = last(SMALL[3])
    x = frame.images[0, 0].astype(float)
    np.testing.assert_allclose(frame.ink[0, 0, -1], (x > 0.1).mean())
    np.testing.assert_allclose(
        frame.likeness[0, 0, -1], np.corrcoef(x, frame.mean)[0, 1], rtol=1e-3
    )
    assert (frame.images >= 0).all() and (frame.images <= 1).all()


@pytest.mark.parametrize("kind", [Pruning, ClassImages])
def test_the_last_update_is_shown_although_it_is_between_two_looks(kind):
    experiment = kind(data="digits", examples=100, width=8, epochs=19, runs=1)
    said = [frame.doing for frame in experiment.frames() if "pdate" in frame.doing]
    assert said[-1].lower().endswith("update 76 of 76") and len(said) < 40


def test_roughness_of_images_that_are_known():
    board = (np.indices((6, 6)).sum(0) % 2).ravel() - 0.5  # neighbours are opposite
    static = np.random.default_rng(0).standard_normal((2, 400, 784))
    np.testing.assert_allclose(roughness(board[None]), 2**0.5)
    np.testing.assert_allclose(roughness(np.ones((3, 1, 16))), 0)
    np.testing.assert_allclose(roughness(static), 1, atol=0.01)
    np.testing.assert_allclose(roughness(7 * static), roughness(static))


def test_shuffled_pixels_have_one_order_for_all_images():
    data = digits()
    moved = WeightImages(data="digits", shuffled=True).ordered(data)
    order = [np.flatnonzero((data.x == column[:, None]).all(0)) for column in moved.x.T]
    for to, sources in enumerate(order):
        np.testing.assert_array_equal(moved.x_test[:, to], data.x_test[:, sources[0]])
    assert not np.array_equal(moved.x, data.x)
    np.testing.assert_array_equal(np.sort(moved.x, -1), np.sort(data.x, -1))
