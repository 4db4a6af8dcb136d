"""Random generators that a function does not take but finds: in a closure, an attribute, a global.

Recording makes a step once more than it counts; what it draws by itself must not be lost.
"""

import gc
import random
from contextlib import contextmanager
from types import FunctionType, ModuleType

import numpy as np

OURS = {"dlcore", "numpy", "builtins"}  # nothing random in their globals


@contextmanager
def draws_kept(step):
    """What happens inside may draw; afterwards the generators that step can reach are as before."""
    found = [(g, g.bit_generator.state) for g in generators(step)]
    of_numpy, of_python = np.random.get_state(), random.getstate()  # noqa: NPY002
    try:
        yield
    finally:
        np.random.set_state(of_numpy)  # noqa: NPY002
        random.setstate(of_python)
        for g, state in found:
            g.bit_generator.state = state


def generators(step):
    """NumPy's random generators among all that can be reached from a function."""
    waiting, seen = [step], {}
    while waiting:
        x = waiting.pop()
        if id(x) not in seen:
            seen[id(x)] = x  # held, so that no other object gets its id
            waiting += reached(x)
    return [x for x in seen.values() if isinstance(x, np.random.Generator)]


def reached(x):
    """What an object refers to; of the globals of a function those that it names."""
    foreign = str(getattr(x, "__module__", "")).split(".")[0] not in OURS
    if isinstance(x, FunctionType):
        known = x.__globals__ if foreign else {}
        named = [known[name] for name in names(x.__code__) if name in known]
        return [x.__closure__, x.__defaults__, x.__kwdefaults__, *named]
    if isinstance(x, ModuleType) or (isinstance(x, type) and not foreign):
        return []
    return gc.get_referents(x)


def names(code):
    """Names that a function looks up, and those of the functions inside it."""
    inner = [one for one in code.co_consts if isinstance(one, type(code))]
    return {*code.co_names}.union(*map(names, inner))
