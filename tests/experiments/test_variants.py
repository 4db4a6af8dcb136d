"""`Variants`: what is put side by side has the numbers that it would have alone."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from dlcore.data import digits, first
from dlcore.experiments import Penalized, Training
from dlcore.experiments.stack import COLUMNS, Stack, layout
from dlcore.experiments.variants import Variants

USUAL = Training(examples=90, width=8, epochs=2, batch=30, runs=2, seed=3, dropout=0.2, noise=0.1)
STACKED = {
    "as usual": {},
    "rate": dict(lr=0.1),
    "adam": dict(optimizer="adam", lr=0.003),
    "1cycle": dict(schedule="1cycle"),
    "performance": dict(schedule="performance", span=0.4, patience=1, factor=0.3),
    "exponential": dict(schedule="exponential", span=0.7, factor=0.25),
    "power": dict(schedule="power", power=2.0),
    "L1": dict(l1=0.01),
    "L2": dict(l2=0.1),
    "shrink": dict(shrink=0.05),
    "decay": dict(weight_decay=0.3),
    "dropout": dict(dropout=0.5),
    "noise": dict(noise=0.4),
    "init": dict(init="orthogonal"),
    "std": dict(std=0.2),
    "bias": dict(first_bias=0.4),
    "last learns": dict(learn="last"),
    "two learn": dict(learn="first", learning=2),
}
APART = {
    "data": dict(data="mnist10k"),
    "fewer": dict(examples=60),
    "labels": dict(label_noise=0.3),
    "shift": dict(shift=1.0),
    "deep": dict(depth=3),
    "wide": dict(width=9),
    "tanh": dict(activation="tanh"),
    "maxout": dict(activation="maxout"),
    "skip": dict(skip=True),
    "batch norm": dict(norm="batch"),
    "mse": dict(loss="mse"),
    "batch": dict(batch=45),
    "epochs": dict(epochs=3),
    "max-norm": dict(constraint="max-norm"),
    "no dropout": dict(dropout=0.0),
    "hidden noise": dict(hidden_noise=0.1),
    "clip": dict(clip=1.0),
    "clip value": dict(clip_value=0.1),
}


def test_every_run_of_a_stack_is_to_the_last_bit_what_it_would_be_alone():
    stack = Variants(USUAL, STACKED).stack
    *_, step = stack.steps()
    for theta, knobs in zip(stack.apart(step.theta), STACKED.values(), strict=True):
        np.testing.assert_array_equal(theta, replace(USUAL, **knobs).trained()[1])
        seeds = [replace(USUAL, **knobs, runs=1, seed=seed).trained()[1][0] for seed in (3, 4)]
        np.testing.assert_array_equal(theta, seeds)


@pytest.mark.parametrize(
    "knobs",
    [dict(clip=0.5), dict(clip_value=0.05), dict(constraint="max-norm", limit=0.5, norm="weight")]
    + [dict(norm="batch", skip=True, hidden_noise=0.2), dict(activation="maxout", elastic=0.5)],
)
def test_so_it_is_whatever_all_of_them_have(knobs):
    usual = replace(USUAL, **knobs)
    change = {name: 2 * knobs[name] for name in knobs if name in ("clip", "clip_value")}
    stack = Variants(usual, {"a": {}, "b": dict(lr=0.05, l2=0.01, dropout=0.4, **change)}).stack
    *_, step = stack.steps()
    for theta, training in zip(stack.apart(step.theta), stack.trainings, strict=True):
        np.testing.assert_array_equal(theta, training.trained()[1])


def test_what_changes_numbers_alone_is_stacked_and_the_rest_takes_turns():
    many = Variants(USUAL, STACKED | APART)
    assert many.places == [list(range(len(STACKED)))] + [
        [i] for i in range(len(STACKED), len(STACKED) + len(APART))
    ]
    assert {name for knobs in STACKED.values() for name in knobs} - {"dropout", "noise"} == {
        *COLUMNS
    }
    assert layout(USUAL) != layout(replace(USUAL, dropout=0.0))
    assert layout(USUAL) == layout(replace(USUAL, dropout=0.3))


def test_frames_are_those_of_each_training():
    variants = dict(usual={}, L2=dict(l2=0.1), tanh=dict(activation="tanh"), mse=dict(loss="mse"))
    frames = list(Variants(USUAL, variants).frames())
    assert [frame.t for frame in frames] == [0, 1, 2, 3, 4, 5, 6]
    for v, knobs in enumerate(variants.values()):
        for frame, one in zip(frames, replace(USUAL, **knobs).frames(), strict=True):
            np.testing.assert_array_equal(frame.steps[v], one.steps)
            for part in ("losses", "train", "test"):
                np.testing.assert_array_equal(getattr(frame, part)[v], getattr(one, part))


def test_trainings_of_different_length_are_seen_at_equal_shares_of_their_way():
    variants = dict(usual={}, small=dict(batch=9), long=dict(epochs=3), both=dict(batch=9, lr=0.1))
    *_, frame = Variants(USUAL, variants).frames()
    np.testing.assert_array_equal(frame.steps[0], range(7))
    np.testing.assert_array_equal(frame.steps[1], np.floor(20 / 6 * np.arange(7) + 0.5))
    np.testing.assert_array_equal(frame.steps[2], np.floor(9 / 6 * np.arange(7) + 0.5))
    np.testing.assert_array_equal(frame.steps[3], frame.steps[1])
    assert frame.t == frame.total == 6
    for test, knobs in zip(frame.test, variants.values(), strict=True):
        *_, one = replace(USUAL, **knobs).frames()
        np.testing.assert_array_equal(test[:, -1], one.test[:, -1])


def test_fewer_points_are_the_same_trainings():
    variants = dict(usual={}, tanh=dict(activation="tanh"))
    *_, many = Variants(USUAL, variants).frames()
    *frames, few = Variants(USUAL, variants, points=2).frames()
    assert len(frames) == 2 < many.train.shape[-1] - 1
    np.testing.assert_array_equal(few.train[..., -1], many.train[..., -1])


def test_runs_repeat_and_no_frame_changes_later():
    variants = Variants(USUAL, dict(usual={}, tanh=dict(activation="tanh")))
    frames = list(variants.frames())
    said = [(frame.summary, frame.headline, frame.table) for frame in frames]
    for frame, again, words in zip(frames, variants.frames(), said, strict=True):
        assert words == (again.summary, again.headline, again.table)
        np.testing.assert_array_equal(frame.digest, again.digest)


def test_equal_seeds_start_and_see_the_same():
    stack = Variants(USUAL, {"a": {}, "b": dict(lr=0.1)}).stack
    a, b = stack.apart(stack.start)
    np.testing.assert_array_equal(a, b)
    for _ in islice(stack.steps(), 4):
        x = stack.apart(stack.f.seen[0])
        np.testing.assert_array_equal(x[0], x[1])
        assert not np.array_equal(x[0, 0], x[0, 1])


def test_a_frame_knows_middle_spread_best_and_worst():
    usual = replace(USUAL, runs=5, epochs=6, lr=0.1)
    *_, frame = Variants(usual, {"good": {}, "none": dict(lr=1e-6)}).frames()
    assert frame.names == ("good", "none") and frame.test.shape[:2] == (2, 5)
    np.testing.assert_array_equal(frame.median("test"), np.sort(frame.test, 1)[:, 2])
    low, high = frame.spread("losses")
    np.testing.assert_array_equal(low, frame.losses.min(1))
    np.testing.assert_array_equal(high, frame.losses.max(1))
    middle = frame.median("test")[:, -1]
    assert list(frame.scores) == ["test right", "training right", "training loss"]
    assert frame.scores["test right"] == {"good": middle[0], "none": middle[1]}
    good, none = (f"{share:.0%}" for share in middle)
    assert frame.headline == f"Test: good is best with {good} right; none is worst with {none}."
    head, rows = frame.table
    assert len(head) == 4 and [row[0] for row in rows] == ["good", "none"]


def test_curves_are_explained():
    usual = Training(data="sine", loss="mse", activation="tanh", epochs=20)
    *_, frame = Variants(usual, {"wide": {}, "narrow": dict(width=2)}).frames()
    assert "explained" in frame.headline and list(frame.scores)[0] == "test explained"


def test_one_that_diverges_leaves_the_others_alone():
    variants = {"usual": {}, "diverges": dict(lr=1e6, l2=0.1)}
    *_, frame = Variants(USUAL, variants).frames()
    *_, alone = USUAL.frames()
    np.testing.assert_array_equal(frame.losses[0], alone.losses)
    assert not np.isfinite(frame.losses[1, :, -1]).any()
    assert frame.headline and frame.summary and frame.table


def test_live_knobs_turn_for_all():
    usual = replace(USUAL, changes=((2, "lr", 0.2), (3, "batch", 10), (4, "dropout", 0.5)))
    stack = Variants(usual, {"a": {}, "b": dict(l2=0.1)}).stack
    *_, step = stack.steps()
    for theta, training in zip(
        stack.apart(step.theta), (usual, replace(usual, l2=0.1)), strict=True
    ):
        np.testing.assert_array_equal(theta, training.trained()[1])


def test_other_penalties_of_a_kind_of_training():
    usual = Penalized(examples=90, width=8, epochs=1, other="elastic", strength=0.01)
    *_, frame = Variants(usual, {"on": {}, "L2": dict(l2=0.1), "off": dict(strength=0.0)}).frames()
    for v, knobs in enumerate([{}, dict(l2=0.1), dict(strength=0.0)]):
        *_, one = replace(usual, **knobs).frames()
        np.testing.assert_array_equal(frame.losses[v], one.losses)


def test_other_data_in_place_of_those_of_the_knobs():
    data = first(digits(), 60)
    variants = Variants(USUAL, {"a": {}, "b": dict(lr=0.1)}, data)
    assert variants.stack.data is data and variants.stack.total == 4
    with pytest.raises(ValueError, match="b: examples must be the same for all variants"):
        Variants(USUAL, {"a": {}, "b": dict(examples=50)}, data)


@pytest.mark.parametrize(
    ("variants", "said"),
    [
        ({}, "variants must name at least one"),
        ({"odd": dict(dropuot=0.1)}, "odd: Training has no knob 'dropuot'. Did you mean 'dropout'"),
        ({"odd": dict(changes=())}, "odd: Training has no knob 'changes'"),
        ({"odd": dict(seed=1)}, "odd: seed must be the same for all variants"),
        ({"odd": dict(runs=1)}, "odd: runs must be the same for all variants"),
        ({"odd": dict(lr=-1.0)}, "odd: lr must be greater than 0, not -1.0"),
        ({"odd": dict(norm="cosine", first_bias=1.0)}, "odd: first_bias must be 0"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_name_of_the_variant(variants, said):
    with pytest.raises(ValueError, match=said):
        Variants(USUAL, variants)


def test_several_layouts_are_not_one_stack():
    with pytest.raises(ValueError, match="must not differ in activation"):
        Variants(USUAL, {"a": {}, "b": dict(activation="tanh")}).stack  # noqa: B018


def test_a_stack_of_one_has_no_columns():
    stack = Stack([USUAL])
    assert stack.knob("dropout") == 0.2 and stack.penalties == {}
    assert stack.constrain is None and stack.clip is None
