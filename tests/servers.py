"""What every test that starts a Jupyter server needs."""

import os
import socket
import subprocess
import time
import urllib.request
from contextlib import contextmanager
from tempfile import TemporaryDirectory

FOLDERS = [
    "IPYTHONDIR",
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
]


def settings_in(folder):
    """Environment variables that keep a server apart from the settings of the person testing."""
    return {name: str(folder / name.lower()) for name in FOLDERS}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


# Two servers may choose the same ports for kernels that start at once, and one kernel is lost.
BY_FILES = "--KernelManager.transport=ipc"


@contextmanager
def served(command, port, home, seconds=180, **environment):
    """Run a Jupyter server with settings of its own in `home` -> its address, once it answers."""
    # paths of such files may have a hundred characters: pytest's own folders are too deep
    with TemporaryDirectory(prefix="jupyter-", dir="/tmp") as runtime:
        environment = {"JUPYTER_RUNTIME_DIR": runtime} | environment
        with running([*command, BY_FILES], port, home, seconds, environment) as url:
            yield url


@contextmanager
def running(command, port, home, seconds, environment):
    """Run a server and wait until it answers -> its address."""
    url, log = f"http://127.0.0.1:{port}", home / "server.log"
    with log.open("w") as out:
        environment = os.environ | settings_in(home) | environment
        server = subprocess.Popen(command, cwd=home, env=environment, stdout=out, stderr=out)
    try:
        deadline = time.monotonic() + seconds
        while not answers(url):
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{command[2]} did not start:\n{log.read_text()[-3000:]}")
            time.sleep(0.2)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=30)


def answers(url):
    """Is there a server, whatever it says?"""
    try:
        urllib.request.urlopen(url, timeout=1).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True
