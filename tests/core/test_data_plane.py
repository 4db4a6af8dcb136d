"""Points in the plane: classes where they should be."""

import numpy as np
import pytest

from dlcore.data import PLANE, gaussians, spiral


@pytest.mark.parametrize("name", PLANE)
@pytest.mark.parametrize("n", [2, 7, 500])
def test_points_have_classes_of_equal_size_within_the_scene(name, n):
    data = PLANE[name](n=n, noise=0)
    assert data.x.shape == data.x_test.shape == (n, 2)
    assert data.y.shape == (n, 2) and np.ptp(data.y.sum(0)) <= 1
    assert np.abs(data.x).max() <= 2.001
    if n == 500:
        assert (0.4 < data.x.var(0)).all() and (data.x.var(0) < 1.8).all()


@pytest.mark.parametrize("name", PLANE)
def test_noise_moves_points_and_leaves_classes(name):
    still, moved = PLANE[name](noise=0), PLANE[name](noise=0.3)
    np.testing.assert_array_equal(still.y, moved.y)
    step = moved.x - still.x
    assert step.std() == pytest.approx(0.3, rel=0.15)
    np.testing.assert_array_equal(PLANE[name](noise=0.1).y_test, still.y_test)


def test_classes_are_where_they_should_be():
    data = PLANE["circle"](noise=0)
    radius = np.hypot(*data.x.T)
    outside = data.y[:, 1] == 1
    assert radius[~outside].max() <= 1 and 1.4 <= radius[outside].min()
    data = PLANE["xor"](noise=0)
    np.testing.assert_array_equal(data.y[:, 1] == 1, data.x.prod(1) < 0)
    assert np.abs(data.x).min() >= 0.2
    data = PLANE["moons"](noise=0)
    np.testing.assert_allclose(np.hypot(*(data.x[::2] + [2 / 3, 1 / 3]).T), 4 / 3, rtol=1e-5)


@pytest.mark.parametrize("make", [gaussians, spiral])
def test_more_classes(make):
    data = make(n=300, classes=3, noise=0.05)
    assert data.y.shape == (300, 3) and (data.y.sum(0) == 100).all()
    centres = np.stack([data.x[data.y[:, c] == 1].mean(0) for c in range(3)])
    np.testing.assert_allclose(centres.sum(0), 0, atol=0.3)
