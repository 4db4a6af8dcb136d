"""The server extension is switched on by the installation, works, and can do no harm."""

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from jupyter_server.services.kernels import websocket

from tests.servers import settings_in
from widgets.course.server_extension import _load_jupyter_server_extension, without_delay


class Log(list):
    """Collects warnings as a server's log would."""

    def warning(self, message, *values):
        self.append(message % values)


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(os, "environ", {})
    monkeypatch.setattr(websocket.KernelWebsocketHandler, "open", lambda self: None)
    return SimpleNamespace(log=Log())


def test_an_installed_server_sends_small_messages_at_once(project, tmp_path):
    command = [sys.executable, "-m", "tests.setup.kernel_websocket"]
    environment = os.environ | settings_in(tmp_path)
    run = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, timeout=120
    )
    assert run.stdout.strip() not in ("", "0"), run.stderr


def test_a_websocket_that_refuses_opens_all_the_same():
    handler = SimpleNamespace(log=Log())  # it has no set_nodelay
    assert without_delay(lambda self, kernel_id: kernel_id)(handler, "a kernel") == "a kernel"
    assert "keeps its delay" in handler.log[0]


def test_a_changed_jupyter_server_is_left_alone(server, monkeypatch):
    monkeypatch.delattr(websocket, "KernelWebsocketHandler")
    _load_jupyter_server_extension(server)
    assert "keep their delay" in server.log[0]


def test_kernels_get_one_thread_unless_told_otherwise(server):
    os.environ["MKL_NUM_THREADS"] = "4"
    _load_jupyter_server_extension(server)
    assert os.environ["OMP_NUM_THREADS"] == "1" and os.environ["MKL_NUM_THREADS"] == "4"
    assert server.log == []


def test_the_server_does_not_load_the_panels():
    loads = "import sys, widgets.course.server_extension"
    code = f"{loads}; print(*{{'ipywidgets', 'numpy'}} & {{*sys.modules}})"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
