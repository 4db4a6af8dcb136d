"""Toys: points in the plane and curves with noise."""

import numpy as np
import pytest

from dlcore import DATASETS
from dlcore.data import CURVES, IMAGES, PLANE


@pytest.mark.parametrize("name", [*PLANE, *CURVES])
def test_arguments_decide_everything(name):
    a, b, other = DATASETS[name](), DATASETS[name](), DATASETS[name](seed=1)
    for part, again, changed in zip(*(vars(d).values() for d in (a, b, other)), strict=True):
        assert part.dtype == np.float32 and np.isfinite(part).all()
        np.testing.assert_array_equal(part, again)
        if part.shape == changed.shape and name in CURVES:
            assert not np.array_equal(part, changed)
    assert not np.array_equal(a.x, other.x) and not np.array_equal(a.x, a.x_test)


@pytest.mark.parametrize(
    "name, arguments, message",
    [
        ("circle", {"n": 1}, "n must be at least 2"),
        ("circle", {"noise": -0.1}, "noise must be at least 0, not -0.1"),
        ("spiral", {"classes": 1}, "classes must be at least 2"),
        ("gaussians", {"n": 3, "classes": 4}, "n must be at least 4"),
        ("sine", {"n": 0}, "n must be at least 1"),
        ("sine", {"noise": -1}, "noise must be at least 0"),
        ("line", {"outliers": 1.5}, "outliers must be between 0 and 1"),
    ],
)
def test_nonsense_is_refused(name, arguments, message):
    with pytest.raises(ValueError, match=message):
        DATASETS[name](**arguments)


def test_every_data_set_is_of_one_kind():
    assert sorted(DATASETS) == sorted([*IMAGES, *PLANE, *CURVES])
    for group in (IMAGES, PLANE, CURVES):
        assert all(DATASETS[name] is group[name] for name in group)
