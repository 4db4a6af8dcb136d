"""Decision trees against scikit-learn's, and by hand."""

import numpy as np
import pytest
from sklearn.tree import DecisionTreeClassifier

from dlcore.data import digits, moons, one_hot
from dlcore.trees import grow, split


def test_the_cut_with_the_purest_parts():
    """Column 1 parts the classes wholly between its two lower and its two higher values."""
    ranks = np.array([[0, 1], [1, 2], [1, 0], [2, 3]])
    assert split(ranks, np.array([0, 1, 0, 1]), 2) == (1, 1)
    tree = grow(
        np.array([[0.0, 2.0], [1.0, 5.0], [1.0, 1.0], [2.0, 6.0]]), one_hot([0, 1, 0, 1], 2)
    )
    assert (tree.feature[0], tree.cut[0]) == (1, 3.5)


def test_equal_values_are_not_parted():
    x, y = np.array([[1.0], [1.0], [2.0]]), one_hot([0, 1, 1], 2)
    tree = grow(x, y)
    assert tree.cut[0] == 1.5
    np.testing.assert_allclose(tree.predict(x), [[0.5, 0.5], [0.5, 0.5], [0, 1]])


def test_a_question_that_helps_nothing_is_asked_all_the_same():
    """As in the corner of an xor: only the next question tells the classes apart."""
    x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0], [2.0, 0.0]])
    y = one_hot([0, 1, 1, 0, 0], 2)
    for seed in range(8):
        tree = grow(x, y, np.random.default_rng(seed), features=1)
        np.testing.assert_array_equal(tree.predict(x), y)


@pytest.mark.parametrize("data", [moons(n=200, noise=0.3), digits()], ids=["moons", "digits"])
def test_as_scikit_learn(data):
    """Where cuts are equally good, the one taken differs, so test examples may."""
    x, y = data.x[:300], data.y[:300]
    ours, theirs = grow(x, y), DecisionTreeClassifier(random_state=0).fit(x, y.argmax(-1))
    np.testing.assert_array_equal(ours.predict(x), y)
    assert abs(len(ours.feature) - theirs.tree_.node_count) < 0.15 * theirs.tree_.node_count
    truth = data.y_test.argmax(-1)
    right = (ours.predict(data.x_test).argmax(-1) == truth).mean()
    assert right == pytest.approx(theirs.score(data.x_test, truth), abs=0.06)


def test_first_question_is_the_one_of_scikit_learn():
    data = moons(n=200, noise=0.3)
    ours = grow(data.x, data.y)
    theirs = DecisionTreeClassifier(max_depth=1).fit(data.x, data.y.argmax(-1)).tree_
    assert ours.feature[0] == theirs.feature[0]
    assert ours.cut[0] == pytest.approx(theirs.threshold[0])


def test_few_features_make_other_trees_that_know_their_examples():
    data, rng = digits(), np.random.default_rng(0)
    x, y = data.x[:200], data.y[:200]
    one, other = grow(x, y, rng, 8), grow(x, y, rng, 8)
    assert one.feature[:5].tolist() != other.feature[:5].tolist()
    np.testing.assert_array_equal(one.predict(x), y)
    np.testing.assert_array_equal(grow(x, y, rng, 64).predict(x), grow(x, y).predict(x))


def test_an_example_that_all_have_in_common():
    tree = grow(np.zeros((3, 2)), one_hot([0, 1, 1], 2))
    np.testing.assert_allclose(tree.predict(np.ones((1, 2))), [[1 / 3, 2 / 3]])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (([1.0, 2.0], one_hot([0, 1], 2)), "x must"),
        ((np.zeros((3, 2)), one_hot([0, 1], 2)), "y must"),
        ((np.zeros((2, 2)), one_hot([0, 1], 2), np.random.default_rng(0), 0), "features must"),
        ((np.zeros((2, 2)), one_hot([0, 1], 2), None, 1), "rng must"),
    ],
)
def test_nonsense_is_named(arguments, words):
    with pytest.raises(ValueError, match=words):
        grow(*arguments)
