"""Does a new entry of a registry do what panels will do with it? A verdict in words.

When a notebook cell registers something, its verdict is printed below the cell. Entries that fail
stay registered; they are marked where they can be chosen, and panels say what is wrong with them.
"""

import warnings

import numpy as np

from ..registry import Registry, on_copies
from . import functions, made

CHECKS = {
    "activation": functions.check_activation,
    "loss": functions.check_loss,
    "penalty": functions.check_penalty,
    "surface": functions.check_surface,
    "landscape": functions.check_landscape,
    "initializer": functions.check_initializer,
    "constraint": functions.check_constraint,
    "sequence of gradients": functions.check_gradients,
    "schedule": made.check_schedule,
    "optimizer": made.check_optimizer,
    "data set": made.check_dataset,
    "set of images": made.check_dataset,
    "set of points in the plane": made.check_plane,
    "curve with noise": made.check_dataset,
    "experiment": made.check_experiment,
}


@np.errstate(all="ignore")
def verdict(kind, name, thing):
    """(True or False, one sentence) on an entry of the registry of this kind."""
    if kind not in CHECKS:
        return True, ""
    promise = CHECKS[kind].__doc__.rstrip(".")
    try:
        with warnings.catch_warnings(action="ignore"):
            CHECKS[kind](on_copies(thing))
    except Exception as error:
        said = str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"
        said = " ".join(said.split()).rstrip(".")
        return False, f"The {kind} {name!r} does not work yet: {said}. Needed: {promise}."
    return True, f"The {kind} {name!r} works (checked: {promise}). Every panel has it now."


Registry.check = staticmethod(verdict)
