"""Training: network and data become f(theta) -> (value, gradient), on which `descend` walks."""

from contextvars import copy_context
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from threading import get_ident
from typing import Any, NamedTuple

import numpy as np

from .checks import array, fitting, floats, function, number, rows, said
from .losses import check_target
from .network import Net, check_net
from .registry import LOSSES, on_copies
from .regularizers import PENALTIES, strengths
from .replay import Replay
from .schedules import schedule
from .seeding import generator
from .updates import Update, as_strength


def batches(n, size, rng):
    """Endless rows of indices (B,): every example once per epoch, in a new order each epoch.

    size None takes all n at once. `Streams` of K generators give rows (K, B): own orders for
    each run. The last batch of an epoch holds what is left.
    """
    return Batches(n, None if size is None else number("batch", size, whole=True, least=1), rng)


class Batches:
    """See `batches`; unlike a generator it can be copied, and goes on from where it is."""

    def __init__(self, n, size, rng):
        self.n, self.size, self.rng = n, size, rng
        self.order, self.at = None, n

    def __iter__(self):
        return self

    def __next__(self):
        if self.size is None:
            return slice(None)
        if self.at >= self.n:
            self.order, self.at = self.rng.permutation(self.n), 0
        self.at += self.size
        return self.order[..., self.at - self.size : self.at]


