"""The recipes of CONTRIBUTING.md, carried out in a copy of the project, pass its tests."""

import os
import re
import shutil
import subprocess
import sys

import pytest

QUOTE = re.compile(r"```python\n# see (\S+\.py)\n(.*?)```", re.DOTALL)
RECIPE = re.compile(r"```python\n# (\S+\.py)\n(.*?)```", re.DOTALL)
NEW = ("signum", "ripple", "swish", "parabola", "own_rates")
TESTS = ("core/test_contracts.py", "core/test_optimizers.py", "core/test_formula.py")
TESTS += ("core/test_gradients.py", "core/test_architecture.py", "widgets/test_panels.py")
TESTS += ("widgets/test_views.py", "widgets/test_bad_input.py")


@pytest.fixture(scope="module")
def recipes(project):
    """[(file, what is to be added to it), ...]."""
    return RECIPE.findall((project / "CONTRIBUTING.md").read_text())


@pytest.fixture
def copy(project, recipes, tmp_path):
    """A copy of the project in which every recipe was followed."""
    unseen = shutil.ignore_patterns("__pycache__", "artefacts")
    for part in ("dlcore", "widgets", "tests"):
        shutil.copytree(project / part, tmp_path / part, ignore=unseen)
    shutil.copy(project / "pyproject.toml", tmp_path)
    for name, code in recipes:
        path = tmp_path / name
        gap = "\n\n" if path.exists() else ""
        with path.open("a") as file:
            file.write(gap + code)
    return tmp_path


def test_the_tests_find_what_was_added(copy):
    tests = [f"tests/{name}" for name in TESTS]
    options = ["-v", "-p", "no:cacheprovider", "-k", " or ".join(NEW)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *tests],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    for name in NEW:
        assert re.search(rf"test_\w+\[.*{name}.*PASSED", done.stdout), f"no test met {name}"


@pytest.mark.parametrize("command", ["format --check", "check --ignore=D100,D104,F401,F821"])
def test_the_recipes_have_style(recipes, command, project):
    """What is ignored concerns whole files, of which recipes are parts."""
    assert len(recipes) == 7  # an experiment with its panel: two files
    for name, code in recipes:
        ruff = [sys.executable, "-m", "ruff", *command.split(), f"--stdin-filename={name}", "-"]
        done = subprocess.run(ruff, cwd=project, input=code, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_quoted_stands_in_its_file(project):
    quotes = QUOTE.findall((project / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert len(quotes) >= 3
    for name, code in quotes:
        lines = {line.strip() for line in (project / name).read_text(encoding="utf-8").split("\n")}
        assert {line.strip() for line in code.split("\n")} <= lines, name
