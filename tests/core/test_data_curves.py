"""Curves with noise and with outliers."""

import numpy as np
import pytest

from dlcore.data import CURVES, line


@pytest.mark.parametrize(
    "name, f",
    [
        ("sine", lambda x: np.sin(3 * x)),
        ("square", np.square),
        ("absolute", np.abs),
        ("step", lambda x: np.where(x < 0, -1, 1)),
        ("line", lambda x: x / 2),
    ],
)
def test_curves_without_noise_are_the_function(name, f):
    quiet = {"outliers": 0} if name == "line" else {}
    data = CURVES[name](n=200, noise=0, **quiet)
    assert data.x.shape == data.y.shape == (200, 1) and np.abs(data.x).max() <= 2
    np.testing.assert_allclose(data.y, f(data.x), atol=1e-5)
    noisy = CURVES[name](n=2000, noise=0.5, **quiet)
    assert (noisy.y_test - f(noisy.x_test)).std() == pytest.approx(0.5, rel=0.1)


def test_outliers_are_among_the_training_points_only():
    data = line(n=50, noise=0, outliers=0.2)
    off = data.y - data.x / 2
    assert (off[:10] == pytest.approx(3, abs=1e-6)) and np.abs(off[10:]).max() < 1e-6
    assert np.abs(data.y_test - data.x_test / 2).max() < 1e-6
