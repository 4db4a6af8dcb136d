"""Data sets: `DATASETS[name]()` gives a `Data`, always the same one for the same arguments.

sets says what a data set is; digits, mnist10k and idx load images, plane and curves draw toys, own
reads a CSV file; transforms and augmentation make data of data.
"""

from ..registry import public
from .augmentation import Augmentation, affine
from .curves import absolute, line, sine, square, step
from .digits import digits
from .idx import fashion_mnist, mnist
from .mnist10k import mnist10k
from .own import from_csv
from .plane import circle, gaussians, moons, spiral, xor
from .sets import CURVES, IMAGES, PLANE, Data, one_hot
from .transforms import first, hold_out, permute, standardize, with_label_noise, zca

__all__ = public(globals())
del public
