"""A plain with pits of different depth: the landscape that the fog hides."""

import numpy as np

from ...seeding import generator
from ...surfaces import Surface

COUNT, SIDE = 6, 4.0  # pits; half the side of the landscape
DEPTHS, WIDTHS = (0.8, 2.0), (0.7, 1.0)
APART = 2.2  # least distance of two pits
RISE = 0.05  # curvature of the plain, so that no place is level


def pits_of(seed):
    """Places (COUNT, 2), depths (COUNT,) and widths (COUNT,), no two pits close together."""
    rng, places = generator(seed, stream=24), []
    while len(places) < COUNT:
        place = rng.uniform(-SIDE + 0.7, SIDE - 0.7, 2)
        if all(np.linalg.norm(place - other) > APART for other in places):
            places.append(place)
    return np.array(places), rng.uniform(*DEPTHS, COUNT), rng.uniform(*WIDTHS, COUNT)


def plain_with_pits(seed):
    """0.05 |x|^2 / 2 - sum of depth e^(-|x - place|^2 / (2 width^2)), another one for each seed."""
    places, depths, widths = pits_of(seed)

    def f(theta):
        off = theta[..., None, :] - places
        pull = depths * np.exp(-0.5 * (off * off).sum(-1) / widths**2)
        value = 0.5 * RISE * (theta * theta).sum(-1) - pull.sum(-1)
        return value, RISE * theta + (off * (pull / widths**2)[..., None]).sum(-2)

    return Surface(f, domain=((-SIDE, SIDE), (-SIDE, SIDE)))
