"""What stands around a rule: decay, shrinking, clipping, constraints, tracked statistics."""

from itertools import islice

import numpy as np

from dlcore import (
    OPTIMIZERS,
    SURFACES,
    Activation,
    BatchNorm,
    Dense,
    Net,
    Residual,
    clip_by_norm,
    clip_by_value,
    constrained,
    descend,
    mlp,
)
from dlcore.seeding import generator
from tests.core.helpers import at_step, objective

close = np.testing.assert_allclose
same = np.testing.assert_array_equal
GD = OPTIMIZERS["gradient-descent"]()


# --- decay, sparsity, clipping, constraints


def test_l2_is_weight_decay_for_gradient_descent_and_not_for_adam():
    net = mlp(6, 5, 3)
    theta = net.init(0, float)
    for rule, equal in ((GD, True), (OPTIMIZERS["adam"](), False)):
        penalty = at_step(50, objective(net, penalties={"l2": 0.1}), theta, rule, 0.05).theta
        decay = at_step(50, objective(net), theta, rule, 0.05, weight_decay=0.1).theta
        assert np.allclose(penalty, decay, rtol=0, atol=1e-12) == equal


def test_decay_alone_shrinks_a_weight_by_1_minus_lr_lambda():
    def f(theta):
        return 0.0, 0 * theta

    for w in (1e6, 10.0, 0.1):
        end = at_step(1000, f, np.array([w]), GD, 0.1, weight_decay=0.1).theta
        close(end, w * 0.99**1000, rtol=1e-12)
        end = at_step(1000, f, np.array([w]), GD, 0.1, shrink=0.1).theta
        close(end, max(w - 10, 0), atol=1e-9)


def test_decay_and_shrink_leave_biases_and_tracked_statistics_alone():
    net = Net((Dense(6, 5), BatchNorm(5), Dense(5, 3)))

    def f(theta):
        return 0.0, np.zeros_like(theta)

    f.net = net
    theta = net.init(0, float) + 3
    end = at_step(1, f, theta, GD, 0.5, weight_decay=0.1, shrink=0.1).theta
    free = net.weight_mask == 0
    same(end[free], theta[free])
    close(end[~free], theta[~free] * 0.95 - 0.05)


def test_shrink_makes_weights_exactly_zero_and_the_penalty_does_not():
    net = mlp(6, 10, 3)
    weights = net.weight_mask == 1
    theta, rule = net.init(0), OPTIMIZERS["momentum"]()
    exact = at_step(400, objective(net), theta, rule, 0.05, shrink=0.05).theta[weights]
    jitter = at_step(400, objective(net, penalties={"l1": 0.05}), theta, rule, 0.05).theta[weights]
    assert (exact == 0).mean() > 0.2
    assert (jitter == 0).mean() < 0.01


def test_clipping_comes_before_the_rule():
    bowl, start = SURFACES["bowl"], np.array([30.0, -40.0])
    same(at_step(1, bowl, start, GD, 1.0, clip=clip_by_value(1.0)).theta, [29, -39])
    close(at_step(1, bowl, start, GD, 1.0, clip=clip_by_norm(1.0)).theta, [29.4, -39.2])
    same(at_step(0, bowl, start, GD, 1.0, clip=clip_by_value(1.0)).grad, start)


def test_constraints_hold_after_every_step():
    net = mlp(6, 10, 3)
    options = dict(constrain=constrained(net, "non-negative"))
    for step in islice(descend(objective(net), net.init(0), GD, 0.5, **options), 1, 10):
        for W in net.weights(step.theta):
            assert W.min() == 0
    assert min(p["b"].min() for p in net.views(step.theta) if p) < 0


# --- tracked statistics


NORMED = Net((Dense(6, 5), BatchNorm(5), Activation("relu"), Dense(5, 3)))


def test_tracked_statistics_take_their_new_values_past_everything():
    net, f = NORMED, objective(NORMED)
    theta = net.init(0, float)
    x = net.forward(theta, f.x)[0][0]
    options = dict(weight_decay=0.5, clip=clip_by_value(1e-9))
    for rule in ("gradient-descent", "adam", "adadelta"):
        end = at_step(1, objective(net), theta, OPTIMIZERS[rule](), 1e-9, **options).theta
        p = net.views(end)[1]
        close(p["mean"][0], 0.1 * x.mean(0), rtol=1e-12)
        close(p["var"][0], 0.9 + 0.1 * x.var(0), rtol=1e-12)


def test_clipping_by_norm_does_not_count_them():
    f = objective(NORMED)
    f.x = 1000 + f.x
    net, theta = NORMED, NORMED.init(0, float)
    way = f(theta)[1]
    seen = []

    def clip(grad):
        seen.append(grad)
        return grad

    at_step(1, objective(net), theta, GD, 0.1, clip=clip)
    assert np.abs(way[net.tracked_mask]).max() > 10
    assert not seen[0][net.tracked_mask].any()


def test_prediction_agrees_with_training_once_the_statistics_have_settled():
    net, f = NORMED, objective(NORMED)
    theta = net.init(0, float)
    before = net.predict(theta, f.x) - net.forward(theta, f.x, generator(0))[0][-1]
    theta = at_step(300, f, theta, GD, 0.0).theta
    after = net.predict(theta, f.x) - net.forward(theta, f.x, generator(0))[0][-1]
    assert np.abs(before).max() > 0.1
    assert np.abs(after).max() < 1e-6
    same(f.at(theta, f.x, f.y)[1][net.tracked_mask], 0)  # prediction tracks nothing


def test_only_nets_that_track_have_a_mask():
    assert mlp(6, 5, 3).tracked_mask is None
    assert NORMED.tracked_mask.sum() == 10
    inside = Net((Residual((BatchNorm(6), Activation("relu"), Dense(6, 6))),))
    assert inside.tracked_mask.sum() == 12
    assert inside.weight_mask.sum() == 36
    theta = inside.init(0)
    same(inside.views(theta)[0]["0.var"], 1)
