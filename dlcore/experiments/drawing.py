"""Drawings: rows of ink and paper, as a pad tells them, and what networks want to see instead."""

import numpy as np

BOX, DARK = 20, 0.5  # pixels of a side that ink fills in MNIST; from here on grey is ink


def ink_of(rows):
    """n whole numbers, the bits of rows from the left -> image (n, n) of 0 and 1."""
    n = len(rows)
    return np.array([[row >> (n - 1 - x) & 1 for x in range(n)] for row in rows], float)


def rows_of(image, dark=DARK):
    """Image (n, n) -> its rows as whole numbers; ink is what is darker."""
    n = len(image)
    bits = 2 ** np.arange(n - 1, -1, -1)
    return tuple(int(row) for row in (np.asarray(image) > dark) @ bits)


def centred(image, box=BOX):
    """Image (n, n) -> (n, n): the ink fills a box, and has its centre of mass in the middle.

    So MNIST was made (LeCun et al. 1998). What is empty stays so.
    """
    down, across = (np.flatnonzero(image.any(axis)) for axis in (1, 0))
    if not len(down):
        return image
    ink = image[down[0] : down[-1] + 1, across[0] : across[-1] + 1]
    h, w = (max(1, round(side * box / max(ink.shape))) for side in ink.shape)
    ink, n = resized(ink, h, w), len(image)
    middle = [(np.arange(side) @ ink.sum(1 - k)) / ink.sum() for k, side in enumerate((h, w))]
    spots = zip(middle, (h, w), strict=True)
    top, left = (int(np.clip(round(n / 2 - m), 0, n - side)) for m, side in spots)
    sheet = np.zeros((n, n))
    sheet[top : top + h, left : left + w] = ink
    return sheet


def resized(image, h, w):
    """Image -> (h, w); each new pixel is the mean of what it covers."""
    return covered(h, image.shape[0]) @ image @ covered(w, image.shape[1]).T


def covered(new, old):
    """Share of each new pixel (new, old) that each old one fills, along one side."""
    ends = np.linspace(0, old, new + 1)
    low, high = ends[:-1, None], ends[1:, None]
    left = np.arange(old)
    return np.clip(np.minimum(high, left + 1) - np.maximum(low, left), 0, None) / (high - low)
