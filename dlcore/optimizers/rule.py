"""What an optimizer is: its class, and the registry."""

from copy import deepcopy
from functools import wraps
from inspect import isclass, isfunction
from typing import ClassVar

from ..checks import require, settle_knobs
from ..registry import Registry, of_the_course


class Rule:
    """What all rules share."""

    usual_lr: ClassVar[float] = 0.01
    needs_hessian: ClassVar[bool] = False
    memory: ClassVar[tuple] = ()  # names of the parts of the state
    formula: ClassVar[tuple] = ()  # assignments from g and the memory to the direction d

    def __post_init__(self):
        settle_knobs(self)

    def __init_subclass__(cls, **about):
        super().__init_subclass__(**about)
        work_on_copies(cls)
        if "update" in vars(cls) and "formula" not in vars(cls):
            cls.formula = ()  # that of the rule it derives from tells of another update


def work_on_copies(kind):
    """A reader's `init` and `update` may change in place what they are given: it is a copy."""
    for name in ("init", "update"):
        method = vars(kind).get(name)
        if isfunction(method) and not (of_the_course(method) or hasattr(method, "on_copies")):
            setattr(kind, name, on_its_own(method))


def on_its_own(method):
    """The method, called with copies of its arguments."""

    @wraps(method)
    def with_copies(self, *args, **options):
        return method(self, *deepcopy(args), **deepcopy(options))

    with_copies.on_copies = True
    return with_copies


def as_rule(kind):
    """A class with `init` and `update` gets from `Rule` what else it needs."""
    if not isclass(kind):
        return kind  # its check says what is wrong
    for name, usual in vars(Rule).items():
        if not name.startswith("_") and not hasattr(kind, name):
            setattr(kind, name, usual)
    work_on_copies(kind)
    return kind


def check_rule(name, rule):
    """What `descend` follows: made of a class, and able to begin and to go on."""
    known = all(hasattr(rule, part) for part in ("init", "update", "needs_hessian"))
    good = known and not isinstance(rule, type)
    require(good, name, rule, 'an optimizer such as OPTIMIZERS["adam"]()')


OPTIMIZERS = Registry("optimizer", as_rule)
