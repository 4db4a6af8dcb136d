"""Work in place, by a reader's function or in his loop, changes nothing that is computed."""

from dataclasses import dataclass
from itertools import islice

import numpy as np
import pytest

import dlcore
from dlcore import ACTIVATIONS, LOSSES, OPTIMIZERS, PENALTIES, SURFACES, Objective, descend, mlp
from dlcore.optimizers import Momentum, Together
from dlcore.registry import Registry, on_copies

START = [3.0, 4.0]
KEPT = dict(rtol=1e-12)


def thetas(f, rule=None, start=START, n=4, **about):
    """The first places of a descent."""
    rule = rule or OPTIMIZERS["gradient-descent"]()
    return np.stack([s.theta for s in islice(descend(f, start, rule, 0.1, **about), n)])


# ---- what is passed to descend


def clip_in_place(grad):
    size = np.sqrt((grad**2).sum())
    if size > 1:
        grad *= 1 / size
    return grad


def constrain_in_place(theta):
    theta[theta > 2.9] = 2.9
    return theta


def bowl_in_place(theta):
    theta *= 2
    return (theta * theta).sum(-1) / 8, theta / 2


def test_clipping_in_place():
    found = thetas(SURFACES["bowl"], clip=clip_in_place)[:3]
    np.testing.assert_allclose(found, [[3, 4], [2.94, 3.92], [2.88, 3.84]], **KEPT)


def test_constraints_in_place():
    found = thetas(SURFACES["bowl"], constrain=constrain_in_place)[:2]
    np.testing.assert_allclose(found, [[3, 4], [2.7, 2.9]], **KEPT)


def test_a_surface_that_works_in_place():
    np.testing.assert_allclose(thetas(bowl_in_place), thetas(SURFACES["bowl"]), **KEPT)


def test_a_gradient_that_is_always_the_same_array():
    slope = np.ones(2)
    np.testing.assert_allclose(thetas(lambda theta: (theta.sum(-1), slope))[2], [2.8, 3.8])
    slope[0] = 7  # still the reader's own


@pytest.mark.parametrize("name", ["clip", "constrain"])
def test_what_returns_nothing_is_refused(name):
    with pytest.raises(ValueError, match=f"{name} must return an array of shape .*, not None"):
        thetas(SURFACES["bowl"], **{name: lambda x: None})


def test_the_start_is_copied_and_what_is_yielded_cannot_be_written():
    start = np.array(START)
    steps = descend(SURFACES["bowl"], start, OPTIMIZERS["adam"](), 0.1)
    first = next(steps)
    start[:] = 0
    assert first.theta.tolist() == START
    for array in (first.theta, first.grad, *first.state[1:]):
        with pytest.raises(ValueError, match="read-only"):
            array *= 2


# ---- rules


class InPlace:
    def init(self, theta):
        return np.zeros_like(theta)

    def update(self, velocity, grad):
        velocity *= 0.9
        velocity += grad
        grad *= 0
        return velocity, velocity


@dataclass(frozen=True)
class Derived(Momentum):
    """Not registered: a rule of a class of the course."""

    def update(self, velocity, grad):
        velocity *= 0.9
        velocity += grad
        grad *= 0
        return velocity, velocity


class WithDict:
    def init(self, theta):
        return {"v": np.zeros_like(theta), "rng": np.random.default_rng(0)}

    def update(self, state, grad):
        state["v"] *= 0.9
        state["v"] += grad + 0 * state["rng"].random()
        return state, state["v"]


