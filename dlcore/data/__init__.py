"""Data sets: `DATASETS[name]()` gives a `Data`, always the same one for the same arguments."""

from .digits import digits
from .mnist10k import mnist10k
from .sets import Data, one_hot

__all__ = ["Data", "digits", "mnist10k", "one_hot"]
