"""All that a notebook of the course uses, in its one line: from widgets.everything import *.

NumPy as np, Matplotlib's plt, dlcore with what it offers and its experiments by class, the panels.
"""

import sys
from dataclasses import dataclass
from inspect import getsource
from itertools import islice
from time import perf_counter, process_time

import matplotlib.pyplot as plt
import numpy as np

import dlcore
import widgets
from dlcore import experiments, layers, optimizers


def public(module):
    """{name: thing} of all that a module offers."""
    return {name: getattr(module, name) for name in module.__all__}


experiments.load_all()
NAMES = dict(np=np, plt=plt, dlcore=dlcore, dataclass=dataclass, getsource=getsource, islice=islice)
# of this process alone; a page in which Python runs has no clock of that kind
NAMES["process_time"] = perf_counter if sys.platform == "emscripten" else process_time
NAMES |= {k: v for k, v in (public(optimizers) | public(layers)).items() if isinstance(v, type)}
NAMES |= public(dlcore)
NAMES |= {kind.__name__: kind for kind in dlcore.EXPERIMENTS.values()}
NAMES |= {name: getattr(widgets, name) for name in widgets.__all__}
globals().update(NAMES)
__all__ = [*NAMES]
