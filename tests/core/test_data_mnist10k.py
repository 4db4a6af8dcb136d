"""MNIST-10k is what its licence file says, and its builder builds nothing else."""

import hashlib
import json
import tarfile
from io import BytesIO

import numpy as np
import pytest

from dlcore import DATASETS
from dlcore.data.build_mnist10k import build, read_package
from dlcore.data.mnist10k import PATH, SHA256


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
