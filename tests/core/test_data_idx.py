"""MNIST's files: reading, downloading, keeping, and what is said when that fails."""

import gzip
import hashlib
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore import DATASETS
from dlcore.data import idx


def idx_bytes(array):
    """An array of 8-bit integers as an idx file."""
    lengths = np.array(array.shape, ">u4").tobytes()
    return bytes([0, 0, 8, array.ndim]) + lengths + array.tobytes()


def write_files(folder, packed=True):
    """Four small files: 20 + 10 images of 3 x 4 pixels. Returns the arrays by file name."""
    rng, arrays = np.random.default_rng(0), {}
    for name, n in zip(idx.FILES, (20, 20, 10, 10), strict=True):
        shape, top = ((n, 3, 4), 256) if "images" in name else ((n,), 10)
        arrays[name] = rng.integers(top, size=shape).astype(np.uint8)
        content = idx_bytes(arrays[name])
        if packed:
            (folder / f"{name}.gz").write_bytes(gzip.compress(content))
        else:
            (folder / name).write_bytes(content)
    return arrays


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def mirror(tmp_path, monkeypatch):
    """A server with small files in the place of MNIST's; its folder and the folder for copies."""
    source, kept = tmp_path / "source", tmp_path / "kept"
    source.mkdir()
    arrays = write_files(source)
    sums = {name: hashlib.md5(idx_bytes(array)).hexdigest() for name, array in arrays.items()}
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=source))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    broken, good = "http://127.0.0.1:9/", f"http://127.0.0.1:{server.server_port}/"
    monkeypatch.setattr(idx, "MIRRORS", (broken, good))
    monkeypatch.setattr(idx, "FILES", sums)
    monkeypatch.setenv("DEEP_LEARNING_LIVE_DATA", str(kept))
    idx.mnist.cache_clear()
    yield source, kept / "mnist"
    server.shutdown()
    server.server_close()
    idx.mnist.cache_clear()


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("name", ["mnist", "fashion-mnist"])
def test_a_folder_is_read(tmp_path, name, packed):
    images, labels, images_test, labels_test = write_files(tmp_path, packed).values()
    data = DATASETS[name](str(tmp_path))
    np.testing.assert_array_equal(data.x, images.reshape(20, 12).astype(np.float32) / 255)
    np.testing.assert_array_equal(data.y.argmax(1), labels)
    np.testing.assert_array_equal(data.x_test * 255, images_test.reshape(10, 12))
    np.testing.assert_array_equal(data.y_test.argmax(1), labels_test)
    assert data.x.dtype == data.y.dtype == np.float32 and data.y.shape == (20, 10)


def test_mnist_is_downloaded_once_and_then_kept(mirror):
    source, kept = mirror
    data = DATASETS["mnist"]()
    assert data.x.shape == (20, 12) and data.x_test.shape == (10, 12)
    assert sorted(p.name for p in kept.iterdir()) == sorted(f"{name}.gz" for name in idx.FILES)
    for path in source.iterdir():
        path.unlink()
    idx.mnist.cache_clear()
    np.testing.assert_array_equal(DATASETS["mnist"]().x, data.x)


def test_a_file_with_another_checksum_is_refused(mirror):
    source, kept = mirror
    name = "train-labels-idx1-ubyte.gz"
    (source / name).write_bytes(gzip.compress(idx_bytes(np.zeros(20, np.uint8))))
    with pytest.raises(ConnectionError, match="train-labels.*another file of that name"):
        DATASETS["mnist"]()
    assert not (kept / name).exists()


@pytest.mark.parametrize("content", [b"no gzip at all", gzip.compress(b"x" * 99, mtime=0)[:-9]])
def test_a_damaged_download_is_refused(mirror, content):
    source, kept = mirror
    (source / "train-images-idx3-ubyte.gz").write_bytes(content)
    with pytest.raises(ConnectionError, match="no undamaged .gz file"):
        DATASETS["mnist"]()
    assert not list(kept.iterdir())


def test_without_network_the_error_says_what_to_do(mirror, monkeypatch):
    monkeypatch.setattr(idx, "MIRRORS", ("http://127.0.0.1:9/",))
    with pytest.raises(ConnectionError, match=r"DATASETS\['mnist'\]\(folder\); or use 'mnist10k'"):
        DATASETS["mnist"]()


def test_a_folder_without_the_files_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="folder must hold train-images-idx3-ubyte"):
        DATASETS["mnist"](str(tmp_path))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\0\x08",
        b"\0\0\x08\0",
        b"\0\0\x08\x01\0\0",
        b"\0\0\x08\x01\0\0\0\x05abcd",
        b"\0\0\x08\x01\0\0\0\x05abcdef",
        b"\0\0\x0d\x01\0\0\0\x01abcd",  # 32-bit floats
        b"\0\0\x08\x03" + b"\xff" * 12,
    ],
)
def test_damaged_idx_files_are_refused(content):
    with pytest.raises(ValueError, match="some-file is no undamaged idx file"):
        idx.parse_idx(content, "some-file")


def test_labels_must_fit_the_images(tmp_path):
    write_files(tmp_path, packed=False)
    labels = tmp_path / "train-labels-idx1-ubyte"
    labels.write_bytes(idx_bytes(np.zeros(19, np.uint8)))
    with pytest.raises(ValueError, match="one for each of the 20 images; came 19"):
        DATASETS["mnist"](str(tmp_path))
    labels.write_bytes(idx_bytes(np.full(20, 10, np.uint8)))
    with pytest.raises(ValueError, match="labels must be 0 to 9.* up to 10"):
        DATASETS["mnist"](str(tmp_path))


@given(st.lists(st.integers(0, 5), min_size=1, max_size=4), st.integers(-9, 9))
def test_reading_is_the_inverse_of_writing_and_every_other_length_is_refused(shape, surplus):
    array = np.random.default_rng(0).integers(256, size=shape).astype(np.uint8)
    content = idx_bytes(array)
    np.testing.assert_array_equal(idx.parse_idx(content, "file"), array)
    other = content + bytes(surplus) if surplus > 0 else content[: len(content) + surplus]
    if surplus:
        with pytest.raises(ValueError, match="file is no undamaged idx file"):
            idx.parse_idx(other, "file")
