"""`make test` and `make lecture` run every ring, tell of each, and fail when one fails."""

import os
import subprocess

import pytest

FAKE = """#!/bin/sh
echo "$(basename $0) $*"
case "$*" in *"$FAILING"*) exit 1;; esac
"""
LECTURES = "optimizer_race", "dropout_ensemble"


@pytest.fixture
def make(project, tmp_path):
    """make(*arguments, failing=...) -> run: with programs that only say how they were called."""
    (tmp_path / "bin").mkdir()
    for name in ("python", "ruff"):
        (tmp_path / "bin" / name).write_text(FAKE)
        (tmp_path / "bin" / name).chmod(0o755)
    (tmp_path / "site").symlink_to(tmp_path)  # the programs that build the site
    for stamp in ("lab.stamp", "test.stamp", "site.stamp"):  # all is installed
        (tmp_path / stamp).touch()
    (tmp_path / "built/www").mkdir(parents=True)

    def run(*arguments, failing="nothing"):
        command = ["make", f"VENV={tmp_path}", f"SITE={tmp_path / 'built'}", *arguments]
        environment = os.environ | {"FAILING": failing}
        environment = {k: v for k, v in environment.items() if not k.startswith("MAKE")}
        return subprocess.run(
            command, cwd=project, env=environment, capture_output=True, text=True, timeout=60
        )

    return run


RINGS = ["ruff check", "ruff format", "tests/claims", "tests/widgets", "tests/core", "--nbval-lax"]
RINGS += ["loadscope tests/browser", "tests/site"]


def test_all_rings_run_and_are_told_of(make):
    run = make("test")
    assert run.returncode == 0, run.stdout + run.stderr
    assert [ring for ring in RINGS if ring not in run.stdout] == []


@pytest.mark.parametrize(
    "failing", ["check", "tests/core", "--nbval-lax", "loadscope tests/browser"]
)
def test_one_that_fails_fails_all_and_the_others_run(make, failing):
    run = make("--keep-going", "test", failing=failing)
    assert run.returncode != 0
    rings = [ring for ring in RINGS if not ring.startswith("ruff")]
    assert [ring for ring in rings if ring not in run.stdout] == []


@pytest.mark.parametrize("lecture", LECTURES)
def test_a_lecture(make, lecture):
    run = make("lecture", f"NAME={lecture}")
    assert run.returncode == 0, run.stdout + run.stderr
    said = run.stdout
    for folder in ("tests/widgets", "tests/browser"):
        assert f"--lecture={lecture} {folder}" in said
    assert f"tests/claims/test_{lecture}.py" in said and f"_{lecture}.ipynb" in said
    others = set(LECTURES) - {lecture}
    assert not any(f"test_{other}" in said for other in others)


@pytest.mark.parametrize("failing", ["tests/widgets", "--nbval-lax", "tests/browser"])
def test_a_part_of_a_lecture_that_fails(make, failing):
    assert make("lecture", "NAME=optimizer_race", failing=failing).returncode != 0


@pytest.mark.parametrize("name", ["", "optimizer", "optimizer_race dropout_ensemble"])
def test_a_lecture_that_there_is_not(make, name):
    run = make("lecture", f"NAME={name}")
    assert run.returncode != 0 and "pytest" not in run.stdout
    assert f"There is no lecture '{name}'" in run.stdout
    assert all(lecture in run.stdout for lecture in LECTURES)


def test_claims_with_other_luck(make):
    run = make("test-claims", "SEEDS=400", "SPLIT=7")
    assert "SEEDS=400 SPLIT=7" in run.stdout and "tests/claims" in run.stdout
