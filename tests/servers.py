"""What every test that starts a Jupyter server needs."""

import os
import socket
import subprocess
import time
import urllib.request
from contextlib import contextmanager

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


@contextmanager
def served(command, port, home, seconds=180, **environment):
    """Run a Jupyter server with settings of its own in `home` -> its address, once it answers."""
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
