"""Images that are always there: digits and MNIST-10k."""

import hashlib
import json
import tarfile
from io import BytesIO

import numpy as np
import pytest

from dlcore import DATASETS
from dlcore.data.build_mnist10k import build, read_package
from dlcore.data.mnist10k import PATH, SHA256


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


def test_mnist10k_is_the_part_of_mnist_that_its_licence_file_names(project):
    with np.load(PATH) as file:
        pixels, labels = file["pixels"], file["labels"]
    assert pixels.dtype == labels.dtype == np.uint8
    assert hashlib.sha256(pixels.tobytes()).hexdigest() == SHA256
    assert np.bincount(labels).tolist() == [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978]
    assert len(np.unique(pixels, axis=0)) == 10_000
    assert SHA256 in (project / "dlcore/data/DATA_LICENSE").read_text()


def test_mnist10k_has_the_mean_and_spread_of_mnist():
    data = DATASETS["mnist10k"]()
    x = np.concatenate([data.x, data.x_test])
    assert x.mean() == pytest.approx(0.1307, abs=1e-3)
    assert x.std() == pytest.approx(0.3081, abs=1e-3)


def package_with(tmp_path, images):
    """A package file in which digit d holds `images` images whose pixels are all d / 10."""
    path = tmp_path / "package.tgz"
    with tarfile.open(path, "w:gz") as package:
        for digit in range(10):
            text = json.dumps({"data": [round(digit / 10, 3)] * (784 * images)}).encode()
            about = tarfile.TarInfo(f"package/src/digits/{digit}.json")
            about.size = len(text)
            package.addfile(about, BytesIO(text))
    return path


def test_the_builder_reads_pixels_and_labels_in_one_order(tmp_path):
    pixels, labels = read_package(package_with(tmp_path, 3))
    assert sorted(labels) == sorted(list(range(10)) * 3) and list(labels) != sorted(labels)
    np.testing.assert_array_equal(pixels[:, 5], np.rint(25.5 * labels))


def test_the_builder_refuses_other_pixels(tmp_path):
    with pytest.raises(ValueError, match="package must hold pixels with SHA-256 01a649"):
        build(package_with(tmp_path, 1), tmp_path / "out.npz")
    assert not (tmp_path / "out.npz").exists()


def test_the_digits_are_those_of_scikit_learn():
    from sklearn.datasets import load_digits

    pixels, labels = load_digits(return_X_y=True)
    order = np.random.default_rng(0).permutation(len(pixels))
    data = DATASETS["digits"]()
    x, y = np.concatenate([data.x, data.x_test]), np.concatenate([data.y, data.y_test])
    np.testing.assert_array_equal(x, (pixels[order] / 16).astype("f4"))
    np.testing.assert_array_equal(y.argmax(1), labels[order])
