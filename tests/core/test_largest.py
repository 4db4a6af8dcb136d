"""The largest of a group is let through, and it alone is answered: maxout and max pooling."""

import numpy as np
import pytest

from dlcore import Maxout, MaxPool, Net
from dlcore.layers import asked
from tests.core.helpers import normal

close = np.testing.assert_allclose
same = np.testing.assert_array_equal


def test_maxout_of_the_source():
    pool = MaxPool((4,), (2,))
    same(pool.forward({}, np.array([[5, 7, -1, 1.0]]))[0], [[7, 1]])
    same(pool.forward({}, np.array([[1, 2, 4, 3.0]]))[0], [[2, 4]])
    layer = Maxout(1, 2)
    p = {"W": np.array([[[5.0, -1]], [[7, 1]]]), "b": np.zeros((2, 1, 2))}
    same(layer.forward(p, np.ones((1, 1)))[0], [[7, 1]])


@pytest.mark.parametrize("layer", [Maxout(6, 4, 3), MaxPool((6,), (3,))], ids=repr)
def test_only_winners_get_a_gradient(layer):
    net = Net((layer,))
    theta, x = net.init(0, float), normal(9, 6)
    y, back = layer.forward(net.views(theta)[0], x)
    dx, gradients = back(np.ones_like(y))
    if isinstance(layer, MaxPool):
        assert (np.count_nonzero(asked(dx), -1) == 2).all()
    else:
        close(gradients["b"].sum(), 9 * 4)  # each output of each example reaches one piece


def test_of_equal_ones_the_first_wins():
    y, back = MaxPool((4,), (2,)).forward({}, np.zeros((1, 4)))
    same(back(np.ones((1, 2)))[0], [[1, 0, 1, 0]])
