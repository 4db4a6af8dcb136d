"""Augmentation: images moved, turned and bent a little, new ones in each batch, same labels.

Images come and go as rows of side * side pixels, x (..., N, side * side); leading axes are runs.
"""

from dataclasses import dataclass
from math import isqrt

import numpy as np

from ..checks import floats, number, numbers, require, settle_knobs
from ..knobs import knob
from ..seeding import draw_shape


def as_images(x):
    """x (..., n) -> (N, side, side), all leading axes in one."""
    n = x.shape[-1] if x.ndim else 0
    side = isqrt(n)
    require(side and side * side == n, "x", x.shape, "rows of side * side pixels, a shape (N, n)")
    return x.reshape(-1, side, side)


def bilinear(images, rows, columns):
    """Images (N, S, S) read at places (N, S, S) between the pixels; 0 outside.

    The mean of the four pixels around a place, weighted by how near they are.
    """
    N, S, _ = images.shape
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1))).reshape(-1)
    rows, columns = np.clip(rows, -1, S) + 1, np.clip(columns, -1, S) + 1
    r, c = np.minimum(np.floor(rows), S), np.minimum(np.floor(columns), S)
    down, right = rows - r, columns - c
    corner = (r * (S + 2) + c).astype(int) + (np.arange(N) * (S + 2) ** 2)[:, None, None]
    upper = padded[corner] * (1 - right) + padded[corner + 1] * right
    lower = padded[corner + S + 2] * (1 - right) + padded[corner + S + 3] * right
    return upper * (1 - down) + lower * down


def affine(x, shift=(0, 0), rotate=0, zoom=1, shear=0, bend=(0, 0)):
    """x (..., n) -> moved images, each value a number or one for each image.

    shift: pixels (down, right). rotate: degrees, against the clock. zoom: 2 doubles the size.
    shear: pixels to the right for each pixel up. bend: pixels (down, right), one for each pixel
    (N, side, side). Around the centre c, a pixel p shows what was at c + M^-1 (p - c - shift).
    """
    x = floats("x", x)
    images = as_images(x)
    N, S, _ = images.shape
    for name, value in dict(rotate=rotate, shear=shear).items() if N else ():
        numbers(name, value)
    _ = N and numbers("zoom", zoom, above=0)
    turn, zoom, shear = (np.broadcast_to(np.asarray(v, float), N) for v in (rotate, zoom, shear))
    cos, sin = np.cos(np.deg2rad(turn)), np.sin(np.deg2rad(turn))
    # in coordinates (row, column): rotation times shear times zoom
    M = zoom * np.array([[cos + sin * shear, -sin], [sin - cos * shear, cos]])
    back = np.linalg.inv(M.transpose(2, 0, 1))[..., None, None].astype(x.dtype)
    place = np.arange(S, dtype=x.dtype) - x.dtype.type((S - 1) / 2)
    down, right = (np.broadcast_to(np.asarray(v, x.dtype), N)[:, None, None] for v in shift)
    r, c = place[:, None] - down, place - right
    rows = back[:, 0, 0] * r + back[:, 0, 1] * c - place[0] - bend[0]
    columns = back[:, 1, 0] * r + back[:, 1, 1] * c - place[0] - bend[1]
    return bilinear(images, rows, columns).reshape(x.shape)


@dataclass(frozen=True)
class Augmentation:
    """How far images are changed, at most or on average; (rng, x (..., N, n)) -> other images.

    shift, rotate, zoom, shear: evenly drawn between -value and value (pixels, degrees, change of
    size, pixels sideways per pixel of height). elastic: standard deviation in pixels of a smooth
    random displacement (Simard et al. 2003). brightness: pixels times 1 +- value. noise: standard
    deviation of what is added to each pixel. mirror, upside_down: half of the images, at random.
    """

    shift: float = knob(0, 0, 6, least=0, unit="pixels", help="in each direction, at most")
    rotate: float = knob(0, 0, 45, least=0, unit="degrees", help="either way, at most")
    zoom: float = knob(0, 0, 0.5, least=0, most=0.9, help="change of size, at most")
    shear: float = knob(0, 0, 0.5, least=0, help="sideways per pixel of height, at most")
    elastic: float = knob(0, 0, 2, least=0, unit="pixels", help="smooth bending, on average")
    brightness: float = knob(0, 0, 1, least=0, help="change of all pixels, at most")
    noise: float = knob(0, 0, 0.5, least=0, help="standard deviation at each pixel")
    mirror: bool = knob(False, help="swap left and right of half of the images")
    upside_down: bool = knob(False, help="swap top and bottom of half of the images")

    def __post_init__(self):
        settle_knobs(self, number)

    def __call__(self, rng, x):
        """x (..., N, n) -> other images of the same shape; `Streams` of K runs give (K, N, n)."""
        x = floats("x", x)
        as_images(x)
        shape = draw_shape(rng, x)
        x = np.broadcast_to(x, shape)

        def evenly(limit):
            return limit * (2 * rng.random(shape[:-1]).reshape(-1) - 1)

        if self.mirror:
            x = flipped(x, evenly(1) < 0, -1)
        if self.upside_down:
            x = flipped(x, evenly(1) < 0, -2)
        if self.shift or self.rotate or self.zoom or self.shear or self.elastic:
            shift = evenly(self.shift), evenly(self.shift)
            turn, zoom, shear = evenly(self.rotate), 1 + evenly(self.zoom), evenly(self.shear)
            x = affine(x, shift, turn, zoom, shear, self.bend(rng, shape, x.dtype))
        if self.brightness:
            x = x * (1 + evenly(self.brightness)).reshape(*shape[:-1], 1).astype(x.dtype)
        if self.noise:
            x = x + x.dtype.type(self.noise) * rng.standard_normal(shape, x.dtype)
        return x

    def bend(self, rng, shape, dtype, reach=4):
        """Displacements (2, N, side, side): noise, averaged over about `reach` pixels around."""
        if not self.elastic:
            return 0, 0
        place = np.arange(isqrt(shape[-1]))
        G = np.exp(-0.5 * ((place[:, None] - place) / reach) ** 2).astype(dtype)
        G /= np.sqrt((G * G).sum(1, keepdims=True))  # so that G noise G^T keeps variance 1
        noise = rng.standard_normal((*shape[:-1], 2, *G.shape), dtype).reshape(-1, 2, *G.shape)
        return dtype.type(self.elastic) * (G @ noise @ G.T).swapaxes(0, 1)


def flipped(x, chosen, axis):
    """x (..., n): chosen images (N,) reversed along the axis of their rows (-2) or columns (-1)."""
    images = as_images(x)
    return np.where(chosen[:, None, None], np.flip(images, axis), images).reshape(x.shape)
