"""The picture of this lecture on the start page: what six layers leave of a signal."""

import numpy as np

from dlcore import ACTIVATIONS, INITIALIZERS

from ...figure.sketch import HIGH, WIDE, line, sketch

LAYERS, UNITS, BINS = 6, 200, 40
SHRINKS, STAYS = "#DC7919", "#486CFA"


def picture():
    """Bells of each layer, side by side: Xavier's weights under ReLU, and He's."""
    parts = []
    for middle, scheme, color in ((0.27, "xavier-normal", SHRINKS), (0.73, "he-normal", STAYS)):
        for layer, z in enumerate(sums(scheme)):
            counts, edges = np.histogram(z, BINS, (-4, 4))
            x = middle * WIDE + (edges[:-1] + 0.1) * WIDE * 0.055
            y = HIGH - 12 - layer * (HIGH - 42) / (LAYERS - 1)
            heights = 26 * np.minimum(counts / (0.16 * UNITS * 4), 1)
            parts.append(line(np.stack([x, y - heights], -1), color, 1.8))
    return sketch(
        "Histograms of six layers: on the left they narrow, on the right they stay", *parts
    )


def sums(scheme):
    """What comes into the units of each layer, for four inputs."""
    rng = np.random.default_rng(0)
    x = rng.standard_normal((4, UNITS))
    for _ in range(LAYERS):
        z = x @ INITIALIZERS[scheme](rng, (UNITS, UNITS))
        yield z.ravel()
        x = ACTIVATIONS["relu"](z)[0]
