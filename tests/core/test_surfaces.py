"""Error surfaces: the minimum is one, the picture shows it, second derivatives by hand."""

import numpy as np
import pytest

from dlcore import SURFACES

close = np.testing.assert_allclose


@pytest.mark.parametrize("name", [name for name, f in SURFACES.items() if f.minimum])
def test_the_minimum_is_the_best_point_of_the_picture(name):
    f = SURFACES[name]
    value, grad = f(np.array(f.minimum))
    assert value <= f.grid(200)[2].min()
    assert 0 <= value < f.goal
    # as exact as the minimum is written down
    assert np.abs(grad).max() < 0.1 * np.abs(
        np.linalg.eigvalsh(f.hessian(np.array(f.minimum))).max()
    )


@pytest.mark.parametrize("name", SURFACES)
def test_the_picture_holds_start_and_minimum_and_its_rows_belong_to_y(name):
    f = SURFACES[name]
    for point in (f.start, f.minimum or f.start):
        assert all(low <= x <= high for x, (low, high) in zip(point, f.domain, strict=True))
    x, y, values = f.grid(7)
    assert values.shape == (7, 7)
    for i, j in ((0, 6), (5, 2)):
        assert values[i, j] == f(np.array([x[j], y[i]]))[0]


def test_second_derivatives_by_hand():
    theta = np.array([[0.5, -1.0], [1.0, 2.0]])
    close(SURFACES["elongated"].hessian(theta), [[[1, 0], [0, 25]]] * 2, atol=1e-8)
    saddle = [[[1, 0], [0, 3 * y * y - 1]] for y in (-1, 2)]
    close(SURFACES["saddle"].hessian(theta), saddle, atol=1e-7)
    valley = [[[2 - 400 * y + 1200 * x * x, -400 * x], [-400 * x, 200]] for x, y in theta]
    close(SURFACES["rosenbrock"].hessian(theta), valley, rtol=1e-7)
