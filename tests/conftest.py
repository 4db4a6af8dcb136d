"""What all rings share: the root of the project, and `--lecture`, a choice of tests."""

from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def project():
    return PROJECT


def pytest_addoption(parser):
    parser.addoption("--lecture", metavar="NAME", help="only the tests that concern this lecture")


def pytest_collection_modifyitems(config, items):
    """Keep the files of a lecture, and what is run for each panel or notebook, for its own."""
    if lecture := config.getoption("--lecture"):
        names = names_of(lecture)
        mine = [item for item in items if concerns(item, lecture, names)]
        config.hook.pytest_deselected(items=[item for item in items if item not in mine])
        items[:] = mine


def names_of(lecture):
    """Its panels, by their files, and its notebook."""
    panels = PROJECT.glob(f"widgets/lectures/{lecture}/*.py")
    notebooks = PROJECT.glob(f"notebooks/*_{lecture}.ipynb")
    return {path.stem for path in [*panels, *notebooks]}


def concerns(item, lecture, names):
    """Is a test in a file of the lecture, or has it one of these names as a parameter?"""
    values = item.callspec.params.values() if hasattr(item, "callspec") else ()
    stems = {value.stem if isinstance(value, Path) else str(value) for value in values}
    return item.path.stem.startswith(f"test_{lecture}") or bool(stems & names)
