"""Checks of what is a class, or makes something: rules, schedules, data, experiments."""

from copy import deepcopy
from dataclasses import MISSING, Field, fields
from inspect import isclass
from itertools import islice

import numpy as np

from ..data import Data
from ..formula import moment
from ..network import mlp
from ..optimizers import OPTIMIZERS
from ..surfaces import SURFACES
from ..training import Objective, descend
from .trying import LOST, agreed, called, has_shape, keeps_float32, numbers, same

FRAMES = 20  # of an experiment, that are looked at


def made(kind):
    """What the class makes without arguments."""
    agreed(isclass(kind), f"it must be a class, not {type(kind).__name__}: no brackets behind it")
    bare = [name for name, value in vars(kind).items() if isinstance(value, Field)]
    agreed(not bare, "@dataclass must stand below @....add(...), not above it")
    return kind()


def check_schedule(kind):
    """A class that gives finite rates when made without arguments."""
    schedule = made(kind)
    for value in (np.asarray(1.0), np.array([3.0, 2.0, 1.0])):
        state = schedule.init()
        for t in (*range(100), 10**6):
            before = deepcopy(state)
            state, lr = schedule.update(state, t, value)
            good = np.all(np.isfinite(lr) & (np.asarray(lr) >= 0))
            agreed(good, f"at step {t} the rate is {lr}")
            np.broadcast_to(lr, (*value.shape, 1))  # one for all, or one for each run
            again = schedule.update(before, t, value)[1]
            same(lr, again, f"asked again, step {t} has another rate: keep what changes in state")


def check_optimizer(kind):
    """A class with init and update that goes down a bowl, K runs at once as each alone."""
    rule = made(kind)
    good = isinstance(rule.usual_lr, int | float) and 0 < rule.usual_lr < np.inf
    agreed(good, f"usual_lr must be a number above 0, not {rule.usual_lr!r}")
    for name in ("memory", "formula"):
        texts = getattr(rule, name)
        good = isinstance(texts, tuple) and all(isinstance(text, str) for text in texts)
        agreed(good, f"{name} must be a tuple of texts, not {texts!r}")
    for shape in ((2,), (4, 3, 2)):
        goes_down(rule, numbers(*shape))
    if not rule.needs_hessian:
        end = goes_down(rule, numbers(3, 7).astype(np.float32))
        keeps_float32([end])
    start = numbers(3, 2)
    single = np.stack([goes_down(rule, one) for one in start])
    same(goes_down(rule, start), single, "3 runs at once differ from 3 single runs")
    is_pure(rule, start)
    for far in LOST if not rule.needs_hessian else ():
        called(rule.update, rule.init(start), np.full(start.shape, far))
    says_what_it_does(rule, start)


def goes_down(rule, theta, steps=60, lr=0.01):
    """Where the rule ends on a bowl."""
    second, start = (SURFACES.shipped["bowl"].hessian,) if rule.needs_hessian else (), theta
    state = called(rule.init, theta)
    for _ in range(steps):
        seconds = [h(theta) for h in second]
        answer = called(rule.update, state, theta, *seconds)  # a bowl's gradient is theta
        agreed(
            isinstance(answer, tuple) and len(answer) == 2, "update must give (state, direction)"
        )
        state, way = answer
        has_shape(way, theta.shape, "the direction")
        theta = theta - lr * way
    agreed(np.isfinite(theta).all(), f"with lr = {lr} it diverges on a bowl")
    lower = (theta * theta).sum(-1) < (start * start).sum(-1)
    agreed(lower.all(), f"in {steps} steps of lr = {lr} a bowl does not go down")
    return theta


def is_pure(rule, theta):
    """Its memory is in the state alone, and a gradient of 0 is no trouble."""
    second = (np.broadcast_to(np.eye(2), (*theta.shape, 2)),) if rule.needs_hessian else ()
    state, _ = rule.update(rule.init(theta), theta, *second)
    one, other = (rule.update(deepcopy(state), theta, *second)[1] for _ in range(2))
    same(one, other, "asked again it goes elsewhere: its memory must be in the state alone")
    _, still = called(rule.update, rule.init(theta), 0 * theta, *second)
    agreed(np.isfinite(still).all(), "where the gradient is 0 the direction is not finite")


