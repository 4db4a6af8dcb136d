"""The experiments of lecture 03 against what they claim to measure."""

import numpy as np
import pytest

from dlcore import DATASETS, accuracy, mlp
from dlcore.data import affine
from dlcore.experiments import (
    Broadcast,
    Collapse,
    DrawnDigit,
    HalfPlanes,
    HiddenSpace,
    Ladder,
    MovedDigit,
    Permuted,
    Templates,
    Widths,
)
from dlcore.experiments.drawing import ink_of
from dlcore.experiments.linear_unit_to_two_layers.collapse import forward, product
from dlcore.experiments.linear_unit_to_two_layers.drawn_digit import example
from dlcore.experiments.linear_unit_to_two_layers.hidden_space import YOURS
from dlcore.experiments.linear_unit_to_two_layers.moved_digit import pushed
from dlcore.experiments.linear_unit_to_two_layers.widths import WIDTHS
from tests.core.helpers import assert_it_repeats, last

EXPERIMENTS = [
    Templates(data="digits", epochs=1),
    HalfPlanes(),
    Collapse(data="digits", epochs=1, width=8),
    HiddenSpace(epochs=2, activation="tanh"),
    HiddenSpace(epochs=2, data=YOURS, activation="relu", units=2),
    Widths(epochs=1, examples=100, runs=2),
    Broadcast(n=5),
    Permuted(data="digits", epochs=1, examples=300),
    MovedDigit(right=2.0),
    DrawnDigit(),
]


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda e: type(e).__name__)
def test_runs_repeat_and_earlier_frames_stay(experiment):
    assert_it_repeats(experiment)


def test_templates_are_the_weights_and_the_loss_is_that_of_all_digits():
    frame = last(Templates(data="digits", epochs=3))
    first = next(Templates(data="digits").frames())
    assert (first.images == 0).all() and first.losses[0] == first.batches[0] == 0.5
    data = DATASETS["digits"]()
    W = frame.images.reshape(10, -1).T
    assert W.shape == (64, 10) and np.isfinite(frame.losses).all()
    biases_left_out = (data.x_test @ W).argmax(-1) == data.y_test.argmax(-1)
    assert abs(biases_left_out.mean() - frame.right[-1]) < 0.1
    whole = last(Templates(data="digits", batch=1000, epochs=3, lr=0.01))
    assert len(whole.steps) < len(frame.steps)


def test_arrows_are_the_weights_and_descent_goes_on_from_them():
    arrows = ((1.0, 0.5), (-2.0, 0.0), (0.0, -1.0))
    start, *_, end = HalfPlanes(weights=arrows, biases=(0.5, 0.0, -0.5)).frames()
    np.testing.assert_allclose(start.weights, arrows)
    np.testing.assert_allclose(start.biases.ravel(), [0.5, 0, -0.5])
    scores = start.x @ start.weights.T + start.biases
    assert start.right == (scores.argmax(-1) == start.labels).mean()
    assert end.loss < start.loss and end.right > start.right


def test_a_product_of_layers_is_the_stack():
    rng = np.random.default_rng(0)
    layers = [
        (rng.standard_normal((a, b)), rng.standard_normal((1, b))) for a, b in ((7, 5), (5, 4))
    ]
    x = rng.standard_normal((6, 7))
    np.testing.assert_allclose(forward([product(*layers)], x), forward(layers, x), atol=1e-12)


@pytest.mark.parametrize("depth", [1, 3])
def test_the_stack_is_multiplied_until_one_is_left(depth):
    frames = list(Collapse(data="digits", depth=depth, width=12, epochs=2).frames())
    counts = [len(frame.sizes) for frame in frames]
    assert counts[-depth - 1 :] == list(range(depth + 1, 0, -1)) and frames[-1].t == frames[0].total
    assert frames[-1].sizes == ((64, 10),) and frames[-1].changed == 0 < frames[-1].gap < 1e-4
    assert all(frame.gap == 0 for frame in frames[:-depth])


def test_the_hidden_space_shows_the_same_answers():
    for units in (2, 5):
        frame = last(HiddenSpace(activation="tanh", units=units, epochs=10))
        a, b = frame.cut
        side = side_of(b - a, frame.places - a)
        said = frame.seen.classes[1] > 0.5
        side_of_grid = side_of(b - a, frame.grid.reshape(-1, 2) - a)
        assert np.abs(frame.places).max() <= 1.0001 and frame.direct == (units == 2)
        right = max(((side > 0) == frame.labels).mean(), ((side < 0) == frame.labels).mean())
        np.testing.assert_allclose(right, frame.right[-1], atol=0.02)
        assert (
            0 < said.mean() < 1 and len(side_of_grid) == frame.grid.shape[0] * frame.grid.shape[1]
        )


