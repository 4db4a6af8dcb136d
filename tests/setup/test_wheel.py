"""The wheel carries what stands beside the Python files: data, scripts, styles."""

import os
import subprocess
import sys
import tomllib
from zipfile import ZipFile

import pytest

PACKAGES = "dlcore", "widgets"


@pytest.fixture(scope="module")
def wheel(project, tmp_path_factory):
    """The wheel, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target=wheel"]
    command += [f"--directory={folder}"]
    run = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stdout + run.stderr
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def inside(wheel):
    """Names of the files in it."""
    with ZipFile(wheel) as file:
        return set(file.namelist())


def files(project, package):
    """Its files, as names from the project's root."""
    paths = [path for path in (project / package).rglob("*") if path.is_file()]
    return {path.relative_to(project).as_posix() for path in paths if path.suffix != ".pyc"}


@pytest.mark.parametrize("package", PACKAGES)
def test_every_file_of_a_package_is_inside(package, project, inside):
    there = files(project, package)
    assert there - inside == set()
    assert {name.rpartition(".")[2] for name in there} > {"py"}  # not only Python was looked for


def test_what_notebooks_need_is_there(inside):
    assert any(name.startswith("dlcore/data/") and name.endswith(".npz") for name in inside)
    assert {name[-3:] for name in inside if name.startswith("widgets/")} >= {".js", "css"}


USED = """
import dlcore, widgets
from widgets.course.claims import show
assert "installed" in dlcore.__file__ and "installed" in widgets.__file__
show()
panel = widgets.optimizer_race(steps=10)
for button in panel.buttons.values():
    button.value = True
print(panel.status)
"""


def test_it_works_where_it_is_installed(wheel, tmp_path):
    """Away from the checkout; the cell with the table of claims, too."""
    folder = tmp_path / "installed"
    with ZipFile(wheel) as file:
        file.extractall(folder)
    environment = os.environ | {"PYTHONPATH": str(folder)}
    command = [sys.executable, "-P", "-c", USED]
    about = dict(cwd=tmp_path, env=environment, capture_output=True, text=True)
    run = subprocess.run(command, **about)
    assert run.returncode == 0, run.stderr
    assert "claims" in run.stdout or "HTML" in run.stdout, run.stdout
    assert "ready" in run.stdout


def test_jupyter_is_told(inside):
    told = [name for name in inside if ".data/data/" in name]
    assert any("jupyter_server_config.d" in name for name in told)
    assert any("lab/settings" in name for name in told)


def test_nothing_else_is_inside(inside):
    tops = {name.partition("/")[0] for name in inside}
    assert {top for top in tops if not top.startswith("deep_learning_live-")} == {*PACKAGES}


def test_it_is_built_with_what_the_tests_are(project):
    """One version of what builds it, here and on a reader's machine."""
    told = tomllib.loads((project / "pyproject.toml").read_text())
    (builder,) = told["build-system"]["requires"]
    assert builder in told["project"]["optional-dependencies"]["test"]
