"""Replayed steps are the plain ones to the last bit."""

from functools import partial
from itertools import islice
from random import random, seed

import numpy as np
import pytest

from dlcore import (
    ACTIVATIONS,
    CONSTRAINTS,
    LAYERS,
    LOSSES,
    OPTIMIZERS,
    PENALTIES,
    SCHEDULES,
    SURFACES,
    Activation,
    BatchNorm,
    Dense,
    Dropout,
    Net,
    Objective,
    Together,
    clip_by_norm,
    clip_by_value,
    constrained,
    descend,
    mlp,
    training,
)
from dlcore.replay import COMPARED, Replay, chains, program
from dlcore.seeding import Streams
from tests.core.helpers import example_of, one_hot_rows

SMALL_NET = mlp(6, 5, 3, activation="tanh")
ADAM = OPTIMIZERS["adam"]()


@pytest.fixture(params=["whole", "in parts"])
def replays(monkeypatch, request):
    """All that `descend` makes; here each must have replayed.

    In parts: even the smallest networks are large enough for chains and for results in new arrays.
    """
    made = []
    if request.param == "in parts":
        monkeypatch.setattr(chains, "PART", 7)
        monkeypatch.setattr(program, "SMALL", 0)

    class Spy(Replay):
        def __init__(self, step):
            super().__init__(step)
            made.append(self)

    monkeypatch.setattr(training, "Replay", Spy)
    training.known.cache_clear()
    yield made
    assert made and not [replay.reason for replay in made if replay.reason]
    assert all(replay.programs[0].comparisons == COMPARED for replay in made)


def same(a, b):
    """Equal to the last bit, of one type, and nested alike."""
    if isinstance(a, tuple):
        assert type(a) is type(b) and len(a) == len(b)
        for x, y in zip(a, b, strict=True):
            same(x, y)
    else:
        assert np.asarray(a).dtype == np.asarray(b).dtype
        np.testing.assert_array_equal(a, b, strict=True)


def objective(net, loss="mse", seeds=0, dtype=np.float32, batch=8, **options):
    """20 examples: batches of 8, 8 and 4."""
    rng = np.random.default_rng(0)
    x = np.abs(rng.standard_normal((20, 6))).astype(dtype)
    y = one_hot_rows(rng, 20, net.widths[-1] or 6).astype(dtype)
    return Objective(net, loss, x, y, batch, seed=seeds, **options)


def check(make, theta, rule=ADAM, lr=0.01, steps=25, **options):
    """Plain and replayed descents agree; make() -> an objective in its first state."""
    plain = list(islice(descend(make(), theta, rule, lr, **options), steps))
    replayed = list(islice(descend(make(), theta, rule, lr, replay=True, **options), steps))
    for a, b in zip(plain, replayed, strict=True):
        same(tuple(a), tuple(b))


def check_net(net, loss="mse", rule=ADAM, **options):
    """One run and three at once, in both precisions."""
    for seeds in (0, [0, 1, 2]):
        for dtype in (np.float32, np.float64):
            theta = net.init(seeds, dtype)
            check(partial(objective, net, loss, seeds, dtype, **options), theta, rule)


# --- everything registered


@pytest.mark.parametrize("name", LAYERS)
def test_layers(replays, name):
    layer = example_of(LAYERS[name])
    width = layer.widths[1] or 6
    check_net(Net((Dense(6, 6), layer, Dense(width, 3))))
    assert all(len(replay.programs) == 2 for replay in replays)  # batches of 8 and of 4


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations(replays, name):
    check_net(mlp(6, 5, 3, activation=name))


@pytest.mark.parametrize("name", LOSSES)
def test_losses(replays, name):
    check_net(SMALL_NET, name)


@pytest.mark.parametrize("name", PENALTIES)
def test_penalties(replays, name):
    check_net(SMALL_NET, penalties={name: 0.1})
    strengths = {name: np.array([[0.1], [0.0], [1.0]])}
    check(
        partial(objective, SMALL_NET, seeds=[0, 1, 2], penalties=strengths),
        SMALL_NET.init([0, 1, 2]),
    )


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("surface", SURFACES)
def test_rules_on_surfaces(replays, name, surface):
    f, rule = SURFACES[surface], OPTIMIZERS[name]()
    for start in (f.start, [f.start, (0.3, -0.2)]):
        check(lambda: f, np.array(start), rule, rule.usual_lr)


