"""Copies that a recorded step does without, and those that it must make."""

import numpy as np
import pytest

from dlcore import OPTIMIZERS, Objective, descend, mlp, training
from dlcore.replay import COMPARED, Replay


def squares_of_a_copy(x):
    """Nobody changes the copy."""
    y = 2 * x
    return y, y.copy() ** 2


def handed_out(x):
    """Whoever gets both may change one."""
    y = 2 * x
    return y, y.copy()


def changed(x):
    """The copy is not the original any more."""
    y = np.zeros_like(x)
    y[0] = x[1]
    z = y.copy()
    z[1] = x[0]
    return y * 2, z * 3


def original_changed(x):
    """Nor is the original."""
    y = np.zeros_like(x)
    z = y.copy()
    y[0] = x[1]
    return z + 1, y + 1


def turned(x):
    """A copy with its places in memory in another order."""
    y = x * 2
    return y, y.T.copy() + 1


def seen_through(x):
    """Views of a copy become views of the original."""
    y = x + 1
    z = y.copy()
    return y * 2, z[0] + z.T.reshape(-1).sum()


STEPS = [squares_of_a_copy, handed_out, changed, original_changed, turned, seen_through]


@pytest.mark.parametrize("step", STEPS)
def test_replayed_is_plain(step):
    replay, rng = Replay(step), np.random.default_rng(0)
    for _ in range(COMPARED + 4):
        x = rng.standard_normal((3, 4))
        for one, plain in zip(replay(x), step(x), strict=True):
            np.testing.assert_array_equal(one, plain, strict=True)
    assert not replay.reason and replay.programs[0].trusted


def test_only_needless_ones_are_left_out():
    made = {}
    for step in STEPS:
        replay = Replay(step)
        for _ in range(2):
            replay(np.ones((3, 4)))
        made[step] = replay.source.count("copy")
    needed = {handed_out, changed, original_changed, turned}
    assert {step for step in STEPS if made[step]} == needed


def test_a_copy_that_is_handed_out_is_an_array_of_its_own():
    replay = Replay(handed_out)
    for _ in range(COMPARED + 3):
        one, other = replay(np.ones((300, 400)))
        one *= 5
        assert (other == 2).all()


@pytest.mark.parametrize("rule", ["gradient-descent", "momentum"])
def test_training_copies_nothing(rule, monkeypatch):
    made = []

    class Spy(Replay):
        def __init__(self, step):
            super().__init__(step)
            made.append(self)

    monkeypatch.setattr(training, "Replay", Spy)
    net, x = mlp(4, 3, 2), np.ones((5, 4), np.float32)
    f = Objective(net, "mse", x, x[:, :2], penalties={"l2": 0.1})
    steps = descend(f, net.init(0), OPTIMIZERS[rule](), 0.1, replay=True)
    for _ in range(COMPARED + 2):
        next(steps)
    lines = [line for line in made[0].source.split("\n") if "return" not in line]
    assert not [line for line in lines if "copy(" in line]
