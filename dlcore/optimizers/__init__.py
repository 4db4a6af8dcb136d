"""Optimizers, in order of increasing complexity: rules that turn gradients into directions.

A rule is a frozen dataclass: its fields are its hyper-parameters, `init(theta) -> state` and
`update(state, grad) -> (state, direction)` are pure functions, elementwise in theta (..., P).
The loop (`training.descend`) does theta = theta - lr * direction; schedule, weight decay and
clipping are its business. `usual_lr` is the learning rate one would try first.
`Newton` also takes the Hessian, and says so by `needs_hessian`.
"""

# The order of these imports is the order in which panels list the rules.
# isort: off
from ..registry import public
from .rule import OPTIMIZERS, Rule, as_rule
from .momentum import GradientDescent, Momentum, Nesterov
from .adaptive import Adadelta, Adagrad, Adam, AdaMax, Nadam, RMSProp
from .newton import Newton
from .together import Together

__all__ = public(globals())
del public
