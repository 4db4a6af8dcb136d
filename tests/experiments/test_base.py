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
    swept,
)
from dlcore.experiments.pace import every
from dlcore.knobs import Part, knob, numbers, points
from dlcore.registry import EXPERIMENTS
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


RATES = {
    "step": Part(0, 9, least=0),
    "rate": Part(0.01, 1, log=True),
    "class": Part(0, 1, whole=True),
}


@dataclass(frozen=True, repr=False)
class Many(Experiment):
    """Knobs that hold many numbers."""

    shares: tuple = numbers((0.5, 0.5), 0, 1, names=("sun", "rain"), least=0, most=1)
    places: tuple = points(((0, 0.1, 0),), RATES, count=(1, 3), ordered=True)
    matrix: tuple = points(((1, 0), (0, 1)), dict(a=Part(-1, 1), b=Part(-1, 1)))


def test_arrays_become_plain_tuples():
    places = np.array([(0, 0.5, 1), (2.5, 0.25, 0)], "f8, f4, i8")
    many = Many(shares=np.array([0.25, 0.75], "f4"), places=places, matrix=np.eye(2)[::-1])
    assert repr(many) == (
        "Many(shares=(0.25, 0.75), places=((0.0, 0.5, 1), (2.5, 0.25, 0)), "
        "matrix=((0.0, 1.0), (1.0, 0.0)))"
    )
    assert eval(repr(many)) == many and hash(many) == hash(eval(repr(many)))
    assert swept(many) == {}


@pytest.mark.parametrize(
    ("knobs", "said"),
    [
        (dict(shares=(0.5,)), r"shares needs 2 numbers (sun, rain), not (0.5,)"),
        (dict(shares=0.5), r"shares needs 2 numbers (sun, rain), not 0.5"),
        (dict(shares=(0.5, 1.5)), "shares: rain must be between 0 and 1, not 1.5"),
        (dict(shares=(0.5, "x")), "shares: rain must be a finite number, not 'x'"),
        (dict(shares=np.array([0.5, np.nan])), "shares: rain must be a finite number, not nan"),
        (dict(places=()), "places needs 1 to 3 points (step, rate, class), not 0"),
        (dict(places=7), "places needs 1 to 3 points (step, rate, class), not 7"),
        (
            dict(places=((1, 2),)),
            "places, point 1, needs 3 numbers (step, rate, class), not (1, 2)",
        ),
        (dict(places=((1, 0, 0),)), "places, point 1: rate must be greater than 0, not 0"),
        (dict(places=((1, 1, 0.5),)), "places, point 1: class must be a whole number, not 0.5"),
        (
            dict(places=((3, 1, 0), (2, 1, 0))),
            "places, point 2: step must not be less than that of the point before, 3, not 2",
        ),
        (dict(matrix=np.ones((3, 2))), "matrix needs 2 points (a, b), not 3"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_nonsense_in_many_numbers_is_named(knobs, said):
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        Many(**knobs)


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
    plain = [f for f in fields(kind) if f.name in single and not f.metadata["parts"]]
    assert min(3, len(plain)) <= len(kind.front) <= 4 and single.issuperset(kind.front)
    assert single.issuperset(kind.grid)


def test_the_usual_table_is_the_scores():
    *_, frame = small(load("mismatch")).frames()
    head, rows = frame.table
    assert head == ("trained, tested", "test right", "test loss", "z′ over z")
    assert [row[0] for row in rows] == list(frame.names)
    assert rows[1][3] == f"{frame.ratio:.2f}" and rows[0][3] == rows[2][3] == ""
    assert rows[0][1] == f"{frame.right[0, :, -1].mean():.1%}"
    *_, alone = small(load("thinned")).frames()  # nobody has a name there
    assert alone.table[0] == tuple(alone.measures) and len(alone.table[1]) == 1
