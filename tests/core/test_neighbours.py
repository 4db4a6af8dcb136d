"""Nearest neighbours against scikit-learn's, against all differences, and where they tie."""

import numpy as np
import pytest
from sklearn.neighbors import KNeighborsClassifier

from dlcore import one_hot
from dlcore.data import digits, moons
from dlcore.neighbours import Neighbours, nearest


@pytest.mark.parametrize("k", [1, 5, 16])
@pytest.mark.parametrize("data", [moons(n=200, noise=0.3), digits()], ids=["moons", "digits"])
def test_as_scikit_learn(data, k):
    """Where others are as near, they may take these, so distances are compared, and the score."""
    x, y, test = data.x[:700], data.y[:700], data.x_test
    theirs = KNeighborsClassifier(k, algorithm="brute").fit(x, y.argmax(-1))
    far, _ = theirs.kneighbors(test)
    own = np.linalg.norm(test[:, None] - x[nearest(test, x, k)], axis=-1)
    np.testing.assert_allclose(own, far, rtol=1e-4, atol=1e-3)
    said = Neighbours(x, y, k).predict(test).argmax(-1)
    assert (said == theirs.predict(test)).mean() >= 0.995


def test_the_nearest_are_those_of_all_differences():
    """Also far from 0, where squares have few digits left for what differs; in many chunks."""
    rng = np.random.default_rng(0)
    x, among = rng.standard_normal((600, 3)) + 1e5, rng.standard_normal((90, 3)) + 1e5
    far = ((x[:, None] - among) ** 2).sum(-1)
    np.testing.assert_array_equal(nearest(x, among, 7), far.argsort(-1)[:, :7])


def test_one_neighbour_knows_its_own_examples_by_heart():
    data = digits()
    assert (Neighbours(data.x, data.y).predict(data.x) == data.y).all()


def test_of_equally_near_ones_the_earlier_votes():
    angles = np.linspace(0, 2 * np.pi, 41)[:-1]
    circle = np.stack([np.cos(angles), np.sin(angles)], -1)
    np.testing.assert_array_equal(nearest(np.zeros((1, 2)), circle, 40)[0], np.arange(40))
    np.testing.assert_array_equal(nearest(np.ones((1, 2)), np.ones((9, 2)), 9)[0], np.arange(9))


def test_of_equally_many_votes_the_lowest_class_wins():
    x, y = np.array([[0.0], [1.0], [2.0], [3.0]]), one_hot([2, 1, 1, 2], 3)
    shares = Neighbours(x, y, 4).predict([[1.5]])
    np.testing.assert_array_equal(shares, [[0, 0.5, 0.5]])
    theirs = KNeighborsClassifier(4).fit(x, y.argmax(-1))
    assert shares.argmax(-1) == theirs.predict([[1.5]]) == 1
