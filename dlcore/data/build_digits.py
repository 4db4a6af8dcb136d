"""Builds digits.npz, once, from scikit-learn, which comes with the test part of UCI optdigits.

python -m dlcore.data.build_digits
"""

import hashlib

import numpy as np

from .digits import PATH, SHA256


def build(pixels, labels, path=PATH):
    """Pixels (N, 64) of 0 ... 16 and labels (N,) -> digits.npz, if they are the expected ones."""
    pixels, labels = pixels.astype(np.uint8), labels.astype(np.uint8)
    found = hashlib.sha256(pixels.tobytes()).hexdigest()
    if found != SHA256:
        raise ValueError(f"pixels must have SHA-256 {SHA256}, not {found}")
    np.savez_compressed(path, pixels=pixels, labels=labels)


if __name__ == "__main__":
    from sklearn.datasets import load_digits

    build(*load_digits(return_X_y=True))