def test_linear_hidden_units_keep_lines_straight():
    frame = last(HiddenSpace(activation="linear", units=4, epochs=5))
    for line in frame.grid:
        away = line - line[0]
        np.testing.assert_allclose(side_of(away[-1], away), 0, atol=1e-4)


def test_own_points_are_learned():
    e = HiddenSpace(data=YOURS, zeros=((1.0, 1.0),), ones=((-1.0, 0.5), (0.0, -1.0)), epochs=1)
    data = e.points()
    np.testing.assert_allclose(data.x, [(1, 1), (-1, 0.5), (0, -1)])
    np.testing.assert_array_equal(data.y.argmax(-1), [0, 1, 1])
    assert not e.idle and set(HiddenSpace().idle) == {"zeros", "ones"}


def test_widths_count_their_parameters():
    frame = last(Widths(epochs=1, examples=100, runs=2))
    for width, size in zip(WIDTHS, frame.parameters, strict=True):
        assert size == (mlp(64, width, 10) if width else mlp(64, 10)).size
    assert frame.test.shape == (8, 2) and np.isfinite(frame.test).all()


def test_the_ladder_is_trained_on_all_there_is():
    e = Ladder(width=8)
    assert e.training("digits", "linear, MSE").loss == "mse"
    assert len(e.training("digits", "two layers").examples_of().x) == 1437
    frames = [frame for frame in islice_of(e, 4)]
    assert [frame.t for frame in frames] == [0, 1, 2, 3]
    assert np.isfinite(frames[-1].wrong).sum() == 3


def side_of(along, away):
    """On which side of a direction (2,) others (..., 2) are, and how far."""
    return along[..., 0] * away[..., 1] - along[..., 1] * away[..., 0]


def islice_of(e, n):
    """The first frames alone."""
    frames = e.frames()
    return [next(frames) for _ in range(n)]


def test_the_wrong_shape_fits_the_mean():
    frame = last(Broadcast(noise=0.5, seed=3))
    assert frame.errors.shape == (24, 24)
    np.testing.assert_allclose([frame.w, frame.b], [0, frame.y.mean()], atol=1e-3)
    np.testing.assert_allclose(frame.losses[-1], frame.y.var(), rtol=1e-3)
    right = last(Broadcast(shape="(n, 1)", noise=0.5, seed=3))
    w, b = np.polyfit(right.x, right.y, 1)
    np.testing.assert_allclose([right.w, right.b], [w, b], atol=0.05)


def test_with_the_start_scrambled_too_the_weights_are_the_same():
    for width in (0, 5):
        same = last(Permuted(data="digits", same=True, width=width, examples=500))
        assert same.gap < 1e-13 and same.apart == 0 and not np.array_equal(*same.weights[:2])
    other = last(Permuted(data="digits", examples=500))
    assert other.gap > 0.01


def test_digits_move_by_whole_pixels_as_affine_moves_them():
    x = DATASETS["mnist10k"]().x_test[:3]
    for down, right in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        moved = affine(x, shift=(3 * down, 3 * right))
        np.testing.assert_allclose(pushed(x, 3, down, right), moved, atol=1e-5)
    frame = last(MovedDigit(index=4, right=3.0, down=4.0))
    assert frame.at == 5 and frame.image.shape == (28, 28)
    np.testing.assert_allclose(frame.outputs.sum(), 1, rtol=1e-5)


def test_unmoved_the_curve_begins_with_the_accuracy():
    from dlcore.experiments.linear_unit_to_two_layers.moved_digit import reader

    frame, data = last(MovedDigit()), DATASETS["mnist10k"]()
    net, theta = reader("two layers", 0)
    np.testing.assert_allclose(
        frame.right[0], accuracy(net, theta, data.x_test[:400], data.y_test[:400])
    )


def test_a_drawing_is_read_where_it_is_or_in_the_middle():
    first, *_, end = DrawnDigit(right=4.0).frames()
    ink = ink_of(DrawnDigit().ink)
    assert (first.image == 0).all() and (last(DrawnDigit()).image == ink).all()
    np.testing.assert_allclose(end.image[:, 4:], ink[:, :-4], atol=1e-5)
    middle = last(DrawnDigit(middle=True)).image
    rows, columns = np.indices(middle.shape)
    weights = middle / middle.sum()
    assert abs((rows * weights).sum() - 13.5) < 1 and abs((columns * weights).sum() - 13.5) < 1


@pytest.mark.parametrize("n", [0, 1, 7])
def test_examples_lie_beside_the_middle_and_are_whole(n):
    image = DATASETS["mnist10k"]().x_test[n].reshape(28, 28)
    ink = ink_of(example(n))
    assert ink.sum() == (image > 0.5).sum()
    assert not ink[[0, -1]].any() and not ink[:, [0, -1]].any()
