"""Boxes "The same in Keras" keep their form, and their twins exist."""

import pytest

from tests.notebooks import keras
from tests.notebooks.test_style import LECTURES, read

BOXES = [(path.stem, box) for path in LECTURES for box in keras.boxes(read(path))]


@pytest.mark.parametrize("box", [pytest.param(box, id=name) for name, box in BOXES])
def test_a_box(box):
    assert list(keras.complaints(box)) == []


def table(theirs, ours, fold=keras.FOLD):
    return f"{fold}\n\n| in Keras | here |\n|---|---|\n| {theirs} | {ours} |\n\n</details>"


SGD = "`SGD(learning_rate=0.01, momentum=0.9, nesterov=True)`"
NESTEROV = '`OPTIMIZERS["nesterov"](0.9)`, `lr=0.01`'
BAD = [
    (table(SGD, NESTEROV, fold=keras.HEAD), "not folded"),
    (keras.FOLD + "</details>", "no rows"),
    (table(SGD, "nothing"), "a side is missing"),
    (table("`SGD(lr=0.01, momentum=0.9)`", NESTEROV), "old spelling"),
    (table(SGD, NESTEROV.replace("0.9", "0.8")), r"lacks the numbers \[0.9\]"),
    (table(SGD, NESTEROV.replace("nesterov", "nesterow")), "no optimizer is called"),
]


def test_a_good_one():
    assert list(keras.complaints(table(SGD, NESTEROV))) == []
    assert keras.rows(table("`Dense(10)`", "`Dense(4, 10)`")) == [(["Dense(10)"], ["Dense(4, 10)"])]


@pytest.mark.parametrize("box, words", BAD)
def test_a_bad_one_is_noticed(box, words):
    with pytest.raises(AssertionError, match=words):
        for complaint in keras.complaints(box):
            raise AssertionError(complaint)
