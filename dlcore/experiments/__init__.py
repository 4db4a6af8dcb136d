"""Experiments: the claims of the lectures as seeded programs that yield frames.

A folder for each lecture, a file for each experiment; here stands what several lectures use. An
experiment is imported when it is asked for: `DropoutRates`, "dropout-rates" in the registry, is
in dropout_rates.py of some folder.
"""

import re
from importlib import import_module
from pkgutil import walk_packages

from ..registry import EXPERIMENTS, of_the_course
from .base import Experiment, Frame, Measure
from .now import Now
from .sweep import SweepFrame, sweep, swept, values_of

FILES = {
    found.name.rpartition(".")[2]: found.name
    for found in walk_packages(__path__, f"{__name__}.")
    if not found.ispkg
}


def load(key):
    """The experiment that is registered as `key`; ValueError names all there are."""
    file = FILES.get(key.replace("-", "_"))
    if key not in EXPERIMENTS and file:
        import_module(file)
    return EXPERIMENTS[key]


def load_all():
    """Fill EXPERIMENTS with all there are."""
    for file in FILES.values():
        import_module(file)


def everything():
    """Names for `import *`: what stands here, and all experiments by their classes."""
    load_all()
    shared = Experiment, Frame, Measure, Now, SweepFrame, sweep, swept, values_of
    return [it.__name__ for it in (*shared, *filter(of_the_course, EXPERIMENTS.values()))]


def __getattr__(name):
    """`DropoutRates` from dropout_rates.py."""
    if name == "__all__":  # not before somebody asks: that imports all of them
        return everything()
    file = FILES.get(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower())
    if file is None:
        raise AttributeError(f"no experiment is called {name!r}")
    return getattr(import_module(file), name)
