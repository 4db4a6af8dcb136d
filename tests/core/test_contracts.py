"""The verdict on a new entry: good ones pass, each kind of mistake is named."""

from dataclasses import dataclass
from functools import partial

import numpy as np
import pytest

import dlcore
from dlcore import contracts, knob
from dlcore.activations import leaky_relu, sigmoid
from dlcore.data import Data, one_hot
from dlcore.experiments import Experiment, Frame
from dlcore.experiments.optimizer_race.landscapes import LANDSCAPES
from dlcore.optimizers.rule import as_rule
from dlcore.registry import Registry
from dlcore.regularizers import Penalty
from dlcore.schedules import Constant, Schedule
from dlcore.surfaces import Surface

NEED_FILES = {"mnist", "fashion-mnist"}
REGISTRIES = [entry for entry in vars(dlcore).values() if isinstance(entry, Registry)]
ENTRIES = [(r, n) for r in (*REGISTRIES, LANDSCAPES) if r.kind in contracts.CHECKS for n in r]
ENTRIES = [
    pytest.param(r.kind, r[n], id=f"{r.kind}-{n}") for r, n in ENTRIES if n not in NEED_FILES
]


@pytest.mark.parametrize(("kind", "entry"), ENTRIES)
def test_everything_registered_keeps_its_contract(kind, entry):
    good, sentence = contracts.verdict(kind, "it", entry)
    assert good, sentence


# ---- activations


def square(z):
    return z * z, z


def double(z):
    return z.astype(float), np.ones(z.shape)


def of_two_axes(z):
    n, m = z.shape
    return np.tanh(z), 1 - np.tanh(z) ** 2


def by_hand(z):
    e, f = np.exp(z), np.exp(-z)
    a = (e - f) / (e + f)
    return a, 1 - a * a


def rounded(z):
    return np.log(1 + np.exp(z)), sigmoid(z)[0]


def all_together(z):
    a = dlcore.softmax(z)
    return a, a * (1 - a)


def drawn(z):
    slope = np.where(z > 0, 1, np.random.default_rng().random(z.shape)).astype(z.dtype)
    return slope * z, slope


def if_positive(z):
    return (z, 1) if z > 0 else (0 * z, 0)


def strict(z):
    if not np.isfinite(z).all():
        raise ValueError("z is not finite")
    return np.tanh(z), 1 - np.tanh(z) ** 2


def in_place(z):
    slope = (z > 0).astype(z.dtype)
    z *= slope
    return z, slope


def swish(z):
    a = 1 / (1 + np.exp(-z))
    return z * a, a + z * a * (1 - a)


cut = np.vectorize(lambda z: (max(0, z), float(z > 0)))


# ---- losses, penalties, surfaces


def shared(outputs, target):
    e = outputs - target
    return 0.5 * (e * e).sum(), e


def of_the_book(z, target):
    p, B = dlcore.softmax(z), z.shape[-2]
    return -(target * np.log(p)).sum((-2, -1)) / B, (p - target) / B


def at_the_class(z, target):
    p = dlcore.softmax(z)
    return -np.log(p)[target == 1].mean(), p - target


def huber(z, target):
    e, B = z - target, z.shape[-2]
    size = np.abs(e)
    value = np.where(size < 1, 0.5 * e * e, size - 0.5)
    return value.sum((-2, -1)) / B, np.clip(e, -1, 1) / B


def length(w):
    n = np.sqrt((w * w).sum(-1, keepdims=True))
    return n[..., 0], w / n


def scalar(theta):
    return (theta * theta).sum(), 2 * theta


def unpacked(theta):
    x, y = theta
    return x * x + y * y, 2 * theta


def bowl(theta):
    return (theta * theta).sum(-1), 2 * theta


def pit(theta):
    height = (theta * theta).sum(-1)
    return np.log(height), 2 * theta / height[..., None]


# ---- rules and schedules


@dataclass(frozen=True)
class Plain:
    def init(self, theta):
        return np.zeros_like(theta)

    def update(self, v, grad):
        v = 0.9 * v + grad
        return v, v


class Bare:
    """Neither a dataclass nor a `Rule`; it works in place."""

    def init(self, theta):
        return dict(v=np.zeros_like(theta), t=0)

    def update(self, state, grad):
        state["t"] += 1
        state["v"] *= 0.9
        state["v"] += grad
        return state, state["v"]