@pytest.mark.parametrize("name", [n for n in OPTIMIZERS if n != "newton"])
def test_rules_on_networks(replays, name):
    check_net(SMALL_NET, "cross-entropy", OPTIMIZERS[name]())


@pytest.mark.parametrize("name", SCHEDULES)
def test_schedules(replays, name):
    check(partial(objective, SMALL_NET), SMALL_NET.init(0), lr=SCHEDULES[name](lr=0.1))


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_constraints_decay_and_clipping(replays, name):
    net = Net((Dense(6, 5), BatchNorm(5), Activation("relu"), Dropout(0.3), Dense(5, 3)))
    options = dict(weight_decay=0.1, shrink=0.01, constrain=constrained(net, name))
    for seeds in (0, [0, 1]):
        for clip in (clip_by_norm(0.1), clip_by_value(0.01)):
            check(partial(objective, net, seeds=seeds), net.init(seeds), clip=clip, **options)


def test_a_race(replays):
    rules = Together(tuple(OPTIMIZERS[name]() for name in OPTIMIZERS))
    theta, lr = np.tile([-1.5, 1.5], (len(rules.rules), 1)), np.full((len(rules.rules), 1), 0.001)
    check(lambda: SURFACES["rosenbrock"], theta, rules, lr)


def test_many_examples_at_once(replays):
    check(partial(objective, SMALL_NET, batch=None), SMALL_NET.init(0))


def test_runs_with_own_noise_on_shared_examples(replays):
    net = Net((Dropout(0.5), *SMALL_NET.layers))
    check(partial(objective, net, seeds=[0, 1], batch=None), net.init([0, 1]))


def test_large_results_are_made_anew(replays):
    net = mlp(6, 3000, 3)
    assert net.init(0).nbytes > 2**16
    for seeds in (0, [0, 1]):
        check(partial(objective, net, seeds=seeds), net.init(seeds), steps=8)


def test_quicker_calls_are_the_same_to_the_last_bit():
    rng = np.random.default_rng(0)
    for dtype in (np.float32, np.float64):
        for _ in range(300):
            n, m, k = rng.integers(1, 70, 3)
            A, B = (
                rng.standard_normal((n, m)).astype(dtype),
                rng.standard_normal((m, k)).astype(dtype),
            )
            for left in (A, np.asfortranarray(A)):
                for right in (B, np.asfortranarray(B)):
                    same(left.dot(right, np.empty((n, k), dtype)), left @ right)
            same(np.maximum.reduceat(A, [0], -1), A.max(-1, keepdims=True))


# --- what is handed out


def test_kept_steps_stay_true_and_may_be_changed(replays):
    f, theta = objective(SMALL_NET), SMALL_NET.init(0)
    plain = list(islice(descend(objective(SMALL_NET), theta, ADAM, 0.1), 12))
    for kept, step in zip(plain, descend(f, theta, ADAM, 0.1, replay=True), strict=False):
        same(step.theta, kept.theta)
        same(step.grad, kept.grad)
        same(step.state, kept.state)
        before = step.value.copy()
        same(before, kept.value)


def test_divergence_goes_on_without_warnings(replays):
    check(lambda: SURFACES["elongated"], np.ones(2), OPTIMIZERS["gradient-descent"](), 1.0, 700)


def test_the_source_is_straight_lines(replays):
    next(islice(descend(objective(SMALL_NET), SMALL_NET.init(0), ADAM, 0.1, replay=True), 9, None))
    lines = replays[0].source.splitlines()
    assert lines[0] == "def run(*args):" and lines[-1].startswith("    return (v")
    assert sum("tanh(" in line for line in lines) == 1
    assert sum("dot(" in line for line in lines) == 7  # 2 forward, 3 backward, 2 sums
    assert not any(word in replays[0].source for word in ("zeros_like", "copyto"))
    assert ("for s, r in" in replays[0].source) == (chains.PART < SMALL_NET.size)


def forward(x):
    new = np.empty_like(x)
    new[:-1] = x[:-1] + 1
    new[1:] = new[:-1] * 2
    return new


def backward(x):
    new = np.empty_like(x)
    new[1:] = x[1:] + 1
    new[:-1] = new[1:] * 2
    return new


def turned(x):
    y = (x + 1).reshape(4, 5).T.ravel()
    return y * 2, (y + x).reshape(20) * 3


