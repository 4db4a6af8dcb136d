"""Moved, turned and bent images."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore import DATASETS
from dlcore.data import Augmentation, affine
from dlcore.data.augmentation import bilinear
from dlcore.seeding import generator


@pytest.fixture
def x():
    return DATASETS["mnist10k"]().x[:50].astype(float)


def as_square(x):
    return x.reshape(-1, 28, 28)


def test_no_change_is_no_change(x):
    np.testing.assert_array_equal(affine(x), x)
    np.testing.assert_array_equal(Augmentation()(generator(0), x), x)


@pytest.mark.parametrize("down, right", [(3, 0), (0, 2), (-4, 1), (5, -6)])
def test_a_shift_by_whole_pixels_is_exact(x, down, right):
    moved = as_square(affine(x, shift=(down, right)))
    wide = np.pad(as_square(x), ((0, 0), (9, 9), (9, 9)))
    wide = np.roll(wide, (down, right), (1, 2))
    np.testing.assert_array_equal(moved, wide[:, 9:-9, 9:-9])


def test_a_shift_by_half_a_pixel_is_the_mean_of_neighbours(x):
    moved = as_square(affine(x, shift=(0, 0.5)))
    before = np.pad(as_square(x), ((0, 0), (0, 0), (1, 0)))
    np.testing.assert_allclose(moved, (before[..., 1:] + before[..., :-1]) / 2, atol=1e-12)


def test_a_quarter_turn_is_against_the_clock(x):
    np.testing.assert_allclose(
        as_square(affine(x, rotate=90)), np.rot90(as_square(x), 1, (1, 2)), atol=1e-12
    )


def test_turning_there_and_back_nearly_restores(x):
    back = affine(affine(x, rotate=20), rotate=-20)
    assert np.corrcoef(back.ravel(), x.ravel())[0, 1] > 0.97


def test_zoom_by_two_shows_every_pixel_at_twice_the_distance():
    image = np.zeros((1, 25))
    image[0, 7] = 1  # one above the centre of 5 x 5
    zoomed = affine(image, zoom=2).reshape(5, 5)
    np.testing.assert_allclose(zoomed[:, 2], [1, 0.5, 0, 0, 0])
    assert zoomed[0].sum() == 2


def test_shear_leans_the_top_to_the_right():
    image = np.zeros((1, 25))
    image[0, [2, 7, 12, 17, 22]] = 1
    np.testing.assert_allclose(affine(image, shear=0.5).reshape(5, 5)[::2].argmax(1), [3, 2, 1])
    np.testing.assert_allclose(affine(image, shear=1).reshape(5, 5), np.eye(5)[:, ::-1], atol=1e-12)


def test_every_image_may_have_its_own_change(x):
    angles = np.linspace(-30, 30, len(x))
    together = affine(x, rotate=angles, zoom=np.linspace(0.8, 1.2, len(x)))
    one = affine(x[7:8], rotate=angles[7], zoom=np.linspace(0.8, 1.2, len(x))[7])
    np.testing.assert_array_equal(together[7], one[0])


def test_bilinear_reads_a_plane_exactly_and_0_outside():
    r, c = np.mgrid[:6.0, :6.0]
    plane = (2 + 3 * r - c)[None]
    rng = np.random.default_rng(0)
    rows, columns = rng.uniform(0, 5, (2, 1, 6, 6))
    np.testing.assert_allclose(bilinear(plane, rows, columns), 2 + 3 * rows - columns)
    for far in (-1e9, -1, 6, 1e9):
        assert not bilinear(plane, np.full((1, 6, 6), far), columns).any()


NAMES = [f.name for f in fields(Augmentation)]


@pytest.mark.parametrize("name", NAMES)
def test_each_change_is_random_per_image_and_repeats_with_the_seed(x, name):
    amounts = {"rotate": 20, "shift": 2, "mirror": True, "upside_down": True}
    change = Augmentation(**{name: amounts.get(name, 0.5)})
    x = np.broadcast_to(x[0], (20, 784)).astype(np.float32)
    y = change(generator(1), x)
    assert y.shape == x.shape and y.dtype == x.dtype and np.isfinite(y).all()
    np.testing.assert_array_equal(y, change(generator(1), x))
    assert not np.array_equal(y, change(generator(2), x))
    distinct = len(np.unique(y, axis=0))
    assert distinct == 2 if name in ("mirror", "upside_down") else distinct == 20


def test_mirror_and_upside_down_are_exact(x):
    for name, axis in [("mirror", -1), ("upside_down", -2)]:
        y = Augmentation(**{name: True})(generator(0), x)
        turned = np.flip(as_square(x), axis).reshape(x.shape)
        is_turned, is_same = (y == turned).all(1), (y == x).all(1)
        assert (is_turned | is_same).all() and 10 < is_turned.sum() < 40


def test_runs_are_changed_as_they_would_be_alone(x):
    change = Augmentation(2, 10, 0.1, 0.1, 1, 0.2, 0.1, True, True)
    shared = change(generator((3, 4, 5)), x)
    assert shared.shape == (3, 50, 784)
    for run, seed in zip(shared, (3, 4, 5), strict=True):
        alone = change(generator((seed,)), x)
        np.testing.assert_array_equal(run, alone[0])
        np.testing.assert_array_equal(run, change(np.random.default_rng([seed, 0]), x))
    own = change(generator((3, 4)), np.stack([x, x]))
    np.testing.assert_array_equal(own, shared[:2])


def test_elastic_moves_by_the_stated_distance():
    rng = np.random.default_rng(0)
    bend = Augmentation(elastic=1.5).bend(rng, (400, 784), np.dtype(float))
    assert np.std(bend) == pytest.approx(1.5, rel=0.03)
    assert np.corrcoef(bend[0][:, 10, 10], bend[0][:, 10, 11])[0, 1] > 0.95


def test_nonsense_is_refused(x):
    with pytest.raises(ValueError, match="shift must be at least 0, not -1"):
        Augmentation(shift=-1)
    with pytest.raises(ValueError, match="zoom must be between 0 and 0.9, not 1"):
        Augmentation(zoom=1)
    with pytest.raises(ValueError, match=r"x must be rows of side \* side pixels"):
        affine(x[:, :-1], rotate=1)


NUMBERS = st.floats(-(2.0**100), 2.0**100, width=32)


@given(NUMBERS, NUMBERS, NUMBERS, st.floats(2**-10, 1e3), st.floats(-5, 5), st.integers(0, 3))
def test_whatever_the_change_pixels_stay_between_the_darkest_and_the_brightest(
    down, right, angle, zoom, shear, n
):
    x = np.random.default_rng(0).uniform(-1, 2, (n, 25)).astype(np.float32)
    y = affine(x, (down, right), angle, zoom, shear)
    assert y.shape == x.shape and y.dtype == x.dtype
    assert (y >= min(0, x.min(initial=0)) - 1e-6).all()
    assert (y <= x.max(initial=0) + 1e-6).all()


def test_no_images_and_no_size():
    assert Augmentation(1, 5, 0.1, 0.1, 1, 0.1, 0.1, True)(generator(0), np.ones((0, 16))).size == 0
    with pytest.raises(ValueError, match="zoom must be greater than 0"):
        affine(np.ones((2, 16)), zoom=0)
