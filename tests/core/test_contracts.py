"""The verdict on a new entry: good ones pass, each kind of mistake is named."""

from dataclasses import dataclass

import numpy as np
import pytest

import dlcore
from dlcore import contracts
from dlcore.optimizers import as_rule
from dlcore.registry import Registry
from dlcore.surfaces import Surface

NEED_FILES = {"mnist", "fashion-mnist"}
REGISTRIES = [entry for entry in vars(dlcore).values() if isinstance(entry, Registry)]
ENTRIES = [(r.kind, name) for r in REGISTRIES if r.kind in contracts.CHECKS for name in r]


@pytest.mark.parametrize(("kind", "name"), [e for e in ENTRIES if e[1] not in NEED_FILES])
def test_everything_registered_keeps_its_contract(kind, name):
    entry = next(r for r in REGISTRIES if r.kind == kind)[name]
    good, sentence = contracts.verdict(kind, name, entry)
    assert good, sentence


@as_rule
@dataclass(frozen=True)
class Uphill:
    def init(self, theta):
        return ()

    def update(self, state, grad):
        return state, -grad


@as_rule
@dataclass(frozen=True)
class Mixing(Uphill):
    """One length for all runs together: runs must not see each other."""

    def update(self, state, grad):
        return state, grad / np.sqrt((grad * grad).sum())


def square(z):
    return z * z, z


def scalar(theta):
    return (theta * theta).sum(), 2 * theta


def double(z):
    return z.astype(float), np.ones(z.shape)


def shared(outputs, target):
    e = outputs - target
    return 0.5 * (e * e).sum(), e


@pytest.mark.parametrize(
    ("kind", "entry", "words"),
    [
        ("activation", square, "finite differences"),
        ("activation", double, "float64"),
        ("activation", lambda z: z.no_such_thing, "no_such_thing"),
        ("surface", Surface(scalar), "for 6 points"),
        ("loss", shared, "for 3 runs"),
        ("optimizer", Uphill, "does not go down"),
        ("optimizer", Mixing, "single runs"),
        ("initializer", lambda rng, shape: np.random.default_rng().random(shape), "from rng alone"),
        ("constraint", lambda W: 0.5 * W, "stay as it is"),
        ("data set", lambda: ([1], [2]), "Data"),
        ("experiment", dict, "Experiment"),
    ],
)
def test_mistakes_are_named(kind, entry, words):
    good, sentence = contracts.verdict(kind, "mine", entry)
    assert not good
    assert words in sentence
    assert "'mine'" in sentence


def test_a_cell_hears_the_verdict(capsys):
    registry = Registry("activation")

    def swish(z):
        s = 1 / (1 + np.exp(-z))
        return z * s, s * (1 + z * (1 - s))

    registry.add("quiet")(swish)
    assert capsys.readouterr().out == ""
    swish.__module__ = "__main__"
    registry.add("swish")(swish)
    assert "'swish' works" in capsys.readouterr().out
