"""The server extension is switched on by the installation, works, and can do no harm."""

import copy
import json
import os
import subprocess
import sys
from types import SimpleNamespace

import plotly
import pytest
from jupyter_server.services.kernels import websocket

from tests.servers import settings_in
from widgets import texts
from widgets.course.server_extension import _load_jupyter_server_extension, without_delay
from widgets.course.stored import (
    STATE,
    TWIN,
    VIEW,
    before_saving,
    reading,
    with_twins,
    without_twins,
)


class Log(list):
    """Collects warnings as a server's log would."""

    def warning(self, message, *values):
        self.append(message % values)


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(os, "environ", {})
    monkeypatch.setattr(websocket.KernelWebsocketHandler, "open", lambda self: None)
    web_app = SimpleNamespace(settings=dict(base_url="/"), add_handlers=lambda *about: None)
    contents = SimpleNamespace(get=None, register_pre_save_hook=lambda hook: None)
    return SimpleNamespace(log=Log(), web_app=web_app, contents_manager=contents)


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


def test_a_server_without_what_we_mend_starts_all_the_same(server):
    del server.web_app, server.contents_manager
    _load_jupyter_server_extension(server)
    assert "stored panels" in server.log[0] and "through the kernels" in server.log[1]


def test_plotly_is_a_module_that_browsers_keep(tmp_path, project):
    command = [sys.executable, "-m", "tests.setup.plotly_file"]
    environment = os.environ | settings_in(tmp_path)
    run = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, timeout=120
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told["hint"] == f"<{told['address']}>; rel=prefetch; as=script"
    assert told["address"].endswith(f"/live/plotly-{plotly.__version__}.js")
    assert "immutable" in told["cache"] and told["encoding"] == "gzip"
    assert told["starts"].startswith("const module") and "export default" in told["ends"]
    assert told["other version"] == 404


def test_stored_panels_get_a_picture_that_is_not_saved():
    view = {VIEW: {"model_id": "abc"}, TWIN: ["<svg>", "</svg>"], "text/plain": "ready"}
    other = {VIEW: {"model_id": "of another library"}}
    outputs = [{"output_type": "execute_result", "data": data} for data in (view, other)]
    notebook = {"cells": [{"outputs": outputs}, {"source": ""}], "metadata": {"title": "07"}}
    before = copy.deepcopy(notebook)
    read = reading(lambda path: {"type": "notebook", "content": notebook})("07.ipynb")
    states = read["content"]["metadata"]["widgets"][STATE]["state"]
    shown = states["abc"]["state"]
    assert "<svg></svg>" in shown["value"] and texts.NO_KERNEL in shown["value"]
    assert shown["layout"].removeprefix("IPY_MODEL_") in states
    assert "of another library" not in states
    before_saving(read)
    assert notebook == before


def test_what_kernels_have_drawn_is_saved(tmp_path, monkeypatch):
    monkeypatch.setenv("LIVE_TWINS", str(tmp_path / "twins"))
    (tmp_path / "twins").mkdir()
    drawn, other = "0123456789abcdef" * 2, "../secret"
    (tmp_path / "twins" / f"{drawn}.svg").write_text("<svg>β</svg>", encoding="utf-8")
    (tmp_path / "secret.svg").write_text("<svg>secret</svg>")
    views = [{VIEW: {"model_id": name}} for name in (drawn, other, "f" * 32)]
    notebook = {"cells": [{"outputs": [{"data": data} for data in views]}], "metadata": {}}
    before_saving({"type": "notebook", "content": notebook})
    assert [data.get(TWIN) for data in views] == ["<svg>β</svg>", None, None]


def test_widgets_that_were_saved_whole_stay():
    whole = {"abc": {"model_name": "SliderModel"}}
    stored = {STATE: {"version_major": 2, "version_minor": 0, "state": dict(whole)}}
    view = {VIEW: {"model_id": "abc"}, TWIN: "<svg></svg>"}
    notebook = {"cells": [{"outputs": [{"data": view}]}], "metadata": {"widgets": stored}}
    with_twins(notebook)
    without_twins(notebook)
    assert notebook["metadata"]["widgets"][STATE]["state"] == whole


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
