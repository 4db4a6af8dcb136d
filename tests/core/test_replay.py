"""Replayed steps are the plain ones to the last bit."""

from functools import partial
from itertools import islice

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