def beside(x):
    new = np.empty_like(x)
    new[:10] = x[:10] * 2 + 1
    new[10:] = x[:10] * new[:10] + 1
    return new, new[:10] + x[10:]


@pytest.mark.parametrize("step", [forward, backward, turned, beside])
def test_parts_do_not_disturb_each_other(monkeypatch, step):
    """What one call writes, others read a place further, in another order, or side by side."""
    monkeypatch.setattr(chains, "PART", 7)
    monkeypatch.setattr(program, "SMALL", 0)
    replay = Replay(step)
    for n in range(COMPARED + 3):
        x = np.arange(20.0) ** 2 + n
        same(replay(x), step(x))
    assert replay.reason == "" and replay.programs[0].trusted


def test_weights_and_gradients_meet_part_by_part(monkeypatch):
    """L2 on a large network: each matrix is added to the gradient in a chain of its own."""
    f = objective(mlp(6, 9, 9, 3), penalties={"l2": 0.1})
    monkeypatch.setattr(chains, "PART", 20)
    theta = f.net.init(0)
    replay = Replay(lambda theta, x, y: f.at(theta, x, y))
    x, y, _ = f.draw()
    for _ in range(COMPARED + 1):
        same(replay(theta, x, y), f.at(theta, x, y))
    assert replay.reason == ""
    assert replay.programs[0].source.count("for s, r in parts") == 3


def test_programs_are_kept_for_each_shape():
    seen = []

    def step(x):
        seen.append(x.shape)
        return (x * x).sum(0)

    replay = Replay(step)
    for n in (3, 4, 3, 4, 3, 4, 3, 4, 3, 4, 3):
        same(replay(np.arange(n) + 0.5), ((np.arange(n) + 0.5) ** 2).sum(0))
    assert len(replay.programs) == 2
    assert len(seen) == 2 * (2 + COMPARED)  # recorded beside the first, then compared


def test_random_numbers_are_drawn_in_the_order_of_the_plain_step(replays):
    net = Net((Dropout(0.5), *SMALL_NET.layers))
    plain, replayed = objective(net), objective(net)
    for f, replay in ((plain, False), (replayed, True)):
        next(islice(descend(f, net.init(0), ADAM, 0.1, replay=replay), 20, None))
    assert plain.rng.bit_generator.state == replayed.rng.bit_generator.state


# --- single starts: NumPy's numbers in place of arrays


@pytest.mark.parametrize("surface", SURFACES)
def test_300_steps_from_single_starts(surface, replays):
    f, rng = SURFACES[surface], np.random.default_rng(5)
    for name in OPTIMIZERS:
        start = rng.standard_normal(2) * f.start
        check(lambda: f, start, OPTIMIZERS[name](), 0.01, steps=300)
    for name in "adamax", "nadam":
        check(lambda: f, start.astype("f4"), OPTIMIZERS[name](), 0.01, steps=100)


def of_powers(theta):
    """Powers of numbers, and of arrays without axes, that C and NumPy may round differently."""
    x, y, z = theta[0], theta[..., 1], theta[-1]
    value = x**2 + y**2 + x**4 * (z**2) ** 0.5 + 1.7 ** (-x) + (1 + y * y) ** -1 + (x * x) ** 1.5
    slope = x**3 + (x * x + 1) ** -0.5 * (x * x) ** x + 2**z + (2 + y) ** np.float64(2)
    return value, np.stack([slope, y**3])


def test_powers_of_numbers(replays):
    for start in np.random.default_rng(0).uniform(-1, 1, (20, 2)):
        check(lambda: of_powers, start, OPTIMIZERS["gradient-descent"](), 0.003, steps=60)


# --- another type


def test_another_type_is_another_program():
    replay = Replay(lambda x, k: k * x + 1)
    values = np.arange(3.0) + 1e-9
    for x in [values, values.astype("f4"), values, np.arange(3), values.astype("f4")] * 6:
        for k in 2, 0.5:
            same(replay(x, k), k * x + 1)
    assert len(replay.programs) == 6
    for k in 2, 0.5:
        assert replay(7.25, k) == 7.25 * k + 1  # a number in the place of an array


# --- surfaces that draw by themselves


GLOBAL = np.random.default_rng(3)


