"""Names that star imports bring: panels, experiments and functions, never their modules."""

import builtins
from itertools import permutations
from types import ModuleType

import pytest

import widgets
from widgets.lectures import PANELS
from widgets.making import Recipe

PACKAGES = ["dlcore", "dlcore.data", "dlcore.layers", "dlcore.optimizers", "dlcore.experiments"]
PACKAGES += ["widgets", "widgets.lectures"]


def starred(*packages):
    """What is there after star imports, one after the other."""
    names = {}
    for package in packages:
        exec(f"from {package} import *", names)
    del names["__builtins__"]
    return names


@pytest.mark.parametrize("package", PACKAGES)
def test_no_modules(package):
    names = starred(package)
    assert names and not [name for name, it in names.items() if isinstance(it, ModuleType)]
    assert not [name for name in names if hasattr(builtins, name) or name == "public"]


@pytest.mark.parametrize("order", list(permutations(["dlcore", "dlcore.experiments", "widgets"])))
def test_in_any_order_all_are_there(order):
    names = starred(*PACKAGES[1:4], *order)
    assert all(isinstance(names[name], Recipe) for name in PANELS)
    assert all(callable(names[name]) for name in widgets.__all__)
    for name in ("descend", "OPTIMIZERS", "DATASETS", "OptimizerRace", "Training", "Experiment"):
        assert not isinstance(names[name], ModuleType)
    assert names["load"].__module__ == "dlcore.storage"


def test_everything_in_one_line():
    names = starred("widgets.everything")
    modules = {name for name, it in names.items() if isinstance(it, ModuleType)}
    assert modules == {"np", "plt", "dlcore"} and set(starred(*PACKAGES[::5])) <= set(names)


def test_a_name_that_is_missing_is_said():
    with pytest.raises(AttributeError, match="no panel is called 'optimiser_race'"):
        widgets.optimiser_race  # noqa: B018
    with pytest.raises(ImportError, match="optimiser_race"):
        exec("from widgets import optimiser_race")