def says_what_it_does(rule, theta):
    """The formula, if there is one, gives the numbers that `update` gives."""
    if rule.formula:
        state, _ = rule.update(rule.init(theta), theta)
        now = moment(rule, state, theta, theta, 0.1, 0.0, (0, 0))
        known = {text.split(" = ")[0]: value for text, _, value in now.lines()}
        agreed("d" in known, "formula must end with the direction, d = ...")
        same(known["d"], now.direction, f"formula gives d = {known['d']:.6g}, update another one")


def check_dataset(load):
    """() -> Data, always the same."""
    data, again = called(load), called(load)
    agreed(isinstance(data, Data), f"it gives {type(data).__name__}, needed is Data")
    for x, y in ((data.x, data.y), (data.x_test, data.y_test)):
        agreed(np.isfinite(x).all(), "some inputs are no finite numbers")
        agreed(np.isfinite(y).all(), "some targets are no finite numbers")
    for part, other in zip(parts(data), parts(again), strict=True):
        agreed(np.array_equal(part, other), "two calls give other numbers: draw from a seed")
    values = np.unique(data.y)
    few = len(values) < min(20, len(data.y)) and np.array_equal(values, values.round())
    labels = data.y.shape[1] == 1 and few
    agreed(not labels, "y holds labels; panels need classes: one_hot(labels), shape (N, C)")
    learns(data)


def shapes(words, *arrays):
    """The words, and what came."""
    return f"{words}; shapes are {' and '.join(str(np.shape(array)) for array in arrays)}"


def parts(data):
    """Its arrays."""
    return [np.asarray(part) for part in (data.x, data.y, data.x_test, data.y_test)]


def learns(data):
    """A few steps of a small network, two runs at once."""
    net = mlp(data.x.shape[1], 4, data.y.shape[1])
    f = Objective(net, "mse", data.x, data.y, 8, [0, 1])
    steps = islice(descend(f, net.init([0, 1]), OPTIMIZERS.shipped["adam"](), 0.01), 3)
    agreed(np.isfinite([step.value for step in steps]).all(), "a network makes no numbers of it")


def check_plane(load):
    """(n, noise, seed) -> Data, n points of the plane in two classes."""
    check_dataset(load)
    data = load(n=50, noise=0.1, seed=1)
    good = data.x.shape == (50, 2) and data.y.shape == (50, 2)
    agreed(good, shapes("for n = 50 it must give (50, 2) and (50, 2)", data.x, data.y))


def check_experiment(kind):
    """A class whose first frames can be told in a sentence, the same ones every time."""
    from ..experiments.base import Experiment  # not before: it brings all experiments with it

    agreed(isclass(kind) and issubclass(kind, Experiment), "it must be a subclass of Experiment")
    for f in fields(made(kind)):
        limits = f.metadata.get("low"), f.metadata.get("high")
        if f.metadata and f.default is not MISSING and is_number(f):
            low = 0 if f.metadata["log"] else -np.inf
            good = None not in limits and low < limits[0] < limits[1] < np.inf
            agreed(good, f"{f.name} is a number: its knob needs a range low < high, not {limits}")
    once, twice = (list(islice(kind().frames(), FRAMES)) for _ in range(2))
    agreed(once and len(once) == len(twice), "it must yield frames, always as many")
    for one, two in zip(once, twice, strict=True):
        for name in ("headline", "summary"):
            words = getattr(one, name)
            agreed(isinstance(words, str) and words, f"its frames need a {name}")
            agreed(words == getattr(two, name), "two runs of it say different things")
        headings, rows = one.table
        agreed(all(len(row) == len(headings) for row in rows), "its table has rows of other length")
        same(one.digest, two.digest, "two runs of it have different numbers")
        agreed(set(one.scores) <= set(one.measures), "each of its scores needs a Measure")


def is_number(f):
    """Is a knob neither a choice, nor several, nor a place, nor yes or no?"""
    about = f.metadata
    named = about["choices"] is not None or about["many"] or about["point"] or about["parts"]
    return not named and not isinstance(f.default, bool)
