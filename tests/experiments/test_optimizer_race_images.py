"""Adadelta's steps, L-BFGS and the image that rules make."""

from itertools import islice

import numpy as np
import pytest

from dlcore import OPTIMIZERS, SURFACES, descend
from dlcore.experiments import ImageByGradient, SlowStart
from dlcore.experiments.optimizer_race.lbfgs import lbfgs, newton_like
from tests.core.helpers import last


@pytest.mark.parametrize(("rho", "eps"), [(0.95, 1e-6), (0.5, 1e-4), (0.0, 1e-8)])
def test_the_first_step_of_adadelta(rho, eps):
    """sqrt(eps / (1 - rho)) in both weights, where the gradient is much larger than sqrt(eps)."""
    frame = last(SlowStart(rho=rho, eps=eps, steps=10))
    by_hand = np.sqrt(2 * eps / (1 - rho))
    np.testing.assert_allclose(frame.lengths[0], by_hand, rtol=1e-3)


def test_the_run_is_the_rules_own():
    frame = last(SlowStart(surface="crescent", steps=300))
    f = SURFACES["crescent"]
    walk = descend(f, np.array(f.start), OPTIMIZERS["adadelta"](), 1.0)
    np.testing.assert_allclose(frame.losses, [step.value for step in islice(walk, 301)])


def test_lbfgs_solves_a_bowl_in_few_looks():
    """n directions need about n steps; gradient descent at best shrinks it by 0.92 a step."""
    steep = np.geomspace(1, 50, 6)

    def bowl(theta):
        return 0.5 * (steep * theta * theta).sum(), steep * theta

    theta, value = next(islice(lbfgs(bowl, np.ones(6)), 30, None))
    assert value < 1e-8 and np.abs(theta).max() < 1e-4
    values = [value for _, value in islice(lbfgs(bowl, np.ones(6)), 30)]
    assert (np.diff(values) <= 0).all()


def test_pairs_of_a_bowl_give_newtons_step():
    """With as many independent pairs as weights H^-1 is known, for directions they are of."""
    rng = np.random.default_rng(0)
    A = rng.standard_normal((3, 3))
    H = A @ A.T + np.eye(3)
    steps = [rng.standard_normal(3)]
    for _ in range(2):  # conjugate, else older pairs are only nearly kept
        s = rng.standard_normal(3)
        s -= sum((s @ H @ p) / (p @ H @ p) * p for p in steps)
        steps.append(s)
    g = rng.standard_normal(3)
    step = newton_like(g, [(s, H @ s) for s in steps])
    np.testing.assert_allclose(step, np.linalg.solve(H, g))


def test_the_gradient_of_the_image():
    e, rng = ImageByGradient(), np.random.default_rng(1)
    theta, way = rng.uniform(size=64), rng.standard_normal(64)
    _, grad = e.loss(theta)
    slope = (e.loss(theta + 1e-6 * way)[0] - e.loss(theta - 1e-6 * way)[0]) / 2e-6
    np.testing.assert_allclose(grad @ way, slope, rtol=1e-6)


def test_each_rule_has_the_best_of_its_rates():
    e = ImageByGradient(optimizers=("adam", "momentum"), looks=12)
    frame = last(e)
    assert frame.names == ("adam", "momentum", "l-bfgs") and np.isnan(frame.lr[2])
    for r, name in enumerate(e.optimizers):
        walk = descend(e.loss, np.full(64, 0.5), OPTIMIZERS[name](), frame.lr[r])
        step = next(islice(walk, 12, None))
        np.testing.assert_allclose(frame.losses[r, -1], step.value)
        np.testing.assert_allclose(frame.images[r], step.theta)
        for other in frame.lr[r] * np.array([0.3, 3.0]):
            walk = descend(e.loss, np.full(64, 0.5), OPTIMIZERS[name](), other)
            assert not next(islice(walk, 12, None)).value < step.value
