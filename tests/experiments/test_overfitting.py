"""The experiments of lecture 13 against what they claim to measure."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore import DATASETS, accuracy
from dlcore.experiments import (
    AugmentedDigit,
    Cases,
    Islands,
    Memorizing,
    MoreData,
    NoiseOrL2,
    Patience,
    Projections,
    Remedies,
)
from dlcore.experiments.overfitting._watched import by_epoch, examples_of
from dlcore.experiments.overfitting.cases import CASES
from dlcore.experiments.overfitting.patience import recorded
from dlcore.experiments.overfitting.remedies import CONTESTS, REMEDIES, RHO, SparseTraining
from dlcore.experiments.training import Training
from dlcore.layers import KLSparsity
from tests.core.helpers import assert_it_repeats, last

SMALL = dict(examples=100, epochs=2, width=8)
EXPERIMENTS = [
    Memorizing(data="digits", runs=2, **SMALL),
    Cases(case=2, epochs=2),
    Islands(epochs=3, width=8),
    Patience(**SMALL | dict(epochs=10)),
    Remedies(contest="constraints", runs=2, **SMALL),
    Projections(),
    AugmentedDigit(rotate=10.0),
    NoiseOrL2(copies=5),
    MoreData(steps=20, runs=2),
]


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda e: type(e).__name__)
def test_runs_repeat_and_earlier_frames_stay(experiment):
    assert_it_repeats(experiment)


def test_no_example_is_trained_on_and_kept_back():
    data, (x_test, _) = examples_of("digits", 200, 0.3, 1)
    whole = DATASETS["digits"]()
    np.testing.assert_array_equal(data.x, whole.x[:200])
    np.testing.assert_array_equal(data.x_test, whole.x[200:600])
    np.testing.assert_array_equal(data.y_test, whole.y[200:600])
    np.testing.assert_array_equal(x_test, whole.x_test[:1000])
    assert 0.2 < (data.y != whole.y[:200]).any(-1).mean() <= 0.3


def test_each_network_is_watched_as_if_alone():
    both = last(Memorizing(data="digits", runs=2, seed=3, **SMALL))
    alone = last(Memorizing(data="digits", runs=1, seed=3, **SMALL))
    np.testing.assert_allclose(both.losses[:, 0], alone.losses[:, 0], rtol=1e-5)
    assert both.gain.shape == (2,) and both.rise >= 1


def test_all_cases_are_told_apart_by_their_knobs():
    made = [repr(replace(Cases(case=n)).training()) for n in range(1, len(CASES) + 1)]
    assert len(set(made)) == len(CASES)


@pytest.mark.parametrize("monitor, part", [("validation loss", 0), ("validation accuracy", 1)])
def test_the_rule_is_replayed_over_what_was_recorded(monitor, part):
    e = Patience(patience=3, monitor=monitor, epochs=40, seed=1)
    frame = last(e)
    watched = (frame.losses, frame.right)[part][1] * (-1) ** part
    waited = 0
    for t in range(1, len(watched)):
        waited = 0 if watched[t] < watched[:t].min() else waited + 1
        if waited == 3:
            break
    assert frame.fired and frame.stop == t and frame.best == t - 3
    assert frame.scores["test right"]["best so far, given back"] == frame.right[2, frame.best]


def test_a_rule_with_much_patience_keeps_the_best_of_the_whole_run():
    frame = last(Patience(patience=40, epochs=30, hand=90))
    assert not frame.fired and frame.stop == 30 == frame.hand == frame.t
    assert frame.best == frame.lowest


def test_the_record_is_that_of_the_training():
    training = Training(data="digits", epochs=3, examples=100, width=8)
    losses, right = recorded(training)
    assert losses.shape == right.shape == (3, 4) and losses[0, 0] > losses[0, -1]
    with pytest.raises(ValueError, match="read-only"):
        losses[0, 0] = 0


@pytest.mark.parametrize("contest", CONTESTS)
def test_each_remedy_is_a_training_of_its_own(contest):
    frame = last(Remedies(contest=contest, runs=2, **SMALL))
    assert frame.names == CONTESTS[contest] and set(frame.names) <= REMEDIES.keys()
    assert np.isfinite(frame.test).all() and (frame.gains[0] == 0).all()
    alone = last(Remedies(contest=contest, runs=1, **SMALL | dict(seed=1)))
    assert alone.test.shape == (len(frame.names), 1)


def test_a_remedy_is_what_its_knobs_say():
    e = Remedies(runs=2, **SMALL)
    frame, place = last(e), CONTESTS["remedies"].index("L2")
    data, test = examples_of("digits", 100, 0.2, 0)
    *_, (_, net, theta) = filter(None, by_epoch(e.training("L2"), data))
    np.testing.assert_array_equal(frame.test[place], accuracy(net, theta, *test))


def test_early_stopping_keeps_the_weights_of_its_best_epoch():
    frame = last(Remedies(label_noise=0.5, epochs=40, runs=2, examples=200))
    place = CONTESTS["remedies"].index("early stopping")
    assert frame.gains[place].mean() > 0


def test_l1_comes_late():
    e = Remedies(examples=100, batch=50, epochs=10)
    assert e.training("L2, late L1").changes == ((16, "l1", 0.001),)
    assert isinstance(e.training("sigmoid + KL"), SparseTraining)


def test_kl_sparsity_lowers_the_activities():
    e = Remedies(examples=100, epochs=20, runs=1, width=20)
    means = []
    for name in ("sigmoid", "sigmoid + KL"):
        net, theta, data = e.training(name).trained()
        outputs, _ = net.forward(theta, data.x)
        means.append(abs(outputs[1].mean() - RHO))
    assert means[1] < means[0] / 2


def test_islands_hold_the_readers_points():
    e = Islands(own=((1.0, 1.0), (0.5, -2.0)), wrong=0.2, examples=40)
    data, strange = e.points()
    assert len(data.x) == 42 and strange.sum() == 8 + 2
    np.testing.assert_array_equal(data.y[-2:], [[0, 1], [0, 1]])
    frame = last(replace(e, epochs=1, width=8))
    assert frame.own == 2 and frame.picture.shape == (40, 40)


def test_projections_are_the_nearest_allowed_places():
    rng = np.random.default_rng(0)
    lengths = {"max-norm": lambda a: a <= 1.5 + 1e-9, "unit-norm": lambda a: abs(a - 1) < 1e-9}
    for constraint in ("max-norm", "unit-norm", "non-negative"):
        frame = last(Projections(constraint=constraint))
        others = rng.uniform(-3, 3, (20000, 2))
        size = np.linalg.norm(others, axis=-1)
        if constraint == "unit-norm":
            others, size = others / size[:, None], np.ones(len(size))
        allowed = lengths[constraint](size) if constraint in lengths else (others >= 0).all(-1)
        for one, moved in zip(frame.before, frame.moved, strict=True):
            assert np.linalg.norm(others[allowed] - one, axis=-1).min() >= moved - 1e-9
    assert Projections(constraint="unit-norm").idle


def test_variants_come_from_augmentation_and_the_first_is_the_image():
    frame = last(AugmentedDigit(index=5, shift=0.0))
    np.testing.assert_array_equal(frame.images[0], frame.images[-1])
    moved = last(AugmentedDigit(index=5, mirror=True, shift=0.0))
    image = frame.images[0]
    flipped = [np.array_equal(other, image[:, ::-1]) for other in moved.images]
    same = [np.array_equal(other, image) for other in moved.images]
    assert 4 < sum(flipped) < 20 and sum(flipped) + sum(same) == 24 and same[0]
    assert moved.label == DATASETS["mnist10k"]().y_test[5].argmax()


def test_ridge_solves_its_equations():
    frame = last(NoiseOrL2(strength=25.0, copies=1))
    near = frame.apart[np.abs(frame.strengths - 25).argmin()]
    assert abs(near - frame.gap) < 1e-2
    still = last(NoiseOrL2(sigma=0.0, copies=1))
    np.testing.assert_allclose(still.noisy, still.plain, atol=1e-9)


def test_more_data_trains_as_many_updates():
    frame = last(MoreData(steps=20, runs=2))
    assert frame.errors.shape == (3, 5, 2) and np.isfinite(frame.errors).all()


def test_the_pull_of_sparsity_is_the_gradient_of_its_penalty():
    layer, rng = KLSparsity(0.2, 0.7), np.random.default_rng(0)
    x, dy = rng.uniform(0.1, 0.9, (3, 5, 4)), rng.standard_normal((3, 5, 4))
    y, backward = layer.forward({}, x, rng)
    np.testing.assert_array_equal(y, x)
    pull = backward(dy)[0] - dy
    for place in [(0, 0, 0), (2, 4, 3), (1, 2, 1)]:
        step = np.zeros_like(x)
        step[place] = 1e-6
        change = layer.penalty(x + step).sum() - layer.penalty(x - step).sum()
        assert abs(change / 2e-6 - pull[place]) < 1e-6
    np.testing.assert_array_equal(layer.forward({}, x)[1](dy)[0], dy)
    with pytest.raises(ValueError, match="rho"):
        KLSparsity(rho=1.0)
