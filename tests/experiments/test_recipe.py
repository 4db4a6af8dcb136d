"""The experiments of lecture 17 against what they claim to measure: loop, clinic, bugs."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore import DATASETS
from dlcore.data import Data
from dlcore.experiments import BugHunt, Clinic, RecipeLoop
from dlcore.experiments.recipe._instruments import INSTRUMENTS
from dlcore.experiments.recipe._sick import Sick, SickStack, Sorted, watched
from dlcore.experiments.recipe.bug_hunt import BUGS, HEALTHY
from dlcore.experiments.recipe.clinic import CURES, FAULTS, FRESH, PATIENTS
from dlcore.experiments.recipe.recipe_loop import (
    DONE,
    FIRST,
    SECOND,
    TEST_BRANCH,
    TRAIN,
    TRAINING_BRANCH,
    reached,
)
from dlcore.experiments.recipe.recipe_loop import (
    PATIENTS as LOOP_PATIENTS,
)
from dlcore.experiments.training import Training
from tests.core.helpers import assert_it_repeats, last
from widgets.lectures.recipe import recipe_loop as recipe_loop_view

HUNT = dict(most=60, examples=100, width=10, epochs=3)
EXPERIMENTS = [
    RecipeLoop(patient="B", remedy="L2", runs=1),
    Clinic(patient=2, instrument="learning rate: 1 point", cure="slower schedule"),
    BugHunt(runs=1, **HUNT),
]


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda e: type(e).__name__)
def test_runs_repeat_and_earlier_frames_stay(experiment):
    assert_it_repeats(experiment)


def test_a_sick_training_without_a_fault_is_a_training():
    knobs = dict(data="digits", examples=100, epochs=2, runs=2)
    _, theta, _ = Training(**knobs).trained()
    *_, (step, _) = filter(None, watched(SickStack(Sick(**knobs))))
    np.testing.assert_array_equal(step.theta, theta)


def test_sorted_batches_go_from_class_to_class():
    rows = Sorted(np.array([2, 0, 1, 0, 2, 1]), 4)
    assert [next(rows).tolist() for _ in range(3)] == [[1, 3, 2, 5], [0, 4], [1, 3, 2, 5]]


def test_two_softmaxes_are_one_more_layer():
    one, two = (Sick(softmaxes=n).net(64, 10) for n in (1, 2))
    assert len(two.layers) == len(one.layers) + 1 and one.size == two.size


def test_a_run_is_watched_to_its_end():
    stack = SickStack(Sick(data="digits", examples=100, batch=25, epochs=3))
    steps = [moment[0].t for moment in watched(stack, 0.5) if moment]
    assert steps == [0, 2, 4, 6, 8, 10, 12]


@pytest.mark.parametrize(
    "train, test, end",
    [
        (0.6, 0.58, TRAINING_BRANCH),
        (0.3, 0.95, TRAINING_BRANCH),
        (1.0, 0.8, TEST_BRANCH),
        (0.9, 0.9, DONE),
    ],
)
def test_the_chart_asks_for_training_first(train, test, end):
    way = reached(train, test)
    assert way[:2] == (TRAIN, FIRST) and way[-1] == end
    assert (SECOND in way) == (train >= 0.9)


@pytest.mark.parametrize("patient", LOOP_PATIENTS)
def test_each_turn_is_a_run_of_its_own(patient):
    loop = RecipeLoop(patient=patient, remedy="L2", then="dropout", runs=2)
    frame, trainings = last(loop), list(loop.trainings())
    assert len(trainings) == 3 and trainings[2].l2 and trainings[2].dropout
    turns = 1 if patient == "E" else 3
    assert len(frame.ways) == turns - 1 and frame.good == (patient == "E")
    assert np.isclose(frame.places[-1], turns)


def test_the_ways_of_a_loop_are_those_of_its_ends():
    frames = list(RecipeLoop(patient="C", remedy="ReLU", then="more examples").frames())
    ways = [*frames[-1].ways, frames[-1].lit]
    assert [way[-1] for way in ways] == [TRAINING_BRANCH, TEST_BRANCH, DONE]
    assert all(frame.lit[0] == TRAIN for frame in frames)


def test_the_picture_has_a_box_for_all_that_is_reached():
    drawn = recipe_loop_view.BOXES.keys()
    assert drawn == {TRAIN, FIRST, SECOND, DONE, TRAINING_BRANCH, TEST_BRANCH}


def test_ten_patients_have_ten_faults():
    assert len(PATIENTS) == len(set(PATIENTS)) == len(FAULTS) == 10
    made = [repr(Clinic(patient=n).trainings()[0]) for n in range(1, 11)]
    assert len(set(made)) == 10


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_instruments_read_all_patients(instrument):
    for n in range(1, 11):
        frames = list(Clinic(patient=n, instrument=instrument).frames())
        read = frames[-1].read
        assert all(frame.read is None for frame in frames[:40])
        assert (read is None) == (INSTRUMENTS[instrument][0] == 0)
        if read:
            rows = np.stack([*read.series.values()])
            assert rows.shape[-1] == len(read.x) and read.sentence in frames[-1].summary
            low, high = np.power(10.0, (read.low, read.high)) if read.log else (read.low, read.high)
            assert (rows >= low * (1 - 1e-9)).all() and (rows <= high).all()


def test_no_word_of_the_clinic_tells_the_fault():
    for n, fault in enumerate(PATIENTS, 1):
        for frame in Clinic(patient=n, diagnosis="steps too small").frames():
            assert fault not in f"{frame.summary} {frame.table} {frame.headline}"


def test_the_verdict_comes_last_and_on_other_seeds():
    clinic = Clinic(patient=5, diagnosis="examples in order of class", cure="shuffle the examples")
    *before, end = clinic.frames()
    assert all(frame.named is None and np.isnan(frame.tests).all() for frame in before)
    assert end.named and end.cured and end.tests.shape == (FRESH,)
    sick, treated = clinic.trainings()
    assert set(sick.seeds).isdisjoint(treated.seeds)
    wrong = last(replace(clinic, diagnosis="softmax twice", cure="dropout"))
    assert wrong.named is False and not wrong.cured


def test_each_cure_changes_somebody():
    for name in list(CURES)[1:]:
        assert any(
            repr(Clinic(patient=n, cure=name).trainings()[1])
            != repr(Clinic(patient=n).trainings()[1])
            for n in range(1, 11)
        ), name


def test_bugs_do_what_their_names_say():
    hunt = BugHunt(**HUNT)
    stacks = {name: hunt.stack(name, 50, 25, 1) for name in BUGS}
    moved = {}
    for name, stack in stacks.items():
        first, second, *_ = stack.steps()
        moved[name] = (second.theta - first.theta)[0]
    scale = np.abs(moved[HEALTHY]).max()
    np.testing.assert_allclose(
        moved["gradient × 10"], 10 * moved[HEALTHY], rtol=1e-3, atol=1e-4 * scale
    )
    np.testing.assert_allclose(
        moved["gradient, wrong sign"], -moved[HEALTHY], rtol=1e-3, atol=1e-4 * scale
    )
    net = stacks[HEALTHY].net
    for name, still in (("biases frozen", "b"), ("first layer frozen", "W")):
        views = net.views(moved[name])
        assert not views[0][still].any() and views[-1]["W"].any()


def test_data_bugs_touch_only_what_they_name():
    hunt, whole = BugHunt(**HUNT), DATASETS["digits"]()
    of = {name: hunt.stack(name, 50, 25, 1).data for name in BUGS}
    plain = of[HEALTHY]
    assert isinstance(plain, Data) and len(plain.x) == 50
    for name in ("test labels one off", "test images turned"):
        np.testing.assert_array_equal(of[name].x, plain.x)
        np.testing.assert_array_equal(of[name].y, plain.y)
    image = of["test images turned"].x_test[3].reshape(8, 8)
    np.testing.assert_array_equal(image.T.ravel(), whole.x_test[3])
    np.testing.assert_array_equal(of["labels one place off"].y[1:], plain.y[:-1])
    assert np.abs(of["mean removed once"].x.mean(0)).max() < 1e-6
    np.testing.assert_array_equal(of["mean removed once"].x_test, plain.x_test)


def test_a_program_that_learns_by_heart_says_when():
    frame = last(BugHunt(runs=2, **HUNT | dict(most=200, width=50)))
    place = frame.names.index("gradient, wrong sign")
    assert np.isinf(frame.known[place]).all() and np.isfinite(frame.known[0]).all()
    assert HEALTHY in frame.passed and "gradient, wrong sign" not in frame.passed
