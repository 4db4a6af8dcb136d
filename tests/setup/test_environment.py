"""Conda and Binder get the versions of pyproject.toml, and Binder finds them."""

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import pytest

CONDA_NAMES = {"jupyter-server": "jupyter_server", "matplotlib": "matplotlib-base"}


@pytest.fixture
def pyproject(project):
    return tomllib.loads((project / "pyproject.toml").read_text())["project"]


def pins(requirements):
    """Return {name: version} of requirements that all read name==version."""
    return dict(requirement.split("==") for requirement in requirements)


def test_conda_and_pip_get_the_same_versions(project, pyproject):
    lines = re.findall(r"^  - ([\w-]+)=([\d.]+)$", (project / "environment.yml").read_text(), re.M)
    conda = dict(lines)
    python = tuple(map(int, conda.pop("python").split(".")))
    assert python >= (3, 11)
    expected = pins(pyproject["dependencies"])
    assert conda == {CONDA_NAMES.get(name, name): pin for name, pin in expected.items()}


def test_binder_gets_the_same_file_as_conda(project):
    files = [project / "environment.yml", project / "binder" / "environment.yml"]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_these_tests_run_on_the_pinned_versions(pyproject):
    extras = chain(*pyproject["optional-dependencies"].values())
    others = [extra for extra in extras if not extra.startswith(pyproject["name"])]
    pinned = pins(pyproject["dependencies"] + others)
    assert {name: version(name) for name in pinned} == pinned


def test_binder_builds_from_our_file(project, tmp_path):
    """It says so without a container; were our file not found, it would succeed all the same."""
    command = [Path(sys.executable).with_name("jupyter-repo2docker"), "--no-build", "--debug", "."]
    run = subprocess.run(
        command,
        cwd=project,
        env=os.environ | {"HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    output = run.stdout + run.stderr
    assert run.returncode == 0, output
    assert '--file "binder/environment.yml"' in output
    assert "RUN ./binder/postBuild" in output


def test_binder_may_run_the_last_step(project):
    assert os.access(project / "binder" / "postBuild", os.X_OK)
