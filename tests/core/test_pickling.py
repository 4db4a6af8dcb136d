"""What the course is made of can be copied, kept in a file, and sent to another process."""

import os
import pickle
import subprocess
import sys
from copy import deepcopy
from dataclasses import fields
from itertools import islice

import numpy as np
import pytest

import dlcore
from dlcore import (
    DATASETS,
    EXPERIMENTS,
    OPTIMIZERS,
    PENALTIES,
    SURFACES,
    Augmentation,
    EarlyStopping,
    Objective,
    Surface,
    Together,
    clip_by_norm,
    clip_by_value,
    constrained,
    descend,
    mlp,
)
from dlcore.experiments import Now
from dlcore.experiments.network_knobs import UNITS
from dlcore.experiments.optimizer_race.landscapes import LANDSCAPES
from dlcore.registry import Registry
from dlcore.seeding import generator
from tests.experiments.small import SMALL
from tests.widgets.truth import same


def there_and_back(thing):
    """As another process would have it."""
    return pickle.loads(pickle.dumps(thing))


def bowl(theta):
    return (theta * theta).sum(-1), 2 * theta


NET = mlp(4, 5, 3)
ENTRIES = [(r, n) for r in Registry.every[:] for n in r if not (r.home + n).startswith("tests")]
VALUES = {
    "net": NET,
    "data": DATASETS["digits"](),
    "streams": generator([1, 2]),
    "early stopping": EarlyStopping(3),
    "rules": Together((OPTIMIZERS["adam"](), OPTIMIZERS["momentum"]())),
    "augmentation": Augmentation(rotate=9),
    "own surface": Surface(bowl, start=(1.0, 1.0)),
    "now": Now(EXPERIMENTS["digits-race"]()),
}


@pytest.mark.parametrize(("registry", "name"), ENTRIES, ids=lambda x: str(getattr(x, "kind", x)))
def test_entries_are_found_again_by_their_names(registry, name):
    assert there_and_back(registry[name]) is registry[name]
    assert there_and_back(registry) is registry and deepcopy(registry) is registry


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
@pytest.mark.parametrize("copy", [there_and_back, deepcopy])
def test_values(copy, value):
    other = copy(value)
    assert type(other) is type(value)
    for name, part in vars(value).items() if hasattr(value, "__dict__") else ():
        if isinstance(part, np.ndarray):
            np.testing.assert_array_equal(part, getattr(other, name))


@pytest.mark.parametrize("key", EXPERIMENTS)
def test_experiments_and_their_frames(key):
    kind = EXPERIMENTS[key]
    knobs = {f.name for f in fields(kind)}
    experiment = kind(**{name: v for name, v in SMALL.items() if name in knobs})
    assert there_and_back(experiment) == experiment
    *_, frame = islice(experiment.frames(), 3)
    assert same(there_and_back(frame), frame)


def test_an_objective_goes_on_where_it_is():
    x, y = np.ones((7, 4), np.float32), np.ones((7, 3), np.float32)
    x += np.arange(7, dtype=np.float32)[:, None]
    f = Objective(NET, "mse", x, y, batch=2, seed=[0, 1], penalties={"l2": 0.1})
    theta = NET.init([0, 1])
    for _ in range(5):
        f(theta)
    others = there_and_back(f), deepcopy(f)
    for _ in range(5):
        value, grad = f(theta)
        for other in others:
            np.testing.assert_array_equal(other(theta)[0], value)


@pytest.mark.parametrize("clip", [clip_by_norm(0.5), clip_by_value(0.5)])
def test_what_descend_takes(clip):
    limited = constrained(NET, "max-norm")
    theta = NET.init(0)
    np.testing.assert_array_equal(there_and_back(clip)(theta), clip(theta))
    np.testing.assert_array_equal(there_and_back(limited)(9 * theta), limited(9 * theta))


def test_choices_of_knobs():
    assert list(there_and_back(UNITS)) == list(UNITS)


ELSEWHERE = """
import pickle, sys
things = pickle.load(sys.stdin.buffer)
rule, surface, penalty, landscape, experiment = things
from itertools import islice
from dlcore import descend
*_, step = islice(descend(surface, [1.0, 2.0], rule, 0.1), 9)
pickle.dump((step, *things), sys.stdout.buffer)
"""


def test_another_process(project):
    things = (OPTIMIZERS["adam"](), SURFACES["crescent"], PENALTIES["l1"], LANDSCAPES["bowl"])
    things += (EXPERIMENTS["optimizer-race"](lr=0.3),)
    environment = os.environ | {"PYTHONPATH": str(project)}
    command = [sys.executable, "-c", ELSEWHERE]
    run = subprocess.run(command, input=pickle.dumps(things), capture_output=True, env=environment)
    assert run.returncode == 0, run.stderr.decode()
    step, *back = pickle.loads(run.stdout)
    *_, here = islice(descend(SURFACES["crescent"], [1.0, 2.0], OPTIMIZERS["adam"](), 0.1), 9)
    np.testing.assert_array_equal(step.theta, here.theta)
    assert tuple(back) == things and back[1] is SURFACES["crescent"]


def test_an_unknown_name_stays_an_error_in_words():
    with pytest.raises(ValueError) as said:
        dlcore.ACTIVATIONS["rely"]
    assert str(there_and_back(said.value)) == str(said.value)
