"""MNIST and Fashion-MNIST from their four idx files: a folder of yours, or the network once."""

import gzip
import hashlib
import os
from functools import cache
from math import prod
from pathlib import Path
from zlib import error as DamagedStream

import numpy as np

from ..registry import DATASETS
from .sets import IMAGES, Data, from_pixels

MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)
# MD5 of MNIST's files, unpacked
FILES = {
    "train-images-idx3-ubyte": "6bbc9ace898e44ae57da46a324031adb",
    "train-labels-idx1-ubyte": "a25bea736e30d166cdddb491f175f624",
    "t10k-images-idx3-ubyte": "2646ac647ad5339dbf082846283269ea",
    "t10k-labels-idx1-ubyte": "27ae3e4e09519cfbb04c329615203637",
}
# where Debian's package dataset-fashion-mnist puts its files
FASHION_FOLDER = "/usr/share/datasets/fashion-mnist"


@DATASETS.add("mnist")
@IMAGES.add("mnist")
@cache
def mnist(folder=None):
    """60,000 handwritten digits to train on, 10,000 to test (784 pixels in [0, 1], ten classes).

    folder: where the four files are, packed (.gz) or not. None: they are downloaded once, 11 MB,
    and kept in `cache_folder()`. Source: LeCun et al. 1998; licence CC BY-SA 3.0.
    """
    return from_idx(folder or downloaded(cache_folder()))


@DATASETS.add("fashion-mnist")
@IMAGES.add("fashion-mnist")
@cache
def fashion_mnist(folder=FASHION_FOLDER):
    """Fashion-MNIST, 60,000 + 10,000 pieces of clothing in the form of MNIST (Xiao et al. 2017).

    folder: where the four files are, packed (.gz) or not.
    """
    return from_idx(folder)


def from_idx(folder):
    """Folder with the four files of `FILES`, packed or not -> Data."""
    images, labels, images_test, labels_test = (read_idx(folder, name) for name in FILES)
    return Data(*paired(images, labels), *paired(images_test, labels_test))


def paired(images, labels):
    """Images (N, H, W) and labels (N,) of 8 bits -> x (N, H W), y (N, 10)."""
    if len(images) != len(labels) or labels.max(initial=0) > 9:
        raise ValueError(
            f"labels must be 0 to 9, one for each of the {len(images)} images; "
            f"came {len(labels)}, up to {labels.max(initial=0)}"
        )
    return from_pixels(images.reshape(len(images), -1), labels)


def read_idx(folder, name):
    """The array in folder/name or folder/name.gz."""
    path = Path(folder).expanduser() / name
    packed = path.with_name(name + ".gz")
    if path.exists():
        return parse_idx(path.read_bytes(), path)
    if packed.exists():
        return parse_idx(unpacked(packed.read_bytes(), packed), packed)
    raise FileNotFoundError(f"folder must hold {name} or {name}.gz; {path.parent} does not")


def unpacked(content, source):
    """Bytes of a .gz file -> what was packed; a damaged file is refused."""
    try:
        return gzip.decompress(content)
    except (OSError, EOFError, DamagedStream) as error:
        raise ValueError(f"{source} is no undamaged .gz file: {error}") from None


def parse_idx(content, source):
    """Bytes of an idx file -> array of 8-bit integers.

    0, 0, 8 (the type), the number of axes; the length of each axis as four bytes, highest first;
    then the entries.
    """
    axes = content[3] if len(content) > 3 and content[:3] == b"\0\0\x08" else 0
    start = 4 + 4 * axes
    lengths = [int.from_bytes(content[at : at + 4]) for at in range(4, start, 4)]
    if not axes or start + prod(lengths) != len(content):
        raise ValueError(f"{source} is no undamaged idx file of 8-bit integers")
    return np.frombuffer(content, np.uint8, offset=start).reshape(lengths)


def cache_folder():
    """Where downloads are kept: DEEP_LEARNING_LIVE_DATA if it is set, else ~/.cache/..."""
    chosen = os.environ.get("DEEP_LEARNING_LIVE_DATA")
    return Path(chosen or "~/.cache/deep-learning-live").expanduser() / "mnist"


def downloaded(folder):
    """Fill the folder with what is missing of MNIST's four files -> the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, md5 in FILES.items():
        path = folder / f"{name}.gz"
        if not path.exists():
            part = path.with_suffix(f".{os.getpid()}")  # another kernel may be loading, too
            part.write_bytes(download(f"{name}.gz", md5))
            part.replace(path)
    return folder


def download(name, md5):
    """The file from the first mirror that has it, with this MD5 once it is unpacked."""
    from http.client import HTTPException  # slow to import, and hardly ever needed
    from urllib.request import urlopen

    problems = []
    for mirror in MIRRORS:
        try:
            with urlopen(mirror + name, timeout=20) as answer:
                content = answer.read()
            if hashlib.md5(unpacked(content, name)).hexdigest() == md5:
                return content
            problems.append(f"{mirror}: another file of that name")
        except (OSError, HTTPException, ValueError) as error:
            problems.append(f"{mirror}: {error}")
    raise ConnectionError(
        f"{name} could not be downloaded ({'; '.join(problems)}). Without network: put MNIST's "
        "four files into a folder and name it, DATASETS['mnist'](folder); or use 'mnist10k' or "
        "'digits', which need no network."
    )
