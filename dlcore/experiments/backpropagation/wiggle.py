"""A push at the first number, and what arrives at the last one: the chain rule, both cases."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame
from ..phrases import amount

FUNCTIONS = {  # name: (value, slope)
    "2 s": (lambda s: 2 * s, lambda s: 2.0),
    "−s": (lambda s: -s, lambda s: -1.0),
    "s²": (lambda s: s * s, lambda s: 2 * s),
    "sin s": (np.sin, np.cos),
    "exp s": (np.exp, np.exp),
}
JOINTS = {  # name: (value, slopes)
    "3 x + 4 y": (lambda x, y: 3 * x + 4 * y, lambda x, y: (3.0, 4.0)),
    "x y": (lambda x, y: x * y, lambda x, y: (y, x)),
    "max(x, y)": (max, lambda x, y: (float(x >= y), float(x < y))),
}
ALONE = "one path: z = 3 x"
PUSHES = np.logspace(-4, 0.5, 46)


@dataclass(frozen=True)
class WiggleFrame(Frame):
    """The push has come t steps far: to s, to x and y, to z.

    values, pushed: s, x, y, z (4,) without and with the push; slopes (4,): dx/ds, dy/ds, dz/dx,
    dz/dy, nan where there is no path. push: Δs. quotients (46,): Δz/Δs for each of `PUSHES`.
    """

    values: np.ndarray
    pushed: np.ndarray
    slopes: np.ndarray
    push: float
    quotients: np.ndarray

    pushes: ClassVar[np.ndarray] = PUSHES

    @property
    def paths(self):
        """What each path contributes: its two slopes multiplied, (1,) or (2,)."""
        both = self.slopes[:2] * self.slopes[2:]
        return both[np.isfinite(both)]

    @property
    def slope(self):
        """dz/ds, the sum over the paths."""
        return float(self.paths.sum())

    @property
    def quotient(self):
        """Δz/Δs of this push."""
        return float((self.pushed[3] - self.values[3]) / self.push)

    @property
    def headline(self):
        """How far it has come, or quotient and slope."""
        if self.t < 2:
            where = ("s", "x and y" if len(self.paths) > 1 else "x")[self.t]
            return f"The push has reached {where}."
        parts = " + ".join(f"({amount(p)})" if p < 0 else amount(p) for p in self.paths)
        total = f" = {amount(self.slope)}" if len(self.paths) > 1 else ""
        return f"Δz/Δs is {amount(self.quotient)}; the slopes say {parts}{total}."

    @property
    def summary(self):
        """The same with more digits."""
        pairs = zip("sxyz", self.pushed - self.values, strict=True)
        moves = ", ".join(f"Δ{name} {move:.3g}" for name, move in pairs if np.isfinite(move))
        return f"{self.headline[:-1]}; {moves}, dz/ds {self.slope:.4g}."


@EXPERIMENTS.add("wiggle")
@dataclass(frozen=True, repr=False)
class Wiggle(Experiment):
    """s -> x = g(s) and y = h(s) -> z."""

    joint: str = knob(ALONE, choices=[ALONE, *JOINTS], label="z", help="what becomes of x and y")
    g: str = knob("2 s", choices=list(FUNCTIONS), label="x", help="first function")
    h: str = knob("−s", choices=list(FUNCTIONS), label="y", help="second function")
    push: float = knob(0.5, 1e-4, 3, log=True, least=1e-6, most=10, label="push Δ", help="of s")
    s: float = knob(1.0, -2, 2, help="where")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    pace: ClassVar[float] = 1.5
    front: ClassVar[tuple] = ("joint", "g", "h", "push")

    @property
    def idle(self):
        """y has no path to z if there is only one."""
        return {"h": "there is one path only"} if self.joint == ALONE else {}

    def at(self, s):
        """s, x, y, z; y is nan where there is no such path."""
        x = FUNCTIONS[self.g][0](s)
        if self.joint == ALONE:
            return np.array([s, x, np.nan, 3 * x])
        y = FUNCTIONS[self.h][0](s)
        return np.array([s, x, y, JOINTS[self.joint][0](x, y)])

    def frames(self):
        """The push at s, at x and y, at z."""
        values = self.at(self.s)
        slopes = [FUNCTIONS[name][1](self.s) for name in (self.g, self.h)]
        if self.joint == ALONE:
            slopes = [slopes[0], np.nan, 3.0, np.nan]
        else:
            slopes += JOINTS[self.joint][1](*values[1:3])
        quotients = [(self.at(self.s + d)[3] - values[3]) / d for d in PUSHES]
        pushed, about = self.at(self.s + self.push), np.array(slopes, float)
        for t in range(3):
            yield WiggleFrame(t, values, pushed, about, self.push, np.array(quotients))
