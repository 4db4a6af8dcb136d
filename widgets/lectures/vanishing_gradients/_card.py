"""The picture of this lecture on the start page: a gradient that fades on its way down."""

import numpy as np

from dlcore import DATASETS, Objective, mlp

from ...figure.sketch import HIGH, WIDE, dot, line, sketch

LAYERS, UNITS = 10, 4
DARK, BRIGHT = (0.82, 0.85, 0.88), (0.86, 0.35, 0.05)


def picture():
    """Ten layers, each in the colour of its gradient, as it is before the first update."""
    data, net = DATASETS["digits"](), mlp(64, *[50] * LAYERS, 10, activation="sigmoid")
    _, grad = Objective(net, "cross-entropy", data.x[:200], data.y[:200])(net.init(seed=0))
    sizes = np.log([np.sqrt((W**2).mean()) for W in net.weights(grad)[:LAYERS]])
    shares = (sizes - sizes.min()) / np.ptp(sizes)
    x = np.linspace(14, WIDE - 14, LAYERS)
    y = np.linspace(18, HIGH - 18, UNITS)
    parts = [
        line([(x[i], v), (x[i + 1], u)], "#C9D1D8", 0.6)
        for i in range(LAYERS - 1)
        for v in y
        for u in y
    ]
    for across, share in zip(x, shares, strict=True):
        mixed = np.array(DARK) * (1 - share) + np.array(BRIGHT) * share
        color = "#" + "".join(f"{round(255 * part):02X}" for part in mixed)
        parts += [dot(across, down, 7, color) for down in y]
    return sketch("Ten layers of units; the light of the gradient fades from the last down", *parts)
