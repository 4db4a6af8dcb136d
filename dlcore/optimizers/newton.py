"""Newton's method: the only rule that knows the curvature."""

from dataclasses import dataclass

import numpy as np

from .rule import OPTIMIZERS, Rule


@OPTIMIZERS.add("newton")
@dataclass(frozen=True)
class Newton(Rule):
    """direction = H^-1 g, made for lr = 1: one step on a quadratic; saddles attract it as well.

    Where H cannot be inverted the direction is inf or nan: the run counts as diverged.
    """

    usual_lr = 1.0
    needs_hessian = True
    formula = ()  # takes more than one weight

    def init(self, theta):
        """No memory."""
        return ()

    def update(self, state, grad, hessian):
        """Solve H d = g for each run; grad (..., P), hessian (..., P, P)."""
        size = np.abs(hessian).max(-1, keepdims=True)
        size = np.where(size > 0, size, 1)  # rows of size 1: so det is 0 for no other reason
        H, g = hessian / size, grad[..., None] / size
        flat = np.linalg.det(H)[..., None, None] == 0
        direction = np.linalg.solve(np.where(flat, np.eye(grad.shape[-1]), H), g)[..., 0]
        return state, np.where(flat[..., 0], np.inf, direction)
