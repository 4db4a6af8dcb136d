"""The digits are those of scikit-learn, and always split alike."""

import hashlib

import numpy as np
import pytest
from sklearn.datasets import load_digits

from dlcore import DATASETS
from dlcore.data.build_digits import build
from dlcore.data.digits import PATH, SHA256

same = np.testing.assert_array_equal


def test_the_file_holds_scikit_learns_digits_and_what_its_licence_names(project):
    pixels, labels = load_digits(return_X_y=True)
    with np.load(PATH) as file:
        same(file["pixels"], pixels)
        same(file["labels"], labels)
        assert file["pixels"].dtype == file["labels"].dtype == np.uint8
        assert hashlib.sha256(file["pixels"].tobytes()).hexdigest() == SHA256
    assert SHA256 in (project / "dlcore/data/DATA_LICENSE").read_text()
    assert PATH.stat().st_size < 50_000


def test_the_digits_are_those_of_scikit_learn():
    pixels, labels = load_digits(return_X_y=True)
    order = np.random.default_rng(0).permutation(len(pixels))
    data = DATASETS["digits"]()
    x, y = np.concatenate([data.x, data.x_test]), np.concatenate([data.y, data.y_test])
    same(x, (pixels[order] / 16).astype("f4"))
    same(y.argmax(1), labels[order])


def test_the_split_is_always_the_same_to_the_last_bit():
    parts = vars(DATASETS["digits"]()).values()
    found = [hashlib.sha256(part.tobytes()).hexdigest()[:16] for part in parts]
    assert found == ["6d786333644f57a2", "b6867b90dbe54ced", "01bd491a29bd9f72", "a911a24787f8dbcf"]


def test_the_builder_makes_the_file_again_and_refuses_other_pixels(tmp_path):
    pixels, labels = load_digits(return_X_y=True)
    build(pixels, labels, tmp_path / "again.npz")
    with np.load(PATH) as old, np.load(tmp_path / "again.npz") as new:
        for name in ("pixels", "labels"):
            same(new[name], old[name])
    with pytest.raises(ValueError, match="pixels must have SHA-256 8f26b2"):
        build(16 - pixels, labels, tmp_path / "other.npz")
    assert not (tmp_path / "other.npz").exists()
