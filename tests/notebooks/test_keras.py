"""Boxes "The same in Keras" keep their form, and their lines do what their twins do."""

import pytest

from tests.notebooks import keras, keras_layers, keras_rules  # noqa: F401, which fill keras.TWINS
from tests.notebooks.test_style import LECTURES, read

BOXES = [(path.stem, box) for path in LECTURES for box in keras.boxes(read(path))]


@pytest.mark.parametrize("box", [pytest.param(box, id=name) for name, box in BOXES])
def test_a_box(box):
    assert list(keras.complaints(box)) == []


@pytest.mark.parametrize("box", [pytest.param(box, id=name) for name, box in BOXES])
def test_its_lines_do_what_their_twins_do(box):
    assert list(keras.differences(box)) == []


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


CLIPPED = "`SGD(learning_rate=0.01, clipnorm=1.0)`"
ADAGRAD = table("`Adagrad(learning_rate=0.1)`", '`OPTIMIZERS["adagrad"]()`, `lr=0.1`')
UNLIKE = [
    (table(SGD, NESTEROV.replace("nesterov", "momentum")), "SGD is not"),
    (table(CLIPPED, "`clip_by_norm(1.0)`, `lr=0.01`"), "global_clipnorm"),
    (ADAGRAD, "does not tell of Adagrad"),
    (table("`Dropout(0.2)`", "`Noise(0.2)`"), "Dropout is not"),
    (table("`L2(0.1)`", "`penalties={'l2': 0.1}`"), "L2 is not"),
    (table("`ExponentialMovingNothing(1)`", "`Dense(1, 1)`"), "nobody says what"),
]


@pytest.mark.parametrize("box, words", UNLIKE)
def test_a_line_that_is_not_its_twin_is_noticed(box, words):
    assert list(keras.complaints(box)) == []
    assert words in " ".join(keras.differences(box))
