"""Lines of equal loss, gradient and step; what the unit of an input does to them."""

import numpy as np

from ...making import Recipe
from ...views.axes import drawable
from ...views.dots import Dots
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import GREY, SLOPE, STEP, arrow

RINGS = np.array([0.5, 1.0, 1.5, 2.0])  # along the flattest direction
GROUND = {"equal loss": (GREY, "solid", None)}
WAY = {"way": (STEP, "solid", "circle")}
ARROWS = {"gradient": (SLOPE, "solid", None), "next step": (STEP, "solid", None)}
SHOWN = 400  # last steps of the way that are drawn
REACH = 2.0


class EllipsesView(Sheet):
    """The bowl from above with the way, and the loss of each step; `ScalingFrame`s."""

    columns = (("lines of equal loss, and the way down", 1), ("loss, step after step", 1.1))
    label = "Ellipses of equal loss with a way of gradient descent, and its loss"

    def parts(self, frame):
        """Ellipses, way, arrows, ring, ball and star; losses."""
        box = dict(x="weight 1", x_range=lambda f: around(f, 0), square=True)
        box |= dict(y="weight 2", y_range=lambda f: around(f, 1))
        time = dict(x="step, from 1", x_range=[0, 4], log_x=True, y="loss", y_range=[-7, 3])
        ring = Dots(began, "#000000", size=16, symbols="circle-open", drags="start")
        return [
            (1, Lines(ellipses, GROUND, bare=True, width=1.2, **box)),
            (1, Lines(way, WAY, bare=True, width=1.5)),
            (1, Lines(arrows, ARROWS, bare=True, width=4, legend=True)),
            (1, Dots(best, "#FFC400", size=15, symbols="star", name="lowest point")),
            (1, ring),
            (1, Dots(here, STEP, size=11)),
            (2, Lines(losses, {"loss": WAY["way"]}, log=True, **time)),
        ]


def around(frame, axis):
    """What the picture shows: so much around the lowest point."""
    middle = round(float(frame.descent.f.best[axis]), 3)
    return [middle - REACH, middle + REACH]


def ellipses(frame):
    """Where the loss is that of four places along the flattest direction."""
    curvatures, directions = frame.descent.f.axes
    turn = np.linspace(0, 2 * np.pi, 181)
    unit = np.stack([np.cos(turn), np.sin(turn)]) * np.sqrt(curvatures[0] / curvatures)[:, None]
    ring = directions @ unit  # (2, n)
    x, y = frame.descent.f.best[:, None, None] + RINGS[:, None] * ring[:, None]
    return {"equal loss": (x, y)}


def way(frame):
    """The places up to now."""
    return {"way": frame.descent.w[max(0, frame.t - SHOWN) : frame.t + 1].T}


def arrows(frame):
    """The gradient, always as long, and the next step as long as it is."""
    run, t = frame.descent, frame.t
    (x, y), grad = run.w[t], run.grad[t]
    uphill = 0.6 * grad / max(np.linalg.norm(grad), 1e-300)
    drawn = arrow(x, y, *uphill, 0.15), arrow(x, y, *(-run.lr * grad), 0.15)
    return dict(zip(ARROWS, drawn, strict=True))


def began(frame):
    """Where the run began."""
    return tuple(frame.descent.w[:1].T)


def here(frame):
    """Where it is."""
    return tuple(frame.descent.w[frame.t : frame.t + 1].T)


def best(frame):
    """The lowest point."""
    return tuple(frame.descent.f.best[:, None])


def losses(frame):
    """Up to now, the first at 1."""
    steps = np.arange(frame.t + 1)
    return {"loss": (steps + 1, drawable(frame.descent.loss[: frame.t + 1]))}


panel = Recipe("feature-scaling", EllipsesView)