@pytest.mark.filterwarnings("ignore:the step is not replayed")
@pytest.mark.parametrize("kind", [InPlace, Derived, WithDict])
@pytest.mark.parametrize("replay", [False, True])
def test_rules_in_place_are_right_and_so_is_what_was_kept(kind, replay):
    rules = Registry("optimizer", dlcore.optimizers.as_rule)
    mine, known = rules.add("mine")(kind)(), OPTIMIZERS["momentum"]()
    for wanted, found in ((known, mine), (Together((known, known)), Together((known, mine)))):
        start = np.stack([START, START]) if isinstance(wanted, Together) else START
        one = list(islice(descend(SURFACES["bowl"], start, wanted, 0.1), 6))
        two = list(islice(descend(SURFACES["bowl"], start, found, 0.1, replay=replay), 6))
        for a, b in zip(one, two, strict=True):
            np.testing.assert_allclose(a.theta, b.theta, **KEPT)
            np.testing.assert_allclose(a.grad, b.grad, **KEPT)
            memory = b.state if found is mine else b.state[1]
            velocity = memory["v"] if kind is WithDict else memory
            np.testing.assert_allclose(a.state if found is mine else a.state[1], velocity, **KEPT)


# ---- registered functions


def relu_in_place(z):
    z[z < 0] = 0
    return z, (z > 0).astype(z.dtype)


def mse_in_place(outputs, target):
    outputs -= target
    target *= 0
    return 0.5 * (outputs * outputs).sum((-2, -1)) / outputs.shape[-2], outputs / len(outputs)


def test_functions_in_place_leave_inputs_outputs_and_data_alone(monkeypatch):
    monkeypatch.setitem(ACTIVATIONS, "mine", on_copies(relu_in_place))
    monkeypatch.setitem(LOSSES, "mine", on_copies(mse_in_place))
    rng = np.random.default_rng(0)
    x, y = rng.standard_normal((6, 3)), rng.standard_normal((6, 2))
    kept = x.copy(), y.copy()
    known, mine = mlp(3, 5, 2, activation="relu"), mlp(3, 5, 2, activation="mine")
    theta = known.init(0, float)
    for net, other in ((mine, known),):
        for a, b in zip(net.forward(theta, x)[0], other.forward(theta, x)[0], strict=True):
            np.testing.assert_allclose(a, b)
    one = thetas(Objective(known, "mse", x, y), start=theta)
    two = thetas(Objective(mine, "mine", x, y), start=theta)
    np.testing.assert_allclose(one, two)
    assert np.array_equal(x, kept[0]) and np.array_equal(y, kept[1])


def answers():
    """(name, what is given, what comes back) of everything that hands out arrays."""
    z, w = np.random.default_rng(0).standard_normal((2, 5, 4))
    target = np.eye(4)[[0, 1, 2, 3, 0]]
    for name, f in ACTIVATIONS.items():
        yield name, [z], f(z)
    for name, f in LOSSES.items():
        yield name, [z, target], f(z, target)
    for name, f in PENALTIES.items():
        yield name, [w], f(w)
    for name, f in SURFACES.items():
        yield name, [z[:, :2]], f(z[:, :2])
    for name, kind in OPTIMIZERS.items():
        rule, second = kind(), (np.broadcast_to(np.eye(4), (5, 4, 4)),) * kind.needs_hessian
        state, _ = rule.update(rule.init(w), z, *second)
        new, direction = rule.update(state, w, *second)
        memory = new if isinstance(new, tuple) else (new,)
        yield name, [z, w], (direction, *memory)


@pytest.mark.parametrize(("given", "back"), [pytest.param(*r[1:], id=r[0]) for r in answers()])
def test_what_is_handed_out_is_nobody_elses(given, back):
    arrays = [a for a in back if isinstance(a, np.ndarray) and a.ndim]
    for i, one in enumerate(arrays):
        assert not any(np.shares_memory(one, other) for other in (*given, *arrays[:i]))


@pytest.mark.parametrize("name", [n for n in dlcore.DATASETS if "mnist" not in n or "10k" in n])
def test_data_sets_cannot_be_changed_for_others(name):
    first, again = dlcore.DATASETS[name](), dlcore.DATASETS[name]()
    for part in ("x", "y", "x_test", "y_test"):
        one, other = getattr(first, part), getattr(again, part)
        assert not one.flags.writeable or not np.shares_memory(one, other)


def test_a_formula_is_not_inherited_by_another_update():
    assert Derived.formula == () and Derived.memory == Momentum.memory
