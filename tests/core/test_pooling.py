"""Max pooling of images."""

import numpy as np

from dlcore import MaxPool
from tests.core.helpers import normal

close = np.testing.assert_allclose
same = np.testing.assert_array_equal


def test_pooling_images_is_the_same_operation():
    images = normal(3, 5, 4 * 6)  # two runs of leading axes, 4 x 6 pixels
    y, back = MaxPool((4, 6), (2, 2)).forward({}, images)
    expected = np.empty((3, 5, 2, 3))
    for i in range(2):
        for j in range(3):
            patch = images.reshape(3, 5, 4, 6)[..., 2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
            expected[..., i, j] = patch.max((-2, -1))
    same(y, expected.reshape(3, 5, 6))
    dx = back(np.ones_like(y))[0]
    assert set(np.unique(dx)) == {0, 1}
    close((dx * images).sum(-1), y.sum(-1))
    # with the pixels of each patch put side by side it is the pooling of neighbours
    beside = images.reshape(3, 5, 2, 2, 3, 2).swapaxes(-3, -2).reshape(3, 5, 24)
    same(MaxPool((24,), (4,)).forward({}, beside)[0], y)
