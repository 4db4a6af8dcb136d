"""Shares and gains in words."""

import numpy as np


def percent(shares, digits=1):
    """A share, or each of some."""
    return ", ".join(f"{share:.{digits}%}" for share in np.atleast_1d(shares))


def points(gains):
    """Gains of shares, with their signs, in points."""
    return ", ".join(f"{100 * gain:+.1f}" for gain in np.atleast_1d(gains))
