"""Every panel there is, driven as a page drives it, and what must hold for it at any time."""

import asyncio
import contextlib
import functools
import io
import re
import time
from dataclasses import fields, is_dataclass, replace
from html import escape

import ipywidgets as w
import numpy as np

import widgets
from tests.experiments.small import SMALL
from widgets import texts
from widgets.panel.drawers.runs import RunTable
from widgets.views.lines import BEHIND

PANELS = widgets.PANELS  # a new panel is tested by being there


@functools.cache
def kind_of(name):
    """The experiment behind a panel."""
    panel = PANELS[name]()
    panel.close()
    return type(panel.experiment)


def knobs_of(name):
    """Names of the knobs of a panel."""
    return [f.name for f in fields(kind_of(name)) if f.metadata]


def small(name, **knobs):
    """The panel with a run short enough to be repeated by the hundred."""
    return PANELS[name](**{k: v for k, v in SMALL.items() if k in knobs_of(name)} | knobs)


# ---- driving


def parts(widget):
    """The widget and all inside it."""
    yield widget
    if widget.layout.display != "none":
        for child in getattr(widget, "children", ()):
            yield from parts(child)


def controls(panel):
    """Everything a reader can press or move, in the order of the page."""
    kinds = w.Button | w.ToggleButton | w.Checkbox | w.Text | w.Textarea | RunTable
    return [p for p in parts(panel) if isinstance(p, kinds) or is_slider_or_menu(p)]


def is_slider_or_menu(widget):
    return isinstance(widget, w.IntSlider) or hasattr(widget, "options")


def press(button):
    """A click; what goes wrong in it is raised, where ipywidgets would only log it."""
    for callback in button._click_handlers.callbacks:
        callback(button)


def pick(panel, x, y, done=True):
    """A click on the picture, or a move of the dragged handle, as the page reports it."""
    panel.view.figure._on_page(None, dict(kind="pick", x=x, y=y, done=done), [])


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
    else:
        values = ["", "nonsense", control.value]
    return [(v, functools.partial(setattr, control, "value", v)) for v in values]


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


# ---- what must hold


@functools.lru_cache(200)
def run_code(code):
    """The frame that the printed code makes, and what it prints."""
    names, said = {}, io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(code, names)
    return names["frame"], said.getvalue().strip()


def same(one, other):
    """Exactly the same numbers, in arrays, frames, states of optimizers?"""
    if isinstance(one, np.ndarray):
        alike = one.dtype == other.dtype and one.shape == other.shape
        return alike and one.tobytes() == other.tobytes()
    if is_dataclass(one):
        names = [f.name for f in fields(one)]
        return type(one) is type(other) and all(
            same(getattr(one, n), getattr(other, n)) for n in names
        )
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(v, other[k]) for k, v in one.items())
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def assert_same_frame(one, other):
    """Name the part that differs."""
    assert type(one) is type(other)
    for f in fields(one):
        if not same(getattr(one, f.name), getattr(other, f.name)):
            np.testing.assert_equal(getattr(one, f.name), getattr(other, f.name), f.name)
            raise AssertionError(f"{f.name} differs in a last bit")
    assert one.summary == other.summary


twins = {}


def twin(panel, frame):
    """A view of the same kind that was told nothing but this frame."""
    kind = panel.make_view
    if kind not in twins or not twins[kind].fits(frame):
        if kind in twins:
            twins.pop(kind).figure.close()
        twins[kind] = kind(frame)
    twins[kind].draw(frame)
    return twins[kind]


def close_twins():
    """Free the widgets of all twins."""
    while twins:
        twins.popitem()[1].figure.close()


def assert_same_figure(one, other):
    """The same arrays in every trace, but for the pale ones of an earlier run; the same layout."""
    for i, trace in enumerate(one._figure.data):
        if trace.meta != BEHIND:
            mine, others = one.frame_data(i), other.frame_data(i)
            if not same(mine, others):
                np.testing.assert_equal(mine, others, err_msg=f"trace {i}, {trace.name}")
                raise AssertionError(f"trace {i}, {trace.name}: another kind of array")
    assert one._figure.layout == other._figure.layout
    assert one.summary == other.summary


def expected_state(player):
    """The word that describes the player."""
    if player.running:
        return texts.RUNNING
    if player.stopped:
        return texts.STOPPED
    if player.at_end:
        return texts.FINISHED
    return texts.PAUSED if player.position else texts.READY


def check(panel):
    """All that must hold whatever was done to a panel."""
    frame, said = run_code(panel.code)
    assert_same_frame(panel.frame, frame)
    assert said == frame.summary
    assert panel.frame is panel.player.seen[panel.player.position]
    assert_same_figure(panel.view.figure, twin(panel, frame).figure)
    check_status(panel)


def check_status(panel):
    """The status line says what is so, and what is wrong."""
    problem = panel.form.problem or panel.refused
    if not problem:
        assert panel.problem == "", panel.problem
        latest = {name: value for _, name, value in panel.experiment.changes}
        assert panel.form.value == replace(panel.experiment, changes=(), **latest)
        word, text = expected_state(panel.player), panel.frame.summary
    else:
        assert not re.match(r"[A-Z]\w+(Error|Warning): ", problem) or "ground" in problem
        word, text = texts.ERROR, problem
    assert panel.status == f"{word}: {text}"
    if not panel.player.running:  # else a few words may be a quarter of a second old
        assert f"<b>{escape(word)}</b> {escape(text)}<" in panel.status_line.value
        assert panel.player.slider.value == panel.player.position
        assert panel.player.play_button.description == texts.PLAY
    assert escape(repr(panel.experiment)) in panel.code_line.value
