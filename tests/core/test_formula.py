"""The numbers shown in a rule's formula are those the rule computes."""

import numpy as np
import pytest

from dlcore import OPTIMIZERS
from dlcore.experiments import DigitsRace, OptimizerRace
from dlcore.formula import Moment

EVALUABLE = [name for name, rule in OPTIMIZERS.items() if rule.formula]


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("weight", [0, 1])
def test_formula_gives_the_next_weight_of_a_race(name, weight):
    frames = list(OptimizerRace(optimizers=(name,), steps=40).frames())
    for t in (0, 1, 2, 17, 39):
        moment = frames[t].moment(0, weight)
        follows = frames[t + 1].race.theta[t + 1, 0, 0, weight]
        assert moment.lines()[-1][-1] == pytest.approx(follows, rel=1e-12, abs=1e-12)
        assert moment.slope == pytest.approx(moment.numbers["g"], rel=1e-6, abs=1e-7)


def test_every_rule_of_one_weight_has_a_formula():
    assert set(OPTIMIZERS) - set(EVALUABLE) == {"newton"}


@pytest.mark.parametrize("name", EVALUABLE)
def test_formula_ends_in_the_direction_of_the_rule(name):
    frames = list(DigitsRace(optimizers=(name,), epochs=1).frames())
    for frame in (frames[0], frames[-1]):
        moment = frame.moment(0, 1)
        shown = {line[0].split(" = ")[0]: line[2] for line in moment.lines()}
        assert shown["d"] == pytest.approx(moment.direction, rel=1e-4)
        assert moment.slope == pytest.approx(moment.numbers["g"], rel=1e-3, abs=1e-6)


def test_numbers_stand_where_the_symbols_stood():
    numbers = {"theta": 1.0, "g": -2.0, "lr": 0.5, "velocity": 0.25, "beta": 0.9}
    lines = Moment(OPTIMIZERS["momentum"](), numbers, -1.775, -2.0).lines()
    assert lines[0][:2] == ("velocity = beta * velocity + g", "velocity = 0.9 * 0.25 + (-2)")
    assert [line[2] for line in lines] == [-1.775, -1.775, 1.8875]


def test_overflow_is_a_number_not_an_error():
    numbers = {"theta": 1.0, "g": 1e200, "lr": 0.5, "total": np.inf, "eps": 1e-8}
    lines = Moment(OPTIMIZERS["adagrad"](), numbers, 0.0, 0.0).lines()
    assert not np.isfinite(lines[0][2])
