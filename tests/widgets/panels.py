"""Every panel there is, driven as a page drives it. What must hold for it is in truth.py."""

import asyncio
import functools
import time
from dataclasses import fields

import ipywidgets as w
import numpy as np

import widgets
from tests.experiments.small import SMALL
from widgets.panel.drawers.runs import RunTable
from widgets.panel.many import ManyNumbers

PANELS = widgets.PANELS  # a new panel is tested by being there
TUNED = ("schedules",)  # each of these is a stack of networks


def knobs_of(name):
    """Names of the knobs of a panel."""
    return [f.name for f in fields(PANELS[name].kind) if f.metadata]


def small(name, **knobs):
    """The panel with a run short enough to be repeated by the hundred."""
    less = {k: v for k, v in SMALL.items() if k in knobs_of(name)}
    less |= {k: v[:3] for k, v in PANELS[name].knobs.items() if k in TUNED and len(v) > 3}
    if PANELS[name].knobs.get("data") == "mnist10k":  # a menu that can lead back to it
        less["data"] = "digits"
    return PANELS[name](**less | knobs)


# ---- driving


def parts(widget):
    """The widget and all inside it."""
    yield widget
    if widget.layout.display != "none":
        for child in getattr(widget, "children", ()):
            yield from parts(child)


def controls(panel):
    """Everything a reader can press or move, in the order of the page."""
    kinds = w.Button | w.ToggleButton | w.Checkbox | w.Text | w.Textarea | RunTable | ManyNumbers
    return [p for p in parts(panel) if isinstance(p, kinds) or is_slider_or_menu(p)]


def is_slider_or_menu(widget):
    return isinstance(widget, w.IntSlider) or hasattr(widget, "options")


def press(button):
    """A click; what goes wrong in it is raised, where ipywidgets would only log it."""
    for callback in button._click_handlers.callbacks:
        callback(button)


def pick(panel, x, y, done=True, handle=0, point=0, held=True):
    """A click on the picture, or a move of a handle that is held, as the page reports it."""
    figure = panel.view.figure
    handle = handle if figure.handles else None
    about = dict(x=x, y=y, done=done, handle=handle, point=point, held=held)
    figure._on_page(None, dict(kind="pick", **about), [])


def ways(control):
    """All a reader can do to a control: names and actions."""
    if isinstance(control, w.Button):
        return [("press", lambda: press(control))]
    if isinstance(control, w.ToggleButton | w.Checkbox):
        values = [not control.value, control.value]
    elif hasattr(control, "options"):
        values = [v for _, v in control._options_full]
    elif isinstance(control, w.IntSlider):
        values = sorted({int(v) for v in np.linspace(control.min, control.max, 4)})
    elif isinstance(control, RunTable):
        return ways_of_runs(control)
    elif isinstance(control, ManyNumbers):
        return ways_of_many(control)
    else:
        values = ["", "nonsense", control.value]
    return [(v, functools.partial(setattr, control, "value", v)) for v in values]


def ways_of_many(fields):
    """Type into the first and the last field, step, add and remove a point, undo."""
    last = dict(column=len(fields.cells) - 1, row=len(fields.cells[-1]) - 1)
    first = dict(column=0, row=0)
    acts = [("type", first | dict(text=text)) for text in ("0.25", "nonsense", "")]
    acts += [("step", last | dict(by=by)) for by in (1, -10)]
    acts += [(kind, {}) for kind, may in fields.can.items() if may and kind != "remove"]
    acts += [("remove", dict(column=0))] * fields.can["remove"]
    return [(f"{kind} {of}", functools.partial(fields.told, kind, **of)) for kind, of in acts]


def ways_of_runs(table):
    """Sort by each column, show or pin each run, remove it."""
    runs, columns = [row["id"] for row in table.rows], range(len(table.headings))
    values = [("sort", n) for n in columns] + [("descending", not table.descending)]
    values += [(pin, run) for run in [0, *runs] for pin in "ab"]
    values += [("shown", shown) for shown in ([], runs[:1], runs)]
    found = [(value, functools.partial(setattr, table, *value)) for value in values]
    removing = [(run, functools.partial(remove, table, run)) for run in runs]
    return found + removing


def remove(table, run):
    """What the page says when the button of a row is pressed."""
    for callback in table._msg_callbacks.callbacks:
        callback(table, {"kind": "remove", "id": run}, [])


class Pulse:
    """How long, in computing time, the kernel does not look at its messages."""

    longest = 0.0

    async def during(self, seconds):
        """Count for so many seconds."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            last = time.thread_time()
            await asyncio.sleep(0)
            self.longest = max(self.longest, time.thread_time() - last)
