"""`make lab` opens the course without a screen, and says in a sentence what it lacks."""

import os
import signal
import subprocess
import time
import urllib.request

import pytest

from tests.servers import free_port, settings_in

START = "lab/tree/notebooks/00_start_here.ipynb"


def test_make_lab_serves_the_course_without_a_browser(project, tmp_path):
    port = free_port()
    environment = os.environ | settings_in(tmp_path) | {"BROWSER": "none", "PORT": str(port)}
    log = tmp_path / "log"
    with log.open("w") as output:
        lab = subprocess.Popen(
            ["make", "lab"],
            cwd=project,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        address = printed_address(lab, log, f"http://127.0.0.1:{port}/{START}?token=")
        with urllib.request.urlopen(address, timeout=60) as answer:
            assert answer.status == 200 and "JupyterLab" in answer.read().decode()
    finally:
        os.killpg(lab.pid, signal.SIGTERM)
        lab.wait(timeout=30)


def printed_address(process, log, beginning, seconds=180):
    deadline = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < deadline:
        for word in log.read_text().split():
            if word.startswith(beginning):
                return word
        time.sleep(0.2)
    pytest.fail(f"no address that starts with {beginning} in\n" + log.read_text())


@pytest.mark.parametrize(
    ("lacking", "sentence"),
    [("version_info", "Python 3.11 or newer is needed"), ("ensurepip", "lacks its venv module")],
)
def test_an_unfit_python_is_named_in_a_sentence(project, tmp_path, lacking, sentence):
    python = tmp_path / "unfit-python"
    python.write_text(f'#!/bin/sh\ncase "$2" in *{lacking}*) exit 1;; esac\n')
    python.chmod(0o755)
    command = ["make", "lab", f"PYTHON={python}", f"VENV={tmp_path / 'venv'}"]
    run = subprocess.run(command, cwd=project, capture_output=True, text=True)
    assert run.returncode != 0
    assert sentence in run.stdout and str(python) in run.stdout
    assert not (tmp_path / "venv").exists()
