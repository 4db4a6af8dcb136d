"""Optimizers, clipping, schedules and callbacks of Keras 3, done as its documentation says."""

from itertools import islice

import numpy as np

from dlcore import descend
from dlcore.optimizers.rule import Rule
from dlcore.schedules import Schedule
from tests.notebooks.keras import TWINS, twin

RNG = np.random.default_rng(0)
G = RNG.choice([-1, 1], (30, 5)) * RNG.uniform(0.5, 2, (30, 5))  # 30 gradients, none tiny
NEARLY = dict(rtol=1e-5, atol=1e-9)  # eps is 1e-7 there, and sometimes inside the root


def optimizer(name, told=""):
    """Hold a rule to what it does there: (rate, **keywords) -> what each step subtracts."""

    def add(steps):
        def test(args, about, ours):
            rules = [one for one in ours if isinstance(one, Rule)]
            named = [one for one in rules if type(one).__name__.lower() == name.lower()]
            [rule] = named if len(rules) > 1 else rules
            assert {"lr": about["learning_rate"]} in ours
            rate, about = about["learning_rate"], {k: about[k] for k in about.keys() - {RATE}}
            np.testing.assert_allclose([*moves(rule, rate)], [*steps(rate, **about)], **NEARLY)

        twin(name, told=told)(test)
        return steps

    return add


RATE = "learning_rate"


def moves(rule, rate):
    """What a rule of dlcore subtracts in each step."""
    state = rule.init(G[0])
    for g in G:
        state, direction = rule.update(state, g)
        yield rate * direction


@optimizer("Adagrad", told="Adagrad's sum of squares with 0.1")
def adagrad(lr):
    """Here the sum begins with 0."""
    total = 0
    for g in G:
        total = total + g**2
        yield lr * g / np.sqrt(total + 1e-7)


@optimizer("RMSprop", told="first RMSProp steps are longer")
def rmsprop(lr, rho):
    """Here the mean begins with the first square, there with 0."""
    mean = G[0] ** 2
    for g in G:
        mean = rho * mean + (1 - rho) * g**2
        yield lr * g / np.sqrt(mean + 1e-7)


@optimizer("Adadelta")
def adadelta(lr, rho, epsilon):
    """Root mean squares of steps over those of gradients."""
    g2 = d2 = 0
    for g in G:
        g2 = rho * g2 + (1 - rho) * g**2
        step = np.sqrt(d2 + epsilon) / np.sqrt(g2 + epsilon) * g
        d2 = rho * d2 + (1 - rho) * step**2
        yield lr * step


@optimizer("Adam")
def adam(lr, beta_1=0.9, beta_2=0.999):
    """The correction of both means is put into the rate."""
    m = v = 0
    for t, g in enumerate(G, 1):
        m, v = m + (g - m) * (1 - beta_1), v + (g**2 - v) * (1 - beta_2)
        yield lr * np.sqrt(1 - beta_2**t) / (1 - beta_1**t) * m / (np.sqrt(v) + 1e-7)


@optimizer("Adamax")
def adamax(lr, beta_1=0.9, beta_2=0.999):
    """A decayed maximum."""
    m = u = 0
    for t, g in enumerate(G, 1):
        m, u = m + (g - m) * (1 - beta_1), np.maximum(beta_2 * u, abs(g))
        yield lr / (1 - beta_1**t) * m / (u + 1e-7)


@optimizer("Nadam", told="Nadam")
def nadam(lr, beta_1=0.9, beta_2=0.999):
    """Here beta_1 is a constant, there it is beta_1 (1 - 0.5 0.96^t)."""
    m, v = 0, 0
    for t, g in enumerate(G, 1):
        m, v = m + (g - m) * (1 - beta_1), v + (g**2 - v) * (1 - beta_2)
        ahead = beta_1 * m / (1 - beta_1 ** (t + 1)) + (1 - beta_1) * g / (1 - beta_1**t)
        yield lr * ahead / (np.sqrt(v / (1 - beta_2**t)) + 1e-7)


@optimizer("SGD with momentum")
def sgd(lr, momentum=0.0, nesterov=False):
    """velocity = momentum velocity - lr g, and once more with a look ahead."""
    velocity = 0
    for g in G:
        velocity = momentum * velocity - lr * g
        yield lr * g - momentum * velocity if nesterov else -velocity


