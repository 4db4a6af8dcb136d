"""Notebooks that are opened again: pictures of panels whose kernels are gone.

Kernels draw twins of their panels (figure/static.py) into a folder of this server when they have
time (panel/twin.py), and a notebook that is saved gets them into its outputs.

A stored output has a panel's twin (figure/static.py), or a question on paper, but JupyterLab shows
"Error displaying widget" in its place, as the widget itself is gone. So a notebook that is read
gets, in place of each, a small widget that shows it and says what to do; it is not written into
files.
"""

import atexit
import os
import re
import shutil
import tempfile
from functools import wraps
from inspect import isawaitable
from pathlib import Path

from .. import texts

VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
TWIN, PAPER = "image/svg+xml", "text/html"  # what is shown instead
OURS = "live-twin-"  # in the id of the layout
PAGE = '<div class="live-stored"><p><b>{words}</b></p>{twin}</div>'
CONTROLS = dict(model_module="@jupyter-widgets/controls", model_module_version="2.0.0")
BASE = dict(model_module="@jupyter-widgets/base", model_module_version="2.0.0")


def widgets_of(notebook):
    """The data of all outputs of a notebook (JSON) that are widgets."""
    outputs = [o for cell in notebook["cells"] for o in cell.get("outputs", ())]
    return [o["data"] for o in outputs if VIEW in o.get("data", ())]


def with_pictures(notebook):
    """Put the twins that kernels have drawn into the outputs of a notebook."""
    for data in widgets_of(notebook):
        name = str(data[VIEW].get("model_id"))
        file = Path(os.environ.get("LIVE_TWINS", ""), f"{name}.svg")
        if re.fullmatch("[0-9a-f]{32}", name) and file.is_file():
            data[TWIN] = file.read_text(encoding="utf-8")


def with_twins(notebook):
    """Give each stored widget of a notebook one that shows its twin."""
    panels = [data for data in widgets_of(notebook) if twin_of(data)]
    if panels:
        widgets = notebook["metadata"].setdefault("widgets", {})
        states = widgets.setdefault(STATE, dict(version_major=2, version_minor=0, state={}))
        for data in panels:
            add_twin(states["state"], data[VIEW].get("model_id"), twin_of(data))


def twin_of(data):
    """What an output shows besides its widget, or ""."""
    return "".join("".join(data.get(kind, "")) for kind in (PAPER, TWIN))


def add_twin(states, model, twin):
    """One widget with its layout; one that was stored whole stays."""
    if model and model not in states:
        value = PAGE.format(words=texts.NO_KERNEL, twin=twin)
        state = dict(value=value, layout=f"IPY_MODEL_{OURS}{model}")
        states[model] = CONTROLS | dict(model_name="HTMLModel", state=state)
        states[OURS + model] = BASE | dict(model_name="LayoutModel", state={})


def without_twins(notebook):
    """Take away what `with_twins` has added."""
    widgets = notebook["metadata"].get("widgets", {})
    states = widgets.get(STATE, {}).get("state", {})
    for layout in [name for name in states if name.startswith(OURS)]:
        states.pop(layout)
        states.pop(layout.removeprefix(OURS), None)
    if STATE in widgets and not states:
        del widgets[STATE]
    if not widgets:
        notebook["metadata"].pop("widgets", None)


def mend(contents):
    """Let a contents manager store twins, and show them in what it reads."""
    os.environ["LIVE_TWINS"] = folder = tempfile.mkdtemp(prefix="live-twins-")  # for kernels
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    contents.get = reading(contents.get)
    contents.register_pre_save_hook(before_saving)


def before_saving(model, **about):
    """A hook of the contents manager."""
    if model["type"] == "notebook" and model.get("content"):
        without_twins(model["content"])
        with_pictures(model["content"])


def reading(get):
    """Wrap the `get` of a contents manager, which may be a coroutine."""

    def added(model):
        if model["type"] == "notebook" and model.get("content"):
            with_twins(model["content"])
        return model

    async def later(coming):
        return added(await coming)

    @wraps(get)
    def get_with_twins(*args, **kwargs):
        found = get(*args, **kwargs)
        return later(found) if isawaitable(found) else added(found)

    return get_with_twins