class Uphill(Plain):
    def update(self, v, grad):
        return v, -grad


class Mixing(Plain):
    """One length for all runs together: runs must not see each other."""

    def update(self, v, grad):
        return v, grad / np.sqrt((grad * grad).sum() + 1e-9)


class Remembering(Plain):
    def init(self, theta):
        vars(self)["v"] = np.zeros_like(theta)

    def update(self, state, grad):
        vars(self)["v"] = 0.9 * self.v + grad
        return state, self.v


class Normalized(Plain):
    def update(self, v, grad):
        return v, grad / np.sqrt((grad * grad).sum(-1, keepdims=True))


class Doubled(Plain):
    def init(self, theta):
        return np.zeros(theta.shape)


class Forgetful(Plain):
    def update(self, v, grad):
        0.9 * v + grad


class Misquoted(Plain):
    memory = ("velocity",)
    formula = ("velocity = 0.5 * velocity + g", "d = velocity")


class Named(Plain):
    memory = "velocity"


class Asking(Plain):
    def __init__(self, beta):
        pass


class Early(Plain):
    beta: float = knob(0.9, 0, 1)


class Halving(Constant):
    def __call__(self, t):
        return self.lr * 0.5 ** (t // 100)


class Falling(Constant):
    def __call__(self, t):
        return 0.1 - 0.01 * t


class Own(Schedule):
    lr = 0.1

    def update(self, state, t, value):
        self.lr *= 0.99
        return state, self.lr


# ---- data and experiments

X, LABELS = np.random.default_rng(0).random((40, 6), np.float32), np.arange(40) % 4
Y = one_hot(LABELS)


def data(x=X, y=Y, **other):
    test = dict(x_test=x[:9], y_test=y[:9]) | other
    return lambda: Data(x, y, **test)


def drawn_data():
    x = np.random.default_rng().random((40, 6))
    return Data(x, Y, x, Y)


@dataclass(frozen=True)
class Seen(Frame):
    x: float = 0.0

    @property
    def summary(self):
        return f"Step {self.t}: {self.x}."


@dataclass(frozen=True)
class Counting(Experiment):
    p: float = knob(0.5, 0, 1)

    def frames(self):
        return [Seen(t, self.p) for t in range(3)]


class Wordless(Experiment):
    def frames(self):
        yield Frame(0)


class Empty(Experiment):
    def frames(self):
        return iter(())


class Chance(Experiment):
    def frames(self):
        yield Seen(0, np.random.default_rng().random())


class Later(Counting):
    def frames(self):
        yield Seen(0)
        raise RuntimeError("later")


@dataclass(frozen=True)
class Endless(Counting):
    q: float = knob(0.5)


GOOD = [
    ("activation", swish),
    ("activation", in_place),
    ("activation", partial(leaky_relu, slope=0.2)),
    ("activation", lambda z: (np.exp(z), np.exp(z))),
    ("loss", huber),
    ("penalty", Penalty(lambda w: ((w**4).sum(-1), 4 * w**3))),
    ("surface", Surface(bowl)),
    ("landscape", Surface(bowl, start=(1.0,), domain=((-2, 2),))),
    ("initializer", lambda rng, shape: rng.normal(0, 0.1, shape)),
    ("initializer", lambda rng, shape: rng.choice([-1, 1], size=shape) / shape[-2]),
    ("constraint", lambda W: np.clip(W, -1, 1, out=W)),
    ("sequence of gradients", lambda n, rng: rng.normal(size=n)),
    ("schedule", Halving),
    ("optimizer", as_rule(Plain)),
    ("optimizer", as_rule(Bare)),
    ("data set", data()),
    ("data set", data(y=X[:, :1])),
    ("experiment", Counting),
]
BAD = [
    ("activation", square, "finite differences"),
    ("activation", double, "float64"),
    ("activation", lambda z: z.no_such_thing, "no_such_thing"),
    ("activation", of_two_axes, "shape (7,)"),
    ("activation", by_hand, "at z = -1000 it gives nan"),
    ("activation", rounded, "at z = 100 float32 gives inf"),
    ("activation", all_together, "the slope gives"),
    ("activation", drawn, "must not draw"),
    ("activation", if_positive, "ambiguous"),
    ("activation", strict, "z is not finite"),
    ("activation", cut, "float64"),
    ("activation", dlcore.softmax, "two arrays"),
    ("activation", lambda z: (z.tolist(), 1), "not list"),
    ("activation", None, "not callable"),
    ("loss", shared, "for 3 runs"),
    ("loss", of_the_book, "for outputs of 100 and -100 it gives nan"),
    ("loss", at_the_class, "IndexError"),
    ("penalty", Penalty(length), "where all weights are 0"),
    ("penalty", Penalty(scalar), "for 3 runs"),
    ("surface", Surface(scalar), "for 6 points"),
    ("surface", Surface(unpacked), "shape (6, 2)"),
    ("surface", Surface(bowl, start=(9, 9)), "start must be"),
    ("surface", Surface(bowl, domain=(-2, 2)), "domain must be"),
    ("surface", Surface(bowl, goal=None), "goal must be"),
    ("surface", Surface(pit), "some heights"),
    ("landscape", Surface(bowl), "domain must be 1 range"),
    ("initializer", lambda rng, shape: np.random.default_rng().random(shape), "from rng alone"),
    ("initializer", lambda rng, shape: rng.normal(0, 0.1, shape[-2:]), "has shape"),
    ("initializer", lambda rng, shape: rng.normal(0, 1 / shape[0], shape), "single runs"),
    ("initializer", lambda shape: np.zeros(shape), "argument"),
    ("constraint", lambda W: 0.5 * W, "stay as it is"),
    ("constraint", lambda W: W / np.linalg.norm(W), "single runs"),
    ("constraint", lambda W: None, "needed is"),
    ("sequence of gradients", lambda n, rng: np.ones(3), "for 1 steps"),
    ("schedule", Falling, "the rate is"),
    ("schedule", Own, "keep what changes in state"),
    ("schedule", lambda t: 0.1, "must be a class"),
    ("optimizer", as_rule(Uphill), "does not go down"),
    ("optimizer", as_rule(Mixing), "single runs"),
    ("optimizer", as_rule(Remembering), "in the state alone"),
    ("optimizer", as_rule(Normalized), "where the gradient is 0"),
    ("optimizer", as_rule(Doubled), "float64"),
    ("optimizer", as_rule(Forgetful), "must give (state, direction)"),
    ("optimizer", as_rule(Misquoted), "formula gives"),
    ("optimizer", as_rule(Named), "memory must be a tuple"),
    ("optimizer", as_rule(Asking), "beta"),
    ("optimizer", as_rule(Early), "@dataclass must stand below"),
    ("optimizer", Plain(), "no brackets"),
    ("data set", lambda: ([1], [2]), "Data"),
    ("data set", data(y=LABELS), "one_hot"),
    ("data set", data(y=LABELS[:, None]), "one_hot"),
    ("data set", data(y=np.where(LABELS < 2, -1.0, 1.0)[:, None]), "one_hot"),
    ("data set", data(x=X.reshape(40, 2, 3)), "x must have shape (N, n_in)"),
    ("data set", data(x=X * np.nan), "finite"),
    ("data set", data(y_test=Y[:3]), "y_test must have shape (9, 4)"),
    ("data set", data(x_test=X[:9, :2]), "x_test must have shape (N, 6)"),
    ("data set", drawn_data, "draw from a seed"),
    ("set of points in the plane", data(), "keyword argument"),
    ("experiment", dict, "Experiment"),
    ("experiment", Wordless, "summary"),
    ("experiment", Empty, "must yield frames"),
    ("experiment", Chance, "different things"),
    ("experiment", Later, "later"),
    ("experiment", Endless, "needs a range"),
]


@pytest.mark.parametrize(("kind", "entry"), GOOD)
def test_good_ones_pass(kind, entry):
    good, sentence = contracts.verdict(kind, "mine", entry)
    assert good, sentence


@pytest.mark.parametrize(("kind", "entry", "words"), BAD)
def test_mistakes_are_named(kind, entry, words):
    good, sentence = contracts.verdict(kind, "mine", entry)
    assert not good
    assert words in sentence
    assert "'mine'" in sentence


def test_a_cell_hears_the_verdict(capsys):
    registry = Registry("activation")

    registry.add("quiet")(swish)
    assert capsys.readouterr().out == ""
    registry.add("wrong")(square)  # a bad one is heard wherever it comes from
    assert "'wrong' does not work yet" in capsys.readouterr().out

    def mine(z):
        return swish(z)

    mine.__module__ = "__main__"
    registry.add("swish")(mine)
    assert "'swish' works" in capsys.readouterr().out
