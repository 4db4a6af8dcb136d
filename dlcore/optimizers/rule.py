"""What an optimizer is: its class, and the registry."""

from typing import ClassVar

from ..registry import Registry


class Rule:
    """What all rules share."""

    usual_lr: ClassVar[float] = 0.01
    needs_hessian: ClassVar[bool] = False
    memory: ClassVar[tuple] = ()  # names of the parts of the state
    formula: ClassVar[tuple] = ()  # assignments from g and the memory to the direction d


def as_rule(kind):
    """A class with `init` and `update` gets from `Rule` what else it needs."""
    for name, usual in vars(Rule).items():
        if not name.startswith("_") and not hasattr(kind, name):
            setattr(kind, name, usual)
    return kind


OPTIMIZERS = Registry("optimizer", as_rule)
