"""Sweeps: what is computed together is what single runs give, to the last bit."""

from dataclasses import fields, replace

import numpy as np
import pytest

from dlcore.experiments import DigitsRace, OptimizerRace, sweep, swept, values_of
from dlcore.experiments.sweep import groups

RACE = OptimizerRace(steps=40, starts=3)
DIGITS = DigitsRace(epochs=1, hidden=8, batch=128, rates="same")
FEW = DigitsRace(epochs=1, hidden=4, batch=256, optimizers=("adam", "momentum"), rates="tuned")


def last(frames):
    *_, frame = frames
    return frame


@pytest.mark.parametrize(
    "experiment, a, values_a, b, values_b",
    [
        (RACE, "lr", (0.001, 0.05, 2.0), "spread", (0.0, 0.4)),
        (RACE, "surface", ("bowl", "saddle"), "seed", (0, 5)),
        (replace(RACE, rates="tuned"), "surface", ("bowl", "beale"), "steps", (20, 30)),
        (DIGITS, "lr", (0.001, 0.05, 2.0), "hidden", (4, 8)),
        (DIGITS, "seed", (3, 4), "lr", (0.01, 0.1)),
        (FEW, "batch", (100, 300), "hidden", (3, 5)),
    ],
)
def test_every_cell_is_a_single_run(experiment, a, values_a, b, values_b):
    seeds = (1, 7)
    frame = last(sweep(experiment, a, values_a, b, values_b, seeds))
    assert frame.known.all() and frame.share == 1
    seeds = (experiment.seed,) if "seed" in (a, b) else seeds
    for i, one in enumerate(values_a):
        for j, other in enumerate(values_b):
            for k, seed in enumerate(seeds):
                single = replace(experiment, **({"seed": seed} | {a: one, b: other}))
                scores = {
                    m: {who: s[i, j, k] for who, s in everybody.items()}
                    for m, everybody in frame.grid.items()
                }
                np.testing.assert_equal(scores, last(single.frames()).scores)


def test_alike_runs_are_computed_together():
    runs = [
        replace(DIGITS, lr=lr, seed=s, hidden=h) for h in (4, 8) for lr in (1, 2) for s in (0, 1)
    ]
    assert sorted(map(sorted, groups(runs))) == [[0, 1, 2, 3], [4, 5, 6, 7]]
    races = [replace(RACE, steps=20000, starts=5, lr=lr) for lr in (0.1, 0.2)]
    assert list(groups(races)) == [[0], [1]]


def test_it_looks_up_often_and_counts_on():
    shares = [frame.share for frame in sweep(DIGITS, "lr", (0.1, 1.0), "hidden", (4, 8), (0, 1))]
    assert len(shares) > 20 and shares == sorted(shares)
    assert shares[0] == 0 and shares[-1] == 1


def test_mean_and_spread_leave_out_what_is_not_finite():
    frame = last(sweep(RACE, "lr", (0.02, 2.0), "surface", ("crescent", "bowl"), range(4)))
    scores = frame.grid["loss"]["gradient-descent"]
    scores[0, 0] = [1, 2, np.inf, np.nan]
    scores[0, 1] = np.nan
    assert frame.mean("loss", "gradient-descent")[0, 0] == 1.5
    assert frame.spread("loss", "gradient-descent")[0, 0] == 0.5
    assert np.isnan(frame.mean("loss", "gradient-descent")[0, 1])
    assert frame.written("loss", "gradient-descent", 0, 0) == "1.5 ± 0.5 in 2 of 4"
    assert frame.written("loss", "gradient-descent", 0, 1) == "not finite"


def test_it_says_what_makes_no_difference():
    race = replace(RACE, starts=1)
    said = last(sweep(race, "lr", (0.01, 0.1), "spread", (0.0, 0.5), (0, 1))).said("loss", "adam")
    assert "spread makes no difference" in said and "the seed makes no difference" in said
    assert "learning rate makes" not in said
    assert "lowest" in said and "at learning rate" in said


def test_values_lie_in_the_sliders_range():
    for experiment in (RACE, DIGITS):
        for name, knob in swept(experiment).items():
            values = values_of(knob, 5)
            assert len(values) > 1 and len(set(values)) == len(values)
            assert len(values) <= 5 or values == tuple(knob.metadata["choices"])
            for value in values:
                replace(experiment, **{name: value})
    assert "optimizers" not in swept(RACE) and "start" not in swept(RACE)


@pytest.mark.parametrize(
    "a, values_a, b, values_b, message",
    [
        ("lr", (1.0,), "lr", (1.0,), "two knobs"),
        ("lr", (1.0,), "optimizers", (1.0,), "cannot be swept; what can: surface"),
        ("lr", (), "steps", (10,), "at least one value"),
        ("lr", (1.0, -1.0), "steps", (10,), "lr must be greater than 0"),
    ],
)
def test_what_makes_no_sense_is_said_at_once(a, values_a, b, values_b, message):
    with pytest.raises(ValueError, match=message):
        sweep(RACE, a, values_a, b, values_b)


@pytest.mark.parametrize("experiment", [RACE, FEW])
def test_frames_have_scores_and_a_digest(experiment):
    frame = last(experiment.frames())
    assert list(frame.scores) == list(frame.measures)
    for everybody in frame.scores.values():
        assert list(everybody) == list(frame.names)
    np.testing.assert_array_equal(frame.digest, list(next(iter(frame.scores.values())).values()))
    assert frame.kept().summary.split(";")[0] == frame.summary.split(";")[0]


def test_a_race_keeps_less_than_it_is():
    frame = last(replace(RACE, starts=50).frames())
    kept = frame.kept()
    np.testing.assert_array_equal(kept.paths, frame.paths)
    np.testing.assert_array_equal(kept.losses, frame.losses)
    size = {f.name: np.size(getattr(kept.race, f.name)) for f in fields(kept.race)}
    assert size["theta"] == frame.race.theta.size / 50 and kept.race.states is None
