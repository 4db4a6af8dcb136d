"""What every test that starts a Jupyter server needs."""

import socket

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
