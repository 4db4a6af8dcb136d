"""Toys: points in the plane and curves with noise."""

import numpy as np
import pytest

from dlcore import DATASETS
from dlcore.data import CURVES, IMAGES, PLANE, gaussians, line, spiral


@pytest.mark.parametrize("name", [*PLANE, *CURVES])
def test_arguments_decide_everything(name):
    a, b, other = DATASETS[name](), DATASETS[name](), DATASETS[name](seed=1)
    for part, again, changed in zip(*(vars(d).values() for d in (a, b, other)), strict=True):
        assert part.dtype == np.float32 and np.isfinite(part).all()
        np.testing.assert_array_equal(part, again)
        if part.shape == changed.shape and name in CURVES:
            assert not np.array_equal(part, changed)
    assert not np.array_equal(a.x, other.x) and not np.array_equal(a.x, a.x_test)


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


@pytest.mark.parametrize(
    "name, arguments, message",
    [
        ("circle", {"n": 1}, "n must be at least 2"),
        ("circle", {"noise": -0.1}, "noise must be at least 0, not -0.1"),
        ("spiral", {"classes": 1}, "classes must be at least 2"),
        ("gaussians", {"n": 3, "classes": 4}, "n must be at least 4"),
        ("sine", {"n": 0}, "n must be at least 1"),
        ("sine", {"noise": -1}, "noise must be at least 0"),
        ("line", {"outliers": 1.5}, "outliers must be a share"),
    ],
)
def test_nonsense_is_refused(name, arguments, message):
    with pytest.raises(ValueError, match=message):
        DATASETS[name](**arguments)


def test_every_data_set_is_of_one_kind():
    assert sorted(DATASETS) == sorted([*IMAGES, *PLANE, *CURVES])
    for group in (IMAGES, PLANE, CURVES):
        assert all(DATASETS[name] is group[name] for name in group)
