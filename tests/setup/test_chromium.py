"""No browser is a loud failure, and every way to get one is tried first."""

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from tests.browser import chromium


@pytest.fixture
def commands(monkeypatch):
    """The commands that would have been run, on a machine that has no browser at first."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "found", lambda: None)
    run = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_: run.append(" ".join(command)))
    return run


def machine(monkeypatch, user, programs):
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    monkeypatch.setattr(chromium.shutil, "which", lambda name: name if name in programs else None)


def test_root_on_debian_tries_playwright_then_the_package(monkeypatch, commands):
    machine(monkeypatch, user=0, programs=["apt-get"])
    with pytest.raises(SystemExit, match="No browser could be found or installed"):
        chromium.main()
    assert [("playwright install" in c, "apt-get install" in c) for c in commands] == [
        (True, False),
        (False, True),
    ]


@pytest.mark.parametrize(("user", "programs"), [(1000, ["apt-get"]), (0, [])])
def test_others_try_playwright_alone(monkeypatch, commands, user, programs):
    machine(monkeypatch, user, programs)
    with pytest.raises(SystemExit):
        chromium.main()
    assert len(commands) == 1 and "playwright install" in commands[0]


def test_installing_stops_as_soon_as_a_browser_starts(monkeypatch, commands):
    machine(monkeypatch, user=0, programs=["apt-get"])
    answers = iter([None, {"channel": "chrome"}])
    monkeypatch.setattr(chromium, "found", lambda: next(answers))
    chromium.main()
    assert len(commands) == 1


def test_the_first_browser_that_starts_is_taken(monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    machine(monkeypatch, user=1000, programs=["chromium", "google-chrome"])

    def launch(executable_path=None, **_):
        if executable_path != "google-chrome":
            raise chromium.Error("does not start")
        return SimpleNamespace(close=lambda: None)

    options = chromium.launch_options(SimpleNamespace(launch=launch))
    assert options["executable_path"] == "google-chrome"


def test_a_browser_that_is_named_but_missing_ends_the_run(tmp_path):
    """As a program, with nothing patched: the exit code is what stops `make test`."""
    environment = os.environ | {"CHROMIUM": str(tmp_path / "no-such-browser")}
    command = [sys.executable, chromium.__file__]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    assert run.returncode != 0
    assert "No browser could be found or installed" in run.stderr
