"""Curves that grow while something is trained."""

import numpy as np


class Curves:
    """R curves of each name, taken at the same steps; room for `points` of them.

    `steps` (n,) and `curves[name]` (R, n) show what exists by now; later points never change what
    was shown, so frames may keep it.
    """

    def __init__(self, runs, points, names):
        self.n = 0
        self.all_steps = np.zeros(points + 1, int)
        self.values = {name: np.zeros((runs, points + 1)) for name in names}

    def add(self, t, **now):
        """One more point of each curve: name=(R,)."""
        self.all_steps[self.n] = t
        for name, value in now.items():
            self.values[name][:, self.n] = value
        self.n += 1

    @property
    def steps(self):
        """Steps at which points were taken, (n,)."""
        return self.all_steps[: self.n]

    def __getitem__(self, name):
        return self.values[name][:, : self.n]
