"""What all experiments share: knobs, frames, the pace."""

import re
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
from tests.experiments.small import small

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


@pytest.mark.parametrize("key", EXPERIMENTS)
def test_tables_are_as_wide_as_their_headings(key):
    first, *_, last = small(load(key)).frames()
    for head, rows in (first.table, last.table):
        assert head and all(len(row) == len(head) for row in rows)
        assert not any(re.search(r"\b(nan|inf)\b", str(cell)) for row in rows for cell in row)


def test_the_usual_table_is_the_scores():
    *_, frame = small(load("mismatch")).frames()
    head, rows = frame.table
    assert head == ("trained, tested", "test right", "test loss", "z′ over z")
    assert [row[0] for row in rows] == list(frame.names)
    assert rows[1][3] == f"{frame.ratio:.2f}" and rows[0][3] == rows[2][3] == ""
    assert rows[0][1] == f"{frame.right[0, :, -1].mean():.1%}"
    *_, alone = small(load("thinned")).frames()  # nobody has a name there
    assert alone.table[0] == tuple(alone.measures) and len(alone.table[1]) == 1