class Noisy:
    """A parabola whose slope is noisy; kind says where the noise comes from."""

    def __init__(self, kind):
        self.kind, self.rng, self.runs = kind, np.random.default_rng(3), Streams([3, 4])
        self.inner = partial(lambda rng, shape: rng.normal(size=shape), np.random.default_rng(3))

    def noise(self, theta):
        draw = {
            "attribute": lambda: self.rng.normal(size=theta.shape),
            "partial": lambda: self.inner(theta.shape),
            "streams": lambda: self.runs.standard_normal(theta.shape),
            "global": lambda: GLOBAL.normal(size=theta.shape),
            "NumPy's own": lambda: np.random.normal(size=theta.shape),  # noqa: NPY002
            "Python's own": lambda: random(),
        }
        return draw[self.kind]()

    def __call__(self, theta):
        return (theta * theta).sum(-1), theta + self.noise(theta)


class Hesitant(Noisy):
    """After the draw it asks for a number, which cannot be recorded."""

    def __call__(self, theta):
        noise = self.noise(theta)
        return (theta * theta).sum(-1), theta + noise if theta.sum() > -9 else theta


KINDS = ["attribute", "partial", "streams", "global", "NumPy's own", "Python's own"]


@pytest.mark.parametrize("make", [Noisy, Hesitant])
@pytest.mark.parametrize("kind", KINDS)
def test_a_surface_that_draws_by_itself_keeps_its_draws(kind, make):
    def steps(replay):
        GLOBAL.bit_generator.state = np.random.default_rng(3).bit_generator.state
        np.random.seed(3), seed(3)  # noqa: NPY002
        walk = descend(make(kind), np.ones((2, 4)), ADAM, 0.1, replay=replay)
        return list(islice(walk, 100))

    with pytest.warns(UserWarning, match="is not replayed"):
        replayed = steps(True)
    for a, b in zip(steps(False), replayed, strict=True):
        same(tuple(a), tuple(b))


def test_a_closure_keeps_its_draws():
    def surface():
        rng = np.random.default_rng(3)
        return lambda theta: ((theta * theta).sum(-1), theta + rng.normal(size=theta.shape))

    with pytest.warns(UserWarning, match="is not replayed"):
        replayed = list(islice(descend(surface(), [1.0, 2.0], ADAM, 0.1, replay=True), 50))
    for a, b in zip(descend(surface(), [1.0, 2.0], ADAM, 0.1), replayed, strict=False):
        same(tuple(a), tuple(b))


# --- recordings that are kept


SCALE = 1.0


def scaled_bowl(theta):
    return 0.5 * SCALE * (theta * theta).sum(-1), SCALE * theta


def walked(f, start, steps=12, rule=ADAM, **options):
    return next(islice(descend(f, np.array(start), rule, 0.1, **options), steps, None))


def test_a_surface_is_recorded_once_for_all_descents_of_a_kind(replays):
    for start in ([1.0, 2.0], [-3.0, 0.5]):
        same(walked(SURFACES["beale"], start), walked(SURFACES["beale"], start, replay=True))
    assert len(replays) == 1 and len(replays[0].programs) == 1
    for rule, options in ((OPTIMIZERS["adam"](beta1=0.5), {}), (ADAM, dict(shrink=0.1))):
        walked(SURFACES["beale"], [1.0, 2.0], rule=rule, replay=True, **options)
    walked(SURFACES["beale"], [[1.0, 2.0]], replay=True)
    assert len(replays) == 4


def test_two_descents_may_share_a_recording_in_turns(replays):
    starts = np.array([1.0, 2.0]), np.array([-3.0, 0.5])
    plain = [descend(SURFACES["beale"], start, ADAM, 0.1) for start in starts]
    both = [descend(SURFACES["beale"], start, ADAM, 0.1, replay=True) for start in starts]
    for _ in range(12):
        for one, other in zip(plain, both, strict=True):
            same(tuple(next(one)), tuple(next(other)))
    assert len(replays) == 1


def test_what_has_changed_since_is_noticed_and_recorded_anew(replays, monkeypatch):
    for scale in (1.0, 3.0, 1.0):
        monkeypatch.setitem(globals(), "SCALE", scale)
        same(walked(scaled_bowl, [1.0, 2.0]), walked(scaled_bowl, [1.0, 2.0], replay=True))
    assert len(replays) == 1 and not replays[0].reason


def test_networks_with_data_are_not_kept(replays):
    for _ in range(2):
        walked(objective(SMALL_NET), SMALL_NET.init(0), replay=True)
    assert len(replays) == 2 and not training.known.cache_info().currsize
