"""The loop: batches, steps, schedules, refusals."""

from itertools import islice

import numpy as np
import pytest

from dlcore import (
    OPTIMIZERS,
    SURFACES,
    Dense,
    Dropout,
    Net,
    Objective,
    accuracy,
    clip_by_norm,
    clip_by_value,
    constrained,
    descend,
    mlp,
)
from dlcore.seeding import generator
from dlcore.training import batches
from tests.core.helpers import at_step, labelled, objective

close = np.testing.assert_allclose
same = np.testing.assert_array_equal
GD = OPTIMIZERS["gradient-descent"]()


# --- batches


@pytest.mark.parametrize("n, size", [(10, 1), (10, 3), (10, 10), (10, 99), (1, 1)])
def test_an_epoch_sees_every_example_once_in_a_new_order(n, size):
    rows, per_epoch = batches(n, size, generator(0)), -(-n // size)
    epochs = [np.concatenate(list(islice(rows, per_epoch))) for _ in range(20)]
    for order in epochs:
        same(np.sort(order), np.arange(n))
    assert n == 1 or any((order != epochs[0]).any() for order in epochs)


def test_runs_have_orders_of_their_own():
    rows = next(batches(10, 4, generator([1, 2])))
    assert rows.shape == (2, 4)
    same(rows[0], next(batches(10, 4, generator(1))))
    assert next(batches(10, None, generator(0))) == slice(None)


# --- the loop


def test_steps_by_hand():
    steps = islice(descend(SURFACES["bowl"], np.array([1, -2]), GD, 0.5), 3)
    thetas = [step.theta for step in steps]
    same(thetas, [[1, -2], [0.5, -1], [0.25, -0.5]])  # kept steps stay true


def test_the_first_step_is_the_start_itself():
    f = objective(mlp(6, 5, 3))
    theta = f.net.init(0)
    step = at_step(0, f, theta, GD, 0.1)
    assert step.t == 0
    same(step.theta, theta)
    value, grad = objective(mlp(6, 5, 3))(theta)
    same(step.value, value)
    same(step.grad, grad)


def test_two_descents_are_equal_and_seeds_differ():
    net = Net((Dropout(0.2), *mlp(6, 5, 3).layers))

    def end(seed):
        f = objective(net, batch=7, seed=seed)
        return at_step(30, f, net.init(0), OPTIMIZERS["adam"](), 0.01).theta

    same(end(0), end(0))
    assert (end(0) != end(1)).any()


def test_a_start_that_is_a_broadcast_view():
    net = mlp(6, 5, 3)
    many = np.broadcast_to(net.init(0), (4, net.size))
    ends = at_step(5, objective(net), many, OPTIMIZERS["momentum"](), 0.1).theta
    alone = at_step(5, objective(net), net.init(0), OPTIMIZERS["momentum"](), 0.1).theta
    for end in ends:
        same(end, alone)
    grad = objective(net)(many)[1]
    same(grad[3], objective(net)(net.init(0))[1])
    assert ends.flags.c_contiguous and grad.flags.c_contiguous  # else everything is slow


def test_rates_may_be_numbers_arrays_functions_and_schedules():
    bowl, start = SURFACES["bowl"], np.ones((2, 2))
    same(at_step(1, bowl, start, GD, 0.5).theta, [[0.5, 0.5]] * 2)
    same(at_step(1, bowl, start, GD, np.array([[0.5], [0.25]])).theta, [[0.5] * 2, [0.75] * 2])
    same(at_step(2, bowl, start, GD, lambda t: 0.5 / (t + 1)).theta, [[0.375] * 2] * 2)
    with pytest.raises(ValueError, match="lr must be at least 0, not -0.1"):
        next(descend(bowl, start, GD, -0.1))
    with pytest.raises(ValueError, match="needs second derivatives"):
        next(descend(objective(mlp(6, 3)), mlp(6, 3).init(0), OPTIMIZERS["newton"](), 1.0))


def test_divergence_is_a_result():
    end = at_step(3000, SURFACES["elongated"], np.ones(2), GD, 1.0)
    assert not np.isfinite(end.value)


def test_only_the_loop_itself_ignores_overflow():
    with np.errstate(over="raise", invalid="raise"):
        for replay in (False, True):
            steps = descend(SURFACES["elongated"], np.ones(2), GD, 1e9, replay=replay)
            values = []
            for step in islice(steps, 60):
                assert np.geterr()["over"] == np.geterr()["invalid"] == "raise"
                values.append(step.value)
            assert not np.isfinite(values[-1])


def test_float32_stays_float32():
    net = mlp(6, 5, 3)
    f = objective(net, penalties={"l2": np.array([[0.1], [0.2]])}, seed=[0, 1])
    f.x, f.y = f.x.astype(np.float32), f.y.astype(np.float32)
    options = dict(weight_decay=np.array([[0.1], [0.0]]), shrink=0.01, clip=clip_by_norm(1.0))
    options["constrain"] = constrained(net, "max-norm")
    step = at_step(
        3, f, net.init([0, 1]), OPTIMIZERS["adam"](), np.array([[0.1], [0.2]]), **options
    )
    assert step.theta.dtype == step.grad.dtype == step.value.dtype == np.float32


def test_mini_batch_gradients_average_to_the_full_one():
    net, (x, y) = mlp(6, 5, 3), labelled()
    theta = net.init(0, float)
    f = Objective(net, "cross-entropy", x, y, batch=8)
    parts = [f(theta)[1] for _ in range(5)]
    close(np.mean(parts, 0), Objective(net, "cross-entropy", x, y)(theta)[1], atol=1e-15)


def test_accuracy():
    net = Net((Dense(2, 2),))
    theta = np.array([1.0, 0, 0, 1, 0, 0])
    x, y = np.array([[3.0, 1], [0, 1], [5, 2], [1, 4]]), np.eye(2)[[0, 1, 1, 1]]
    assert accuracy(net, theta, x, y) == 0.75
    same(accuracy(net, np.stack([theta, -theta]), x, y), [0.75, 0.25])


# --- what is refused


@pytest.mark.parametrize(
    "change, message",
    [
        (dict(loss="mean"), "no loss is called 'mean'"),
        (dict(batch=0), "batch must be at least 1, not 0"),
        (dict(penalties={"l3": 1}), "no penalty is called 'l3'"),
        (dict(x=np.zeros((0, 6)), y=np.zeros((0, 3))), "x must hold at least one example"),
        (dict(y=np.zeros((39, 3))), r"y must have shape \(40, 3\), not \(39, 3\)"),
        (dict(x=np.zeros((40, 7))), r"x must have shape \(N, 6\), not \(40, 7\)"),
        (dict(y=np.zeros((40, 2))), r"y must have shape \(40, 3\), not \(40, 2\)"),
    ],
)
def test_nonsense_is_refused(change, message):
    x, y = labelled()
    with pytest.raises(ValueError, match=message):
        Objective(**dict(net=mlp(6, 3), loss="mse", x=x, y=y) | change)(mlp(6, 3).init(0))


def test_a_theta_of_another_net_is_refused():
    with pytest.raises(ValueError, match=r"theta must have 21 entries, not shape \(20,\)"):
        objective(mlp(6, 3))(np.zeros(20))
    for limit in (0, -1.0, np.array([[1.0], [0.0]]), float("nan"), "1", None):
        for clip in (clip_by_norm, clip_by_value):
            with pytest.raises(ValueError, match="limit must be (greater than 0|a finite number)"):
                clip(limit)
