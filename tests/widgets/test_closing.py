"""A closed panel leaves nothing behind: no widget, no task, no watcher."""

import asyncio
import gc
import weakref

import pytest
from ipywidgets.widgets import widget

from dlcore import OPTIMIZERS
from tests.widgets.loops import run
from tests.widgets.panels import PANELS, small
from widgets.panel import cells


def count():
    return len(widget._instances)


@pytest.mark.parametrize("name", PANELS)
def test_closing_frees_all_widgets_whatever_was_open(name):
    small(name).close()
    before = count()

    async def scenario():
        panel = small(name)
        for button in panel.buttons.values():
            button.value = True
        for control in panel.form.controls.values():
            if hasattr(control, "options"):
                control.index = len(control.options) - 1
        task = panel.player.play()
        await asyncio.sleep(0.02)
        panel.close()
        await asyncio.sleep(0)
        assert task is None or task.done()

    run(scenario)
    assert count() == before


def test_a_closed_panel_can_be_forgotten():
    panel = small("optimizer_race")
    panel.close()
    assert panel.form not in OPTIMIZERS.watchers
    gone = weakref.ref(panel)
    del panel
    gc.collect()
    assert gone() is None


def test_a_cell_that_runs_again_closes_what_it_made_before(monkeypatch):
    monkeypatch.setattr(cells, "SHOWN", {})
    running = iter([("a", 1), ("a", 1), ("b", 2), ("a", 3), (None, None)])
    monkeypatch.setattr(cells, "running_cell", lambda: next(running))
    first, second, other = (small("digits_race") for _ in range(3))
    assert all(panel.comm is not None for panel in (first, second, other))
    again, script = small("digits_race"), small("digits_race")
    assert first.comm is None and second.comm is None
    assert all(panel.comm is not None for panel in (other, again, script))
    for panel in (other, again, script):
        panel.close()


def test_many_runs_of_a_cell_keep_one_panel(monkeypatch):
    monkeypatch.setattr(cells, "SHOWN", {})
    counts = set()
    for i in range(30):
        monkeypatch.setattr(cells, "running_cell", lambda i=i: ("cell", i))
        panel = small("optimizer_race", steps=10, optimizers=("adam",))
        counts.add(count())
    panel.close()
    assert len(counts) == 1
