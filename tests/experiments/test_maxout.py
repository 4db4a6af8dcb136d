"""The experiments of lecture 10 against what they claim to measure."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore import DATASETS, Maxout, Net, accuracy
from dlcore.convex import largest_line
from dlcore.experiments import (
    DragTheLines,
    GroupSizes,
    LearnedPieces,
    MaxoutByHand,
    PooledDigit,
    ShapesOfUnits,
    TwoUnits,
    WhoWins,
)
from dlcore.experiments.maxout._shapes import NEAREST, SHAPES, X, off
from dlcore.experiments.maxout._trained import shares, training
from dlcore.experiments.maxout.group_sizes import KS, same_size, size
from dlcore.experiments.maxout.learned_pieces import Fit
from dlcore.experiments.maxout.shapes_of_units import KINDS, kind_of, sliced
from tests.core.helpers import assert_it_repeats, last

SMALL = dict(examples=100, epochs=2, runs=2)
EXPERIMENTS = [
    DragTheLines(),
    TwoUnits(),
    LearnedPieces(updates=20, runs=2),
    LearnedPieces(updates=20, runs=2, second=True, shape="tent"),
    WhoWins(width=10, **SMALL),
    WhoWins(width=10, examples=100, epochs=0),
    ShapesOfUnits(width=24, k=3, **SMALL),
    GroupSizes(width=5, **SMALL),
    PooledDigit(),
    MaxoutByHand(),
    MaxoutByHand(k=4, thin=True),
]


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda e: type(e).__name__)
def test_runs_repeat_and_earlier_frames_stay(experiment):
    assert_it_repeats(experiment)


def test_the_numbers_of_the_lecture():
    *_, frame = MaxoutByHand().frames()
    columns = [column.tolist() for column in frame.columns]
    assert columns == [[1, 2], [5, 7, -1, 1], [7, 1], [1, 2, 4, 3], [2, 4]]
    assert frame.won.tolist() == [[False, True, False, True], [False, True, True, False]]
    np.testing.assert_allclose([1.0, 2.0] @ frame.product, [2, 4])
    assert last(MaxoutByHand(k=4)).columns[2].tolist() == [7]


@pytest.mark.parametrize("k", [2, 4])
def test_gradients_are_those_of_small_steps(k):
    e = MaxoutByHand(k=k, x1=0.7, x2=-1.3)
    frame, step = last(e), 1e-6
    for n in range(2):
        name = ("x1", "x2")[n]
        moved = [replace(e, **{name: getattr(e, name) + by}) for by in (step, -step)]
        up, down = (last(one).columns[-1].sum() for one in moved)
        assert frame.gradients[0][n] == pytest.approx((up - down) / (2 * step), abs=1e-6)
    for won, gradient in zip(frame.won, frame.gradients[1::2], strict=True):
        assert (gradient[~won] == 0).all()


def test_later_numbers_wait_for_their_stage():
    for t, frame in enumerate(MaxoutByHand().frames()):
        known = [bool(np.isfinite(column).all()) for column in frame.columns]
        assert known == [n <= t for n in range(5)]
        assert np.isfinite(frame.gradients[1]).all() == (t == 5)


def test_a_unit_is_the_highest_of_its_lines():
    lines = ((1.0, 0.5), (-2.0, 0.0), (0.0, -2.0))
    frame = last(DragTheLines(pieces=lines, shape="ReLU"))
    highest = np.max([w * X + b for w, b in lines], axis=0)
    np.testing.assert_allclose(frame.unit, highest)
    assert frame.there == (1, pytest.approx(1.5)) and last(DragTheLines(at=-2.0)).there[0] == 2
    np.testing.assert_array_equal(frame.shown, frame.unit)
    assert frame.used == 2 and frame.wins.sum() == pytest.approx(1)
    assert frame.error == pytest.approx(np.sqrt(np.mean((highest - np.maximum(X, 0)) ** 2)))
    perfect = last(DragTheLines(pieces=((1.0, 0.0), (0.0, 0.0)), shape="ReLU"))
    assert perfect.error == 0 and perfect.headline.startswith("This is ReLU")


def test_a_difference_of_units_is_a_tent():
    frame = last(TwoUnits(shape="tent", plus=((0.0, 1.0),), minus=((1.0, 0.0), (-1.0, 0.0))))
    assert frame.error < 1e-12 < frame.least
    near = TwoUnits(plus=((-1.0, -2.0), (1.0, 0.0)), minus=((0.0, 0.0), (2.0, -2.0)))
    assert last(near).error < 0.18 < last(near).least < last(TwoUnits()).error


def test_what_is_possible_is_known_for_the_parabola():
    e = LearnedPieces()
    for k in (2, 4, 8):
        assert e.possible(k) == pytest.approx(16 / k**2 / (6 * np.sqrt(5)), rel=0.05)
    assert LearnedPieces(shape="sine").possible(5) == off(NEAREST["sine"], SHAPES["sine"](X))


@pytest.mark.parametrize("signs", [[1.0], [1.0, -1.0]])
def test_the_error_of_units_and_its_gradient(signs):
    net, signs = Net((Maxout(1, len(signs), 3),)), np.array(signs)
    x = np.linspace(-1, 1, 11)[:, None]
    fit = Fit(net, signs, x, x**2)
    theta = np.random.default_rng(5).standard_normal((2, net.size))
    value, gradient = fit(theta)
    for place in np.ndindex(theta.shape):
        moved = [theta.copy(), theta.copy()]
        moved[0][place] += 1e-6
        moved[1][place] -= 1e-6
        up, down = (fit(other)[0][place[0]] for other in moved)
        assert gradient[place] == pytest.approx((up - down) / 2e-6, abs=1e-6)
    assert value.shape == (2,)


def test_a_unit_drawn_is_the_unit_that_was_trained():
    frame = last(LearnedPieces(updates=50, runs=2, k=4))
    np.testing.assert_allclose(frame.output, largest_line(frame.pieces, X)[0])
    place = frame.ks.tolist().index(4)
    assert off(frame.output, frame.target) == pytest.approx(frame.errors[place, 0], rel=0.05)
    alone = last(LearnedPieces(updates=50, runs=1, seed=1))
    np.testing.assert_allclose(alone.errors[:, 0], frame.errors[:, 1])


def test_shares_of_winners():
    winner = np.array([[0, 1], [0, 2], [0, 1], [0, 1]])
    np.testing.assert_array_equal(shares(winner, 3), [[1, 0, 0], [0, 0.75, 0.25]])


def test_more_examples_let_more_pieces_win():
    frame = last(WhoWins(width=10, **SMALL))
    assert frame.ever.shape == (2, 2, len(frame.counts)) and frame.counts[-1] == 100
    assert (np.diff(frame.ever, axis=-1) >= 0).all()
    np.testing.assert_allclose(frame.ever[..., 0], 1 / 5)  # one example, one winner a unit
    assert (frame.wins > 0).mean() == pytest.approx(frame.ever[1, 0, -1])
    np.testing.assert_allclose(frame.wins.sum(-1), 1)


def test_a_cut_through_a_unit_is_the_unit():
    data = DATASETS["digits"]()
    layer, x = Maxout(64, 7, 3), data.x[:50].astype(float)
    net = Net((layer,))
    p = net.views(net.init(3, float))[0]
    along, height, winner, ends = sliced(p, x)
    assert along.shape == height.shape == winner.shape == (7, 41)
    pieces = p["W"][:, :, 2].T  # of the third unit
    way = np.linalg.svd((pieces - pieces.mean(1, keepdims=True)).T, full_matrices=False)[2][0]
    for one in (way, -way):
        points = x.mean(0) + along[2][:, None] * one
        if np.allclose(layer.forward(p, points)[0][:, 2], height[2]):
            break
    else:
        raise AssertionError("on no side of it")
    assert (ends[:, 1] >= ends[:, 0] - 1e-12).all()  # convex


def test_kinds_of_shapes():
    slopes = {"valley": (-1, 0.5), "like ReLU": (0.01, 1), "slope with a bend": (0.4, 1)}
    slopes |= {"straight line": (0.7, 0.7)}
    assert list(slopes) == list(KINDS)
    np.testing.assert_array_equal(kind_of(np.array(list(slopes.values()))), range(4))
    assert kind_of(np.array([[-1.0, 0.0]]))[0] == 1


def test_networks_have_as_many_parameters_as_they_say():
    for k in KS:
        net = Net((Maxout(64, 20, k), *Net((Maxout(20, 10, 2),)).layers))
        assert size(64, 20, k) == net.views(net.init(0))[0]["W"].size + k * 20 + 21 * 10
        equal = size(64, same_size(64, 20, k))
        assert abs(equal / size(64, 20, k) - 1) < 0.02
    frame = last(GroupSizes(width=5, **SMALL))
    assert len(frame.names) == len(frame.parameters) == 7 and np.isfinite(frame.test).all()


def test_group_sizes_are_trainings_of_their_own():
    frame = last(GroupSizes(width=5, **SMALL))
    e = GroupSizes(width=5, **SMALL)
    knobs = dict(examples=100, runs=2, lr=e.lr, data="digits", seed=0)
    net, theta, data = training(2, width=5, pieces=3, **knobs).trained()
    right = accuracy(net, theta, data.x_test[:1000], data.y_test[:1000])
    np.testing.assert_allclose(frame.test[3], right)


def test_one_pixel_of_each_window_is_answered():
    for window in (2, 4, 7, 14):
        frame = last(PooledDigit(window=f"{window} x {window}", index=3))
        assert frame.answered == (28 // window) ** 2 == frame.pooled.size
        np.testing.assert_allclose((frame.gradient * frame.image).sum(), frame.pooled.sum())
    assert last(PooledDigit(noise=0.01)).tied == 0 < last(PooledDigit()).tied
