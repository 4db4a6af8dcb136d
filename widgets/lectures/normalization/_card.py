"""The picture of this lecture on the start page: many values of a unit, set right."""

import numpy as np

from ...figure.sketch import HIGH, WIDE, line, sketch

CAME, LEAVES = "#DC7919", "#486CFA"
BINS, ROWS = 30, 4


def picture():
    """Bells of four batches that came in, each elsewhere, and below them where all are put."""
    rng, parts = np.random.default_rng(1), []
    for row in range(ROWS):
        raw = rng.uniform(0.3, 1.6) * rng.standard_normal(600) + rng.uniform(-3.5, 3.5)
        normed = (raw - raw.mean()) / raw.std()
        for middle, values, color in ((0.27, raw, CAME), (0.75, normed, LEAVES)):
            counts, edges = np.histogram(values, BINS, (-6, 6))
            x = middle * WIDE + (edges[:-1] + 0.2) * WIDE * 0.037
            y = HIGH - 14 - row * (HIGH - 46) / (ROWS - 1) - 26 * np.minimum(counts / 180, 1)
            parts.append(line(np.stack([x, y], -1), color, 1.8))
    return sketch("Four bells at different places and widths, and the same four, alike", *parts)
