"""Knobs that an experiment calls idle leave all it shows as it is; their twins do not."""

from dataclasses import fields, replace

import numpy as np
import pytest

from dlcore.experiments import (
    AdamLines,
    BestStep,
    CurveDescent,
    DigitsRace,
    FairTuning,
    FeatureScaling,
    Hill,
    OptimizerRace,
    load,
    load_all,
    values_of,
)
from dlcore.experiments.optimizer_race.adam_lines import GRADIENTS
from dlcore.registry import EXPERIMENTS
from tests.experiments.small import small

load_all()
RACE = OptimizerRace(steps=40)
DIGITS = DigitsRace(("adam", "momentum"), epochs=1, hidden=4, batch=256)
TUNING = FairTuning(steps=40, budget=3, starts=1)
IDLE = [
    (replace(RACE, rates="usual"), "lr spread seed"),
    (replace(RACE, rates="tuned"), "lr"),
    (replace(RACE, rates="tuned", spread=0.0), "lr seed"),
    (RACE, "spread seed"),
    (replace(RACE, starts=3), ""),
    (replace(RACE, starts=3, spread=0.0), "seed"),
    (DIGITS, "lr"),
    (replace(DIGITS, rates="tuned"), "lr"),
    (replace(DIGITS, rates="same"), ""),
    (TUNING, "spread seed"),
    (replace(TUNING, starts=2), ""),
    (Hill(beta=0.0), "rule"),
    (Hill(), ""),
    *((AdamLines(gradients=name), "seed") for name in GRADIENTS if name != "noisy"),
    (AdamLines(gradients="noisy"), ""),
    (CurveDescent(ground="rounded V"), "curvature"),
    (CurveDescent(), ""),
    (FeatureScaling(), "lr"),
    (FeatureScaling(rates="own"), ""),
    (BestStep(rule="slope / curvature"), "lr"),
    (BestStep(), ""),
]
MOVING = [  # where the knob that is idle above has an effect
    (RACE, "lr"),
    (replace(RACE, rates="tuned"), "spread"),
    (replace(RACE, rates="tuned"), "seed"),
    (replace(RACE, starts=3), "seed"),
    (replace(RACE, starts=3, spread=0.0), "spread"),
    (replace(DIGITS, rates="same"), "lr"),
    (DIGITS, "seed"),
    (replace(TUNING, starts=2), "spread"),
    (Hill(beta=0.5), "rule"),
    (AdamLines(gradients="noisy"), "seed"),
    (CurveDescent(), "curvature"),
    (FeatureScaling(rates="own"), "lr"),
    (BestStep(), "lr"),
]


def digests(experiment):
    """Numbers by which all frames are recognised."""
    return [frame.digest for frame in experiment.frames()]


def others(experiment, name):
    """The experiment with other values of a knob."""
    knob = next(f for f in fields(experiment) if f.name == name)
    values = [v for v in values_of(knob, 3) if v != getattr(experiment, name)]
    return [replace(experiment, **{name: value}) for value in values]


def same(one, other):
    """Whether two lists of digests are equal to the last bit."""
    pairs = zip(one, other, strict=True)
    return all(np.array_equal(a, b, equal_nan=True) for a, b in pairs)


@pytest.mark.parametrize("experiment, names", IDLE, ids=str)
def test_idle_knobs_leave_everything_as_it_is(experiment, names):
    assert set(experiment.idle) == set(names.split())
    for name in names.split():
        for other in others(experiment, name):
            assert same(digests(experiment), digests(other)), name


@pytest.mark.parametrize("experiment, name", MOVING, ids=str)
def test_knobs_that_are_not_idle_change_something(experiment, name):
    assert name not in experiment.idle
    assert not all(same(digests(experiment), digests(o)) for o in others(experiment, name))


@pytest.mark.parametrize("key", EXPERIMENTS)
def test_reasons_are_clauses_about_knobs(key):
    experiment = small(load(key))
    names = {f.name for f in fields(experiment) if f.metadata}
    assert names.issuperset(experiment.idle)
    for why in experiment.idle.values():
        assert why[0].islower() and why[-1].isalpha() and len(why) < 50
