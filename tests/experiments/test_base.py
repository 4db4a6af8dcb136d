"""What all experiments share: knobs, frames, the pace."""

from dataclasses import dataclass, fields

import numpy as np
import pytest

from dlcore.experiments import (
    CriticalPoints,
    DigitsRace,
    Experiment,
    Nudge,
    OneWeight,
    OptimizerRace,
    load,
    load_all,
)
from dlcore.experiments.pace import every
from dlcore.registry import EXPERIMENTS, knob

load_all()


@dataclass(frozen=True, repr=False)
class Silent(Experiment):
    """Yields nothing, as it does not say how."""

    flag: bool = knob(False)


@pytest.mark.parametrize("name", ["frames", "work"])
def test_an_experiment_without_frames_says_so(name):
    with pytest.raises(ValueError, match="Silent must define `frames` or `work`"):
        list(getattr(Silent(), name)())


def test_numbers_of_numpy_become_those_of_python():
    race = OptimizerRace(
        lr=np.float64(0.1),
        steps=np.int64(20),
        spread=np.float32(0.5),
        start=np.array([1, -0.5]),
        optimizers=np.array(["adam", "momentum"]),
    )
    assert repr(race) == (
        "OptimizerRace(optimizers=('adam', 'momentum'), lr=0.1, start=(1.0, -0.5), spread=0.5, "
        "steps=20, seed=0)"
    )
    assert hash(race) == hash(eval(repr(race)))
    kinds = [type(v) for v in (race.lr, race.steps, race.spread, *race.start)]
    assert kinds == [float, int, float, float, float]
    assert type(Silent(flag=np.bool_(True)).flag) is bool


@pytest.mark.parametrize(
    "knobs",
    [dict(lr=np.nan), dict(lr=np.bool_(True)), dict(steps=np.float64(20)), dict(lr=np.ones(2))],
    ids=str,
)
def test_nonsense_of_numpy_is_refused(knobs):
    with pytest.raises(ValueError, match=next(iter(knobs))):
        OptimizerRace(**knobs)


def test_the_last_step_is_always_looked_at():
    assert every(3, 9) == [0, 3, 6, 9] and every(4, 9) == [0, 4, 8, 9] and every(9, 2) == [0, 2]
    assert every(0, 3) == [0, 1, 2, 3] and every(5, 0) == [0]


@pytest.mark.parametrize("experiment", [OneWeight(), Nudge(), CriticalPoints()], ids=str)
def test_experiments_print_as_the_code_that_makes_them(experiment):
    assert eval(repr(experiment)) == experiment and repr(experiment).endswith(")")


def test_changes_under_way_are_told_last():
    race = DigitsRace(rates="same", changes=((np.int64(3), "lr", np.float64(0.5)),))
    assert repr(race) == "DigitsRace(rates='same', seed=0, changes=((3, 'lr', 0.5),))"


@pytest.mark.parametrize("key", [key for key, kind in EXPERIMENTS.items() if kind.front])
def test_knobs_in_front_and_in_the_grid_are_single_ones(key):
    kind = load(key)
    single = {f.name for f in fields(kind) if f.metadata and not f.metadata["many"]}
    assert 3 <= len(kind.front) <= 4 and single.issuperset(kind.front)
    assert single.issuperset(kind.grid)
