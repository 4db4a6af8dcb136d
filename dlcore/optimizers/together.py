"""Rules side by side."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..checks import floats, require
from .rule import Rule, check_rule


@dataclass(frozen=True)
class Together(Rule):
    """Rules side by side: row r of theta (R, ..., P) follows rule r, so that rules can race.

    One gradient of the whole stack serves them all.
    """

    rules: tuple

    def __post_init__(self):
        good = isinstance(self.rules, tuple | list) and len(self.rules) > 0
        require(good, "rules", self.rules, "a tuple of at least one optimizer")
        object.__setattr__(self, "rules", tuple(self.rules))
        for i, rule in enumerate(self.rules):
            check_rule(f"rules[{i}]", rule)

    @cached_property
    def needs_hessian(self):
        """True if any of the rules needs it."""
        return any(rule.needs_hessian for rule in self.rules)

    def init(self, theta):
        """One state for each rule."""
        R, theta = len(self.rules), floats("theta", theta)
        require(
            theta.shape[:1] == (R,), "theta", theta, f"an array with a row for each of {R} rules"
        )
        return tuple(rule.init(row) for rule, row in zip(self.rules, theta, strict=True))

    def update(self, states, grad, hessian=None):
        """Each rule updates its own row."""
        new, directions = [], np.empty_like(grad)
        for r, (rule, state) in enumerate(zip(self.rules, states, strict=True)):
            second = (hessian[r],) if rule.needs_hessian else ()
            state, directions[r] = rule.update(state, grad[r], *second)
            new.append(state)
        return tuple(new), directions