@twin("SGD")
def clipped(args, about, ours):
    """Each gradient entry, or the length of all gradients together, is cut first."""
    clips = {k: about[k] for k in about.keys() & {"clipvalue", "clipnorm", "global_clipnorm"}}
    if not clips:
        return TWINS["SGD with momentum"](args, about, ours)
    [(kind, limit)] = clips.items()
    assert kind != "clipnorm", "it cuts the gradient of each layer by itself: global_clipnorm"
    for g in 3 * G:
        shorter = g * min(1, limit / np.linalg.norm(g))
        cut = np.clip(g, -limit, limit) if kind == "clipvalue" else shorter
        np.testing.assert_allclose(ours[0](g), cut)


@twin("AdamW", told="shrinks biases, too")
def adamw(args, about, ours):
    """w -= w decay lr, then Adam; for weights."""
    rate, decay = about["learning_rate"], about["weight_decay"]
    assert {"lr": rate} in ours and {"weight_decay": decay} in ours
    gradients = iter(G)
    steps = descend(lambda w: (0.0, next(gradients)), np.ones(5), ours[0], rate, weight_decay=decay)
    w = np.ones(5)
    for step, move in zip(islice(steps, 30), adam(rate), strict=False):
        np.testing.assert_allclose(step.theta, w, **NEARLY)
        w = w - w * decay * rate - move


# ---- schedules


def schedule(name, told=""):
    """Hold a schedule to its formula: (step, *values, **keywords) -> rate."""

    def add(rate):
        def test(args, about, ours):
            [kept] = [one for one in ours if isinstance(one, Schedule)]
            steps = range(3 * int(kept.span))
            there = [rate(t, *args, **about) for t in steps]
            np.testing.assert_allclose([kept(t) for t in steps], there, atol=1e-12)

        twin(name, told=told)(test)
        return rate

    return add


@schedule("LearningRateScheduler", told="counts epochs")
def scheduler(t, function):
    """Any function of the epoch."""
    return eval(function)(t)


@schedule("ExponentialDecay")
def exponential(t, first, decay_steps, decay_rate):
    """Smooth, if not said otherwise."""
    return first * decay_rate ** (t / decay_steps)


@schedule("PiecewiseConstantDecay")
def piecewise(t, boundaries, values):
    """At a boundary the old rate still holds."""
    return values[sum(t > boundary for boundary in boundaries)]


@schedule("InverseTimeDecay")
def inverse(t, first, decay_steps, decay_rate):
    """Smooth, too."""
    return first / (1 + decay_rate * t / decay_steps)


@schedule("PolynomialDecay")
def polynomial(t, first, decay_steps, end_learning_rate):
    """Of power 1; it stays at its end."""
    left = 1 - min(t, decay_steps) / decay_steps
    return (first - end_learning_rate) * left + end_learning_rate


# ---- callbacks

LOSSES = RNG.uniform(size=(200, 40)).round(1)  # with ties


@twin("EarlyStopping", told="restore_best_weights=True")
def early_stopping(args, about, ours):
    """Stop when the last better value is `patience` epochs ago; the best weights come back."""
    assert about["monitor"] == "val_loss" and about["restore_best_weights"]
    for losses in LOSSES:
        best = wait = stopped = None
        for epoch, loss in enumerate(losses):
            if best is None or loss < losses[best] - about["min_delta"]:
                best, wait = epoch, 0
            else:
                wait += 1
                if wait >= about["patience"]:
                    stopped = epoch
                    break
        rule = type(ours[0])(ours[0].patience, ours[0].min_delta)
        over = [rule.observe(np.array([v]), np.zeros((1, 1)))[0] for v in losses]
        assert (over.index(True) if any(over) else None, rule.at[0]) == (stopped, best)


@twin("ReduceLROnPlateau", told="by 0.0001")
def plateau(args, about, ours):
    """The rate falls when the last better value is `patience` values ago; here any gain counts."""
    [kept] = ours
    for losses in LOSSES[:20]:
        state, rate, best, wait = kept.init(), kept.lr, np.inf, 0
        for k, loss in enumerate(losses):
            wait = 0 if loss < best else wait + 1
            best = min(best, loss)
            if wait >= about["patience"]:
                rate, wait = rate * about["factor"], 0
            for t in range(k * kept.span, (k + 1) * kept.span):
                state, found = kept.update(state, t, np.array(loss))
            np.testing.assert_allclose(found, rate)
