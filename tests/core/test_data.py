"""Images that are always there: digits and MNIST-10k."""

import numpy as np
import pytest

from dlcore import DATASETS


@pytest.mark.parametrize(
    "name, sizes", [("digits", (1437, 360, 64)), ("mnist10k", (8000, 2000, 784))]
)
def test_images_have_the_stated_sizes_and_scale(name, sizes):
    data = DATASETS[name]()
    n, n_test, pixels = sizes
    assert data.x.shape == (n, pixels) and data.y.shape == (n, 10)
    assert data.x_test.shape == (n_test, pixels) and data.y_test.shape == (n_test, 10)
    assert {a.dtype for a in vars(data).values()} == {np.dtype(np.float32)}
    assert data.x.min() == 0 and data.x.max() == 1
    assert (data.y.sum(1) == 1).all() and (data.y_test.sum(1) == 1).all()
    with pytest.raises(ValueError, match="read-only"):
        data.x[0] = 0
