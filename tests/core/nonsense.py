"""Nonsense for every argument of dlcore, and what a refusal must say."""

import re
from itertools import islice

import numpy as np
import pytest

from dlcore import OPTIMIZERS, SURFACES, Activation, Dense, descend, mlp, one_hot
from dlcore.data import digits, first

NET, BOWL = mlp(4, 8, 3), SURFACES["bowl"]
THETA = NET.init(0)
RNG = np.random.default_rng(0)
X = RNG.standard_normal((8, 4)).astype(np.float32)
LABELS = np.arange(8) % 3
Y = one_hot(LABELS)
DIGITS, ADAM = first(digits(), 50), OPTIMIZERS["adam"]()
WORD, LIST = "word", [[1], [1, 2]]
NO_NUMBERS = (WORD, None, 1j, np.nan, np.inf, True, [1], {})  # where one finite number is wanted
NO_SIZES = (0, -1, 2.5, 2.0, np.float64(3), "3", None, True, [3])
ODD = (Dense(4, 3), Activation("tanh"))
WRONG_X = (X[:, :3], X[:, :1], WORD, LIST, None, X.astype(complex))
RATES = (*NO_NUMBERS[:-2], -0.1, "0.5")
TABLES = (X[0], WORD, LIST, None, X[:0])  # where an array (N, n) is wanted
WRONG_Y = (LABELS, LABELS[:, None], Y[:1], Y[:, :2], Y[:0], Y[None, :3], WORD, LIST, None)
INITS = ("he", None, 7)
# other words for an argument
SPOKEN = {"outputs": "outputs|logits", "init": "init|initializer", "name": "name|activation"}


def refused(call, *values):
    """[(call with each value, value), ...]."""
    return [(lambda value=value: call(value), value) for value in values]


def of_walk(**options):
    """The first steps of a descent on the bowl, with something wrong."""
    usual = dict(f=BOWL, theta=[1.0, 2.0], rule=ADAM, lr=0.1)
    return list(islice(descend(**usual | options), 4))


def layer(kind, *args, **options):
    """Its forward pass for these x, with parameters of the right shapes."""

    def forward(x, rng=None):
        made = kind(*args, **options)
        return made.forward({name: np.ones(shape) for name, shape in made.shapes.items()}, x, rng)

    return forward


def cases(table):
    """A test for each argument in {name: {argument: calls}}."""
    return [
        pytest.param(argument, calls, id=f"{name}-{argument}")
        for name, arguments in table.items()
        for argument, calls in arguments.items()
    ]


def check(argument, calls):
    """Each call is refused by the name of the argument, in a few words."""
    for call, value in calls:
        try:
            given = call()
        except ValueError as error:
            said = str(error)
            assert re.search(rf"\b({SPOKEN.get(argument, argument)})\b", said), said
            assert len(said) < 400, said
        else:
            raise AssertionError(f"{argument} {value!r} gives {given!r}")
