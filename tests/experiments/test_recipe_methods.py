"""Experiments of lecture 17 on methods and the whole way, against what they claim to measure."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore import DATASETS, accuracy
from dlcore.experiments import Capstone, InstantLearners, ThenAndNow, TwoProblems
from dlcore.experiments.recipe.instant_learners import upper
from dlcore.experiments.recipe.then_and_now import NOW, PARTS, THEN, knobs_of, recipes
from dlcore.experiments.recipe.two_problems import METHODS, TIMES, TwoProblemsFrame, treated
from dlcore.experiments.training import Training
from dlcore.trees import grow
from tests.core.helpers import assert_it_repeats, last

FEW = dict(width=8, runs=2, epochs=1)
EXPERIMENTS = [
    InstantLearners(examples=150, epochs=1, itself=False, label_noise=0.2),
    ThenAndNow(examples=100, depth=2, **FEW),
    TwoProblems(depth=1, **FEW),
    Capstone(examples=100, data="digits", epochs=2, width=8),
]


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda e: type(e).__name__)
def test_runs_repeat_and_earlier_frames_stay(experiment):
    assert_it_repeats(experiment)


def test_neighbours_are_counted_by_hand():
    data = DATASETS["digits"]()
    x, labels = data.x[:150].astype(float), data.y[:150].argmax(-1)
    far = ((x[:, None] - x) ** 2).sum(-1)
    np.fill_diagonal(far, np.inf)
    nearest = labels[far.argmin(-1)]
    frame = last(InstantLearners(examples=150, epochs=1, itself=False))
    assert frame.own[0] == (nearest == labels).mean()
    assert last(InstantLearners(examples=150, epochs=1)).own[0] == 1


def test_the_upper_part_of_a_tree_is_the_tree_that_stops_there():
    data = DATASETS["digits"]()
    tree = grow(data.x[:300], data.y[:300])
    stump = upper(tree, 1)
    yes = data.x[:300, tree.feature[0]] > tree.cut[0]
    for side in (yes, ~yes):
        shares = np.unique(stump.predict(data.x[:300][side]), axis=0)
        np.testing.assert_allclose(shares, data.y[:300][side].mean(0, keepdims=True), atol=1e-6)
    np.testing.assert_array_equal(upper(tree, 50).predict(data.x_test), tree.predict(data.x_test))


def test_scikit_learn_grows_the_same_small_tree():
    from sklearn.tree import DecisionTreeClassifier

    data = DATASETS["digits"]()
    peer = DecisionTreeClassifier(max_depth=4, random_state=0)
    peer.fit(data.x[:500], data.y[:500].argmax(-1))
    own = peer.score(data.x[:500], data.y[:500].argmax(-1))
    assert last(InstantLearners(examples=500, depth=4, epochs=1)).own[3] == pytest.approx(
        own, abs=0.01
    )


def test_recipes_differ_in_one_part():
    mixes = recipes(("Adam",))
    assert len(mixes) == 2 * len(PARTS) + 3 and mixes[NOW] == tuple(PARTS)
    old, new = knobs_of(()), knobs_of(tuple(PARTS))
    assert all(old[knob] != new[knob] for knob, *_ in PARTS.values())
    for part, (knob, then, now) in PARTS.items():
        assert knobs_of(mixes[f"+ {part}"]) == old | {knob: now}
        assert knobs_of(mixes[f"− {part}"]) == new | {knob: then}


def test_a_recipe_is_a_training_at_the_rate_that_learns_best():
    e = ThenAndNow(examples=100, depth=2, width=8, runs=2, epochs=2, parts=tuple(PARTS))
    frame = last(e)
    place, now = frame.names.index("your mix"), frame.names.index(NOW)
    np.testing.assert_array_equal(frame.test[place], frame.test[now])
    about = dict(data="digits", examples=100, depth=2, width=8, runs=2, epochs=2, batch=32)
    trainings = [Training(lr=lr, **about, **knobs_of(tuple(PARTS))) for lr in frame.rates[now]]
    judged = [training.judge(*training.trained()) for training in trainings]
    best = int(np.argmax([parts["train"].mean() for parts in judged]))
    assert frame.best[now] == best and frame.rates[now].size == 3
    np.testing.assert_allclose(frame.at_best("test")[now], judged[best]["test"])
    assert frame.changes.keys() == {n for n in frame.names if n[0] in "+−"}


def test_each_method_changes_both_trainings():
    for patient in TwoProblems(depth=4).patients:
        for name in METHODS:
            changed = treated(patient, name)
            assert (changed == patient) == (name == "early stopping")
        for name, (knob, times) in TIMES.items():
            assert getattr(treated(patient, name), knob) == times * getattr(patient, knob)
        assert treated(patient, "nothing") == patient


def test_what_a_method_is_for_is_counted_in_mistakes():
    names = ("nothing", "a", "b", "c", "d")
    ill = np.array([0.1, 0.55, 0.1, 0.55, 0.0])[:, None]
    over = np.array([0.8, 0.7, 0.9, 0.9, 0.8])[:, None]
    frame = TwoProblemsFrame(5, names, np.stack([ill, ill]), np.stack([over, over]))
    np.testing.assert_allclose(frame.effects[0, :, 0], [0, 50, 0, 50, -100 / 9])
    np.testing.assert_allclose(frame.effects[1, :, 0], [0, -50, 50, 50, 0], atol=1e-9)
    assert frame.bins == dict(a="training", b="testing", c="both", d="neither")
    assert frame.allowed == {name: {own} for name, own in frame.bins.items()}
    over[1] = 0.8 + 0.2 * 0.12
    near = TwoProblemsFrame(5, names, np.stack([ill, ill]), np.stack([over, over]))
    assert near.bins["a"] == "both" and near.allowed["a"] == {"training", "both"}


def test_no_image_is_in_two_parts():
    e = Capstone(data="digits", examples=5000)
    learned, back, test = e.parts()
    assert np.array_equal(np.sort(np.concatenate([learned, back, test])), np.arange(1797))
    assert len(back) == 200 and len(test) == 359
    assert not np.array_equal(replace(e, seed=1).parts()[2], test)
    data, whole = replace(e, examples=100).examples_of(), DATASETS["digits"]()
    everything = np.concatenate([whole.x, whole.x_test])
    np.testing.assert_array_equal(data.x, everything[learned[:100]])
    np.testing.assert_array_equal(data.x_test, everything[back])


def test_the_sealed_test_is_that_of_the_same_network():
    e = Capstone(data="digits", examples=300, epochs=3, width=20, seed=4)
    frame, (net, theta, data) = last(e), e.trained()
    assert frame.right[-1] == accuracy(net, theta, data.x_test, data.y_test)[0]
    assert frame.scores["validation right"] == {"": frame.right[-1]}
    assert abs(e.test_right() - frame.right[-1]) < 0.12
    assert (frame.said != frame.are).all() and (np.diff(frame.chances) <= 0).all()


def test_a_capstone_that_diverges_says_so():
    e = Capstone(data="digits", examples=100, optimizer="gradient-descent", lr=300.0, depth=6)
    assert [finding.key for finding in last(e).findings] == ["divergence"]


def test_names_of_the_ends():
    assert (THEN, NOW) == last(ThenAndNow(examples=100, depth=1, **FEW)).names[:: len(PARTS) + 1][
        :2
    ]
