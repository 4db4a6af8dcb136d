"""Error surfaces in two weights: theta (..., 2) -> (value (...), gradient (..., 2)).

They have the very signature of a network's objective, so every rule runs on both unchanged.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from .activations import sigmoid
from .checks import array, floats, number
from .registry import Entry, Registry, on_copies


@dataclass(frozen=True)
class Surface(Entry):
    """A function with its gradient, and what a picture of it needs.

    start: where a race begins; domain: ((x low, x high), (y low, y high)) of the picture;
    minimum: the best point, None if there is none; goal: a run has arrived when its value
    stays below this.
    """

    function: Callable
    start: tuple = (-1.5, 1.0)
    domain: tuple = ((-2.0, 2.0), (-2.0, 2.0))
    minimum: tuple | None = None
    goal: float = 0.02

    def __post_init__(self):
        object.__setattr__(self, "function", on_copies(self.function))

    def __call__(self, theta):
        """theta (..., 2) -> value (...), gradient (..., 2)."""
        theta = floats("theta", theta)
        if theta.shape[-1:] != (len(self.domain),):
            array("theta", theta, f"(..., {len(self.domain)})")  # complains
        return self.function(theta)

    def hessian(self, theta, h=1e-5):
        """Second derivatives (..., 2, 2), from central differences of the gradient."""
        theta = floats("theta", theta)
        steps = h * np.eye(theta.shape[-1])
        _, ahead = self(theta[..., None, :] + steps)
        _, behind = self(theta[..., None, :] - steps)
        H = (ahead - behind) / (2 * h)
        return 0.5 * (H + H.mT)

    def grid(self, n=80):
        """x (n,), y (n,), values (n, n) over the domain; row i belongs to y[i]."""
        n = number("n", n, whole=True, least=2)
        x, y = (np.linspace(*side, n) for side in self.domain)
        return x, y, self(np.stack(np.meshgrid(x, y), -1))[0]


def as_surface(thing, **about):
    """A function, or a `Surface`, and what a picture needs -> `Surface`."""
    if isinstance(thing, Surface):
        return replace(thing, **about) if about else thing
    return Surface(thing, **about)


SURFACES = Registry("surface", as_surface)


def along(dx, dy):
    """Partial derivatives -> gradient (..., 2)."""
    return np.concatenate([dx[..., None], dy[..., None]], -1)


@SURFACES.add("crescent", start=(-1.9, 1.2), domain=((-2.5, 2.5), (-2.5, 2.5)), minimum=(1.5, 0.1))
def crescent(theta):
    """A curved valley: steep at its left end, nearly flat in the middle, steep again on the right.

    8 d softplus(-(x + 1.5)/d) + 0.5 (1 - e^(-(x - 1.5)^2 / 0.32))
    + 0.02 (sqrt((x - 1.5)^2 + 0.01) - 0.1) + 10 (y - 0.4 x^2 + 0.8)^2 with d = 0.15: the shape
    on which source 1 shows why a rule should forget old gradients.
    """
    x, y = theta[..., 0], theta[..., 1]
    d, u, r = 0.15, x - 1.5, y - 0.4 * x * x + 0.8
    hill = np.exp(-u * u / 0.32)
    root = np.sqrt(u * u + 0.01)
    left = -(x + 1.5) / d
    value = 8 * d * np.logaddexp(0, left) + 0.5 * (1 - hill) + 0.02 * (root - 0.1) + 10 * r * r
    dx = -8 * sigmoid(left)[0] + 0.5 * u / 0.16 * hill + 0.02 * u / root - 16 * r * x
    return value, along(dx, 20 * r)


@SURFACES.add("bowl", start=(-1.6, 1.2), minimum=(0.0, 0.0))
def bowl(theta):
    """(x^2 + y^2) / 2: the same in every direction."""
    return 0.5 * (theta * theta).sum(-1), theta.copy()


@SURFACES.add("elongated", start=(-1.8, 0.9), minimum=(0.0, 0.0))
def elongated(theta):
    """(x^2 + 25 y^2) / 2: one learning rate has to serve a flat and a steep direction."""
    steep = np.array([1.0, 25.0], theta.dtype)
    return 0.5 * (steep * theta * theta).sum(-1), steep * theta


@SURFACES.add("saddle", start=(1.0, 1e-4), domain=((-1.5, 1.5), (-1.5, 1.5)), minimum=(0.0, 1.0))
def saddle(theta):
    """x^2/2 - y^2/2 + y^4/4 + 1/4: a saddle at (0, 0) between minima at (0, 1) and (0, -1)."""
    x, y = theta[..., 0], theta[..., 1]
    return 0.5 * x * x + 0.25 * (y * y - 1) ** 2, along(x, y**3 - y)


@SURFACES.add(
    "plateau", start=(-8.0, 1.0), domain=((-10.0, 6.0), (-2.0, 2.0)), minimum=None, goal=0.05
)
def plateau(theta):
    """1 - sigmoid(x) + y^2/10: nearly level on the left, then a step down; no lowest point."""
    x, y = theta[..., 0], theta[..., 1]
    a, slope = sigmoid(x)
    return 1 - a + 0.1 * y * y, along(-slope, 0.2 * y)


LIFT = 1.1518336  # minus the lowest value of the sum below, found on a fine grid


@SURFACES.add(
    "local-minimum",
    start=(-4.5, 0.5),
    domain=((-5.0, 6.0), (-1.5, 1.5)),
    minimum=(3.216, 0.0),
    goal=0.05,
)
def local_minimum(theta):
    """A slope with a shallow dent at x = 0.05 before the deep one at x = 3.22.

    0.015 (x - 5)^2 - 0.35 e^(-x^2 / (2 0.35^2)) - 1.2 e^(-(x - 3.2)^2 / (2 0.6^2)) + y^2/2,
    lifted so that the lowest value is 0.
    """
    x, y = theta[..., 0], theta[..., 1]
    dent = 0.35 * np.exp(-(x**2) / (2 * 0.35**2))
    pit = 1.2 * np.exp(-((x - 3.2) ** 2) / (2 * 0.6**2))
    dx = 0.03 * (x - 5) + dent * x / 0.35**2 + pit * (x - 3.2) / 0.6**2
    return 0.015 * (x - 5) ** 2 - dent - pit + 0.5 * y * y + LIFT, along(dx, y)


@SURFACES.add(
    "rosenbrock", start=(-1.5, 1.5), domain=((-2.0, 2.0), (-1.0, 3.0)), minimum=(1.0, 1.0)
)
def rosenbrock(theta):
    """(1 - x)^2 + 100 (y - x^2)^2: a narrow curved valley (Rosenbrock 1960)."""
    x, y = theta[..., 0], theta[..., 1]
    r = y - x * x
    return (1 - x) ** 2 + 100 * r * r, along(-2 * (1 - x) - 400 * x * r, 200 * r)


@SURFACES.add("beale", start=(1.0, 1.5), domain=((-4.5, 4.5), (-4.5, 4.5)), minimum=(3.0, 0.5))
def beale(theta):
    """Sum over k = 1, 2, 3 of (c_k - x + x y^k)^2, c = 1.5, 2.25, 2.625: flat with steep edges."""
    x, y = theta[..., 0], theta[..., 1]
    value = dx = dy = 0.0
    for k, c in ((1, 1.5), (2, 2.25), (3, 2.625)):
        e = c - x + x * y**k
        value, dx = value + e * e, dx + 2 * e * (y**k - 1)
        dy = dy + 2 * e * x * k * y ** (k - 1)
    return value, along(dx, dy)
