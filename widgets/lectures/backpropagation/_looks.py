"""What the drawings of the small network share."""

import numpy as np

SIZES = (2, 2, 2, 2)
TITLES = ("inputs", "hidden", "hidden", "outputs")
FULL = 4.0  # the weight with the widest line
EMPTY = ("", "")


def named(frame, slopes=True):
    """Above each unit: its name, and the slope where it has one."""
    if not slopes:
        return frame.units
    gains = [
        [f"{n}, slope {s:.3g}" for n, s in zip(*pair, strict=True)] for pair in with_slopes(frame)
    ]
    return (frame.units[0], *gains)


def with_slopes(frame):
    """Names and slopes of each layer."""
    return zip(frame.units[1:], frame.slopes, strict=True)


def counted(weights, masks):
    """Weights (2, 2) of each layer, nan where a maximum does not let them through."""
    return tuple(np.where(mask, W, 0.0) for W, mask in zip(weights, masks, strict=True))
