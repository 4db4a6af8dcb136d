"""Imports run downwards only, and heavy libraries stay where they belong."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]

# a module of dlcore may import those before it, never one behind it
ORDER = """
    one_thread checks words lengths convex registry knobs seeding
    activations losses information regularizers constraints initializers schedules optimizers
    formula autograd surfaces data
    layers description network storage
    gradients replay updates training statistics validation trees neighbours ensembles pretraining
    inputs diagnosis experiments contracts
""".split()

# these know even less
ONLY = {
    "schedules": {"checks", "knobs", "registry"},
    "information": {"checks"},
    "optimizers": {"checks", "knobs", "registry"},
    "activations": {"checks", "registry"},
    "constraints": {"checks", "lengths", "registry"},
    "initializers": {"checks", "registry"},
}
# rooms of widgets: each may import those before it
ROOMS = "texts figure views panel questions making lectures course".split()
NOTEBOOKS = (PROJECT / "notebooks").glob("[0-9][0-9]_*.ipynb")
LECTURES = {path.stem[3:] for path in NOTEBOOKS} - {"start_here"}
INTERFACE = {"ipywidgets", "anywidget", "plotly", "traitlets", "IPython", "ipykernel", "widgets"}


def files(package):
    """Python files of a package, as paths from the project's root."""
    return sorted(path.relative_to(PROJECT) for path in (PROJECT / package).rglob("*.py"))


def imported(path, everywhere=True, text=None):
    """Absolute dotted names of what a file imports; with everywhere=False at its top level only."""
    tree = ast.parse(text or (PROJECT / path).read_text())
    for node in ast.walk(tree) if everywhere else tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = path.parts[: len(path.parts) - node.level] if node.level else ()
            stem = ".".join((*above, *([node.module] if node.module else ())))
            yield from (f"{stem}.{alias.name}" for alias in node.names)


def module_of(path):
    """dlcore/losses.py -> losses, dlcore/data/digits.py -> data."""
    return Path(path.parts[1]).stem


@pytest.mark.parametrize("path", files("dlcore"), ids=str)
def test_dlcore_imports_downwards(path):
    module, root = module_of(path), path == Path("dlcore/__init__.py")
    assert root or module in ORDER, f"give {module} its place in ORDER"
    for name in imported(path):
        package, *rest = name.split(".")
        assert package not in INTERFACE, name
        if package != "dlcore" or root:
            continue
        assert rest and rest[0] in ORDER, f"{path} imports {name}"
        if rest[0] != module:
            assert ORDER.index(rest[0]) < ORDER.index(module), name
            assert module not in ONLY or rest[0] in ONLY[module], name


@pytest.mark.parametrize("path", files("dlcore"), ids=str)
def test_importing_dlcore_needs_numpy_only(path):
    for name in imported(path, everywhere=False):
        assert name.split(".")[0] in {"dlcore", "numpy", *sys.stdlib_module_names}, name


@pytest.mark.parametrize("path", files("widgets"), ids=str)
def test_widgets_import_downwards(path):
    room, root = module_of(path), len(path.parts) == 2
    for name in imported(path):
        package, *rest = name.split(".")
        if package != "widgets" or (root and room not in ROOMS):
            continue
        assert rest and rest[0] in ROOMS, f"{path} imports {name}"
        if rest[0] != room:
            assert ROOMS.index(rest[0]) < ROOMS.index(room), name


@pytest.mark.parametrize("path", [*files("widgets/views"), *files("widgets/lectures")], ids=str)
def test_views_know_frames_and_no_experiments(path):
    for name in imported(path):
        assert not name.startswith(("dlcore.experiments", "widgets.panel")), name


@pytest.mark.parametrize(
    "path", [*files("dlcore/experiments"), *files("widgets/lectures")], ids=str
)
def test_lectures_do_not_know_each_other(path):
    for name in imported(path):
        lecture = LECTURES.intersection(name.split(".")[2:3])
        assert lecture <= {path.parts[2]}, name


def test_lectures_have_the_names_of_their_notebooks():
    for folder in ("dlcore/experiments", "widgets/lectures"):
        found = (path.name for path in (PROJECT / folder).iterdir() if path.is_dir())
        assert {name for name in found if name[0] != "_"} - {"start_here"} == LECTURES


def test_a_name_is_given_once():
    for folder in ("dlcore/experiments", "widgets/lectures"):
        stems = [path.stem for path in files(folder) if path.stem[0] != "_"]
        assert len(stems) == len(set(stems)), folder
    rooms = {path.name for path in (PROJECT / "widgets").iterdir()}
    assert rooms.isdisjoint(path.stem for path in files("widgets/lectures"))


def test_names_are_resolved():
    text = "from ..experiments import base\nimport numpy.linalg\ndef f():\n    import plotly\n"
    path = Path("dlcore/data/some.py")
    names = ["dlcore.experiments.base", "numpy.linalg", "plotly"]
    assert list(imported(path, text=text)) == names
    assert list(imported(path, everywhere=False, text=text)) == names[:2]


def test_importing_dlcore_leaves_out_what_takes_long():
    code = (
        "import sys, dlcore\n"
        "slow = {'dlcore.experiments', 'urllib.request', 'http.client'}\n"
        "assert not slow & set(sys.modules), slow & set(sys.modules)\n"
        "from dlcore import EXPERIMENTS\n"
        "assert EXPERIMENTS\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=PROJECT)


@pytest.mark.parametrize(
    "first, given, threads",
    [("", {}, "1"), ("", {"OMP_NUM_THREADS": "2"}, "2"), ("import numpy; ", {}, "None")],
)
def test_linear_algebra_has_one_thread_where_this_is_up_to_dlcore(first, given, threads):
    code = f"{first}import dlcore, os; print(os.environ.get('OMP_NUM_THREADS'))"
    others = {name: value for name, value in os.environ.items() if "NUM_THREADS" not in name}
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, env=others | given, capture_output=True, text=True, cwd=PROJECT)
    assert run.stdout.strip() == threads, run.stderr


def test_training_needs_numpy_alone():
    code = """
import sys

class NumPyAlone:
    def find_spec(name, path=None, target=None):
        if name.split(".")[0] not in {"dlcore", "numpy", *sys.stdlib_module_names}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, NumPyAlone)
from itertools import islice
from dlcore import DATASETS, EXPERIMENTS, OPTIMIZERS, Objective, descend, mlp

for name, net in ("digits", mlp(64, 10)), ("mnist10k", mlp(784, 10)):
    f = Objective(net, "cross-entropy", DATASETS[name]().x, DATASETS[name]().y, 100)
    first, *_, last = islice(descend(f, net.init(0), OPTIMIZERS["adam"](), 0.01), 30)
    assert last.value < first.value / 2
next(EXPERIMENTS["training"](data="digits").frames())
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=PROJECT)