def updates_of(n, size, epochs):
    """How many batches of this size there are in so many passes over n examples."""
    return -(-n // size) * epochs


def chosen(x, rows):
    """Examples x[rows]; `take` makes the same copy in less time, a slice needs none."""
    return x[rows] if isinstance(rows, slice) else x.take(rows, 0)


@dataclass
class Objective:
    """The loss of a network on data as a function of theta; each call sees the next mini-batch.

    f(theta (..., P)) -> (value (...), gradient (..., P)): the signature of a toy surface.
    x (N, n_in), y (N, C); batch None means all. penalties: {name: strength} on the weights, not
    the biases; a strength may be an array (K, 1), one for each run. seed: an integer, or K of
    them for own batch orders and own noise in each of K runs.
    """

    net: Net
    loss: str
    x: np.ndarray
    y: np.ndarray
    batch: int | None = None
    seed: Any = 0
    penalties: dict = field(default_factory=dict)

    def __post_init__(self):
        check_net("net", self.net)
        self.x = array("x", self.x, "(N, n_in)", n_in=self.net.widths[0])
        self.y = rows("y", self.y, len(self.x), self.net.widths[-1])
        check_target(LOSSES[self.loss], self.y)
        self.penalties = strengths(self.penalties)
        self.rows = batches(len(self.x), self.batch, generator(self.seed, stream=1))
        self.rng = generator(self.seed, stream=2)

    def __call__(self, theta):
        """The next batch's value (...) and gradient (..., P)."""
        return self.at(theta, *self.draw())

    def draw(self):
        """The next batch x, y, which `seen` keeps, and the generator of the noise."""
        rows = next(self.rows)
        self.seen = chosen(self.x, rows), chosen(self.y, rows)
        return *self.seen, self.rng

    def at(self, theta, x, y, rng=None):
        """theta (..., P), x (..., B, n_in), y (..., B, C) -> value (...), gradient (..., P)."""
        outputs, backward = self.net.forward(theta, x, rng)
        value, dy = LOSSES[self.loss](outputs[-1], y)
        grad, _ = backward(dy)
        for name, strength in self.penalties.items():
            strength = np.asarray(strength, theta.dtype)
            extra = PENALTIES[name].pull(self.net, theta, strength, grad)
            value = value + strength.reshape(strength.shape[:-1]) * extra
        return value, grad


class Step(NamedTuple):
    """One moment of a descent, before its update: theta and gradient (..., P), value (...)."""

    t: int
    theta: np.ndarray
    value: np.ndarray
    grad: np.ndarray
    state: Any  # what the rule remembers


def descend(
    f, theta, rule, lr, *, weight_decay=0.0, shrink=0.0, clip=None, constrain=None, replay=False
):
    """Endless `Step`s of theta = theta - lr(t) * (direction + weight_decay * weights).

    f: surface or objective; theta (..., P); rule: an optimizer, e.g. OPTIMIZERS["adam"]().
    lr: number, array that broadcasts against theta such as (K, 1), function t -> either, or an
    entry of SCHEDULES.
    weight_decay acts on weights, not biases, whatever the rule made of the gradient. So does
    shrink: then each weight moves by lr * shrink towards 0, and stops there (L1 with zeros that
    are exactly 0; as a penalty L1 would pass through the rule).
    clip: gradient -> gradient, before the rule; constrain: theta -> theta, after the step.
    Tracked statistics go straight to their new values, past rule, rate, decay and clipping.
    Every yielded theta is an array of its own, which cannot be written, so kept steps stay true.
    A run that diverges goes on with inf and nan: that is a result, not an error.
    replay=True records a step and replays it (see replay/): the same numbers, for small nets in
    half the time. What is handed in must then be pure functions, and stay what it is.

    >>> from itertools import islice
    >>> from dlcore import OPTIMIZERS, SURFACES
    >>> steps = descend(SURFACES["bowl"], [1.0, -2.0], OPTIMIZERS["gradient-descent"](), lr=0.5)
    >>> [step.theta.tolist() for step in islice(steps, 3)]
    [[1.0, -2.0], [0.5, -1.0], [0.25, -0.5]]
    """
    theta = np.array(floats("theta", theta), order="C", ndmin=1)
    pulls = dict(weight_decay=weight_decay, shrink=shrink)
    pulls = {name: as_strength(name, value, theta) for name, value in pulls.items()}
    update = Update(function("f", f, "theta"), rule, **pulls, clip=clip, constrain=constrain)
    follow = replayed(update, theta.shape, theta.dtype) if replay else following(update)
    return walk(update, follow, theta, schedule(lr))


def walk(update, follow, theta, rate):
    """The steps of `descend`, once it has seen what it was given."""
    f, rule = update.f, update.rule
    draw = f.draw if isinstance(f, Objective) else lambda: ()
    quiet = copy_context()  # to enter it takes a tenth of the time that errstate takes
    quiet.run(np.seterr, all="ignore")
    value, grad = value_and_gradient(quiet.run(on_copies(f), theta), theta)
    state = rule.init(theta)
    memory = rate.init()
    for t in count():
        seen = np.asarray(grad).view()  # a reader's function may have given an array of his own
        seal(theta, state, seen)
        yield Step(t, theta, value, seen, state)
        memory, lr = rate.update(memory, t, value)
        lr = np.asarray(lr, theta.dtype)
        if t == 0:
            fitting("lr", lr, theta.shape)
        theta, state, value, grad = quiet.run(follow, theta, state, grad, lr, *draw())


def seal(*arrays):
    """What a descent hands out and goes on with: nobody may write it any more."""
    for part in arrays:
        if isinstance(part, np.ndarray):
            part.setflags(write=False)
        elif isinstance(part, tuple):
            seal(*part)


def value_and_gradient(first, theta):
    """What f gave at the first theta, if it is a value and a gradient."""
    good = isinstance(first, tuple | list) and len(first) == 2
    if not good or np.shape(first[1]) != theta.shape:
        wanted = f"a value and a gradient of shape {theta.shape}"
        raise ValueError(f"f must give {wanted}, not {said(first)}")
    return first


def following(update):
    """An update, then value and gradient at the new theta: a pure function of all it is given.

    An objective's batch and noise come from outside; a surface has neither.
    """
    at = update.f.at if isinstance(update.f, Objective) else on_copies(update.f)

    def follow(theta, state, grad, lr, *batch):
        theta, state = update(theta, state, grad, lr)
        return theta, state, *at(theta, *batch)

    return follow


def replayed(update, shape, dtype):
    """The same, replayed. On a surface, a later descent of this kind goes on with the recording."""
    try:
        return known(update, shape, dtype, get_ident()).doubted()
    except TypeError:  # not hashable: an objective, or strengths that may change under way
        return Replay(following(update))


@lru_cache(maxsize=32)
def known(update, shape, dtype, thread):
    """The recording of equal updates of theta with this shape and type; each thread has its own."""
    return Replay(following(update))


@np.errstate(over="ignore", invalid="ignore")  # of a run that diverged
def accuracy(net, theta, x, y):
    """Share of examples whose largest output is the right class; theta (..., P) -> (...).

    x (..., B, n_in); y (B, C), of which the largest in a row is the class, C at least 2.
    """
    check_net("net", net)
    x = array("x", x, "(..., B, n_in)", n_in=net.widths[0])
    y = rows("y", y, x.shape[-2], net.widths[-1], "(..., N, C)")
    if y.shape[-1] == 1:
        right = "((net.predict(theta, x) > 0) == (y > 0)).mean(), if it is a logit"
        raise ValueError(f"net must have an output for each class, not 1; of one output: {right}")
    return (net.predict(theta, x).argmax(-1) == y.argmax(-1)).mean(-1)
