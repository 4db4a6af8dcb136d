"""What stands around a rule in one step: clipping, decay, shrinking, constraints, statistics."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from .checks import fitting, function, numbers, said
from .optimizers.rule import check_rule
from .registry import on_copies
from .regularizers import soft_threshold


@dataclass(frozen=True)
class Update:
    """theta (..., P), state, gradient, lr -> theta - lr (direction + weight_decay weights), state.

    f: where theta walks. Its net, if it has one, tells what in theta is a weight and what tracked
    statistics; rules that need second derivatives take its Hessian. The others are told in
    `descend`.
    """

    f: Callable
    rule: Any
    weight_decay: float | np.ndarray = 0.0
    shrink: float | np.ndarray = 0.0
    clip: Callable | None = None
    constrain: Callable | None = None

    def __post_init__(self):
        check_rule("rule", self.rule)
        for name, what in (("clip", "the gradient"), ("constrain", "theta")):
            if getattr(self, name) is not None:
                function(name, getattr(self, name), what)
        if self.rule.needs_hessian and not hasattr(self.f, "hessian"):
            raise ValueError(
                f"{self.rule} needs second derivatives, which this objective does not offer"
            )

    @cached_property
    def weights(self):
        """1 where theta holds a weight, else 0, (P,); on a surface all are weights."""
        net = getattr(self.f, "net", None)
        return 1.0 if net is None else net.weight_mask

    @cached_property
    def tracked(self):
        """True where theta holds tracked statistics, (P,); None if there are none."""
        net = getattr(self.f, "net", None)
        return None if net is None else net.tracked_mask

    def __call__(self, theta, state, grad, lr):
        """The step, in its order."""
        hessian = (self.f.hessian(theta),) if self.rule.needs_hessian else ()
        state, direction = self.rule.update(state, self.learned(grad), *hessian)
        if acts(self.weight_decay):
            direction = direction + self.weight_decay * theta * self.weights
        step = lr * direction
        if self.tracked is not None:  # old value minus new one, whatever the rule and its rate
            step = np.where(self.tracked, grad, step)
        theta = theta - step
        if acts(self.shrink):
            theta = soft_threshold(theta, lr * self.shrink * self.weights)
        return self.allowed(theta) if self.constrain else theta, state

    def learned(self, grad):
        """The gradient as the rule sees it: 0 for statistics, and clipped."""
        if self.tracked is not None:
            grad = np.where(self.tracked, 0, grad)
        return self.clipped(grad) if self.clip else grad

    @cached_property
    def clipped(self):
        """`clip`, on a copy."""
        return answering(self.clip, "clip")

    @cached_property
    def allowed(self):
        """`constrain`, on a copy."""
        return answering(self.constrain, "constrain")


def answering(change, name):
    """The function on copies of what it gets; ValueError where it gives another shape, or none."""
    change = on_copies(change)

    def ask(x):
        answer = change(x)
        if getattr(answer, "shape", None) != x.shape:
            came = said(answer)
            raise ValueError(f"{name} must return an array of shape {x.shape}, not {came}")
        return answer

    return ask


def as_strength(name, value, theta):
    """A strength as a number, or as an array with one for each run, which may change under way."""
    value = fitting(name, numbers(name, value, least=0), theta.shape)
    return np.asarray(value, theta.dtype) if np.ndim(value) else float(value)


def acts(strength):
    """Whether a strength, or that of any run, is not 0."""
    return strength.any() if isinstance(strength, np.ndarray) else strength != 0
