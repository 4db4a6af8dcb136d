"""Panels in `interact` and in loops: those that are no longer seen are freed."""

import nbformat
import pytest
from ipywidgets import Output
from nbclient import NotebookClient

from tests.widgets.panels import small
from widgets.panel import cells

HEAD = """
from IPython.display import clear_output, display
from ipywidgets import Output, interact, interactive
from ipywidgets.widgets import widget
from widgets import optimizer_race
from widgets.panel.panel import Panel

def race(lr=0.1):
    return optimizer_race(lr=lr, steps=10, optimizers=("adam",))

def panels():
    return sum(isinstance(it, Panel) for it in widget._instances.values())

def moved(box, slider):
    for value in (0.11, 0.12, 0.13, 0.14):
        slider.value = value
    return len(widget._instances)
"""
INTERACT = """
shown = interactive(lambda lr=0.1: display(race(lr)), lr=(0.05, 0.2, 0.01))
display(shown)
once = len(widget._instances)
assert moved(shown, shown.children[0]) == once and panels() == 1
"""
RETURNED = INTERACT.replace("display(race(lr))", "race(lr)")
TWO = """
one, two = (interactive(lambda lr=0.1: race(lr), lr=(0.05, 0.2, 0.01)) for _ in range(2))
display(one, two)
moved(one, one.children[0]), moved(two, two.children[0])
assert panels() == 2
"""
BUTTON = """
out = Output()
display(out)
for lr in (0.1, 0.11, 0.12):
    with out:
        clear_output(wait=True)
        display(race(lr))
assert panels() == 1
"""
KEPT = """
out = Output()
display(out)
for lr in (0.1, 0.11, 0.12):
    with out:
        display(race(lr))
assert panels() == 3  # all are seen
"""
LOOP = """
for lr in (0.1, 0.11, 0.12):
    clear_output(wait=True)
    display(race(lr))
assert panels() == 1
"""
LIST = "for lr in (0.1, 0.11, 0.12): display(race(lr))\nassert panels() == 3"
CELLS = dict(interact=INTERACT, returned=RETURNED, two=TWO, button=BUTTON, loop=LOOP)
CELLS |= {"nothing cleared": KEPT, "a list": LIST}


@pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)
def test_in_a_kernel(cell):
    """Once, and once more, as a reader runs a cell again."""
    sources = [HEAD, cell, cell]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(s) for s in sources])
    for one in notebook.cells[1:]:
        one.id = "again"
    again = CellIds(notebook, timeout=120, kernel_name="python3")
    again.execute()


class CellIds(NotebookClient):
    """Tells the kernel the cell's id, as JupyterLab does."""

    async def async_execute_cell(self, cell, *args, **kwargs):
        execute = self.kc.execute

        def with_id(source, **about):
            message = self.kc.session.msg(
                "execute_request",
                dict(code=source, silent=False, store_history=True, user_expressions={})
                | dict(allow_stdin=False, stop_on_error=True),
                metadata=dict(cellId=cell.id),
            )
            self.kc.shell_channel.send(message)
            return message["header"]["msg_id"]

        self.kc.execute = with_id
        try:
            return await super().async_execute_cell(cell, *args, **kwargs)
        finally:
            self.kc.execute = execute


def test_what_an_output_shows_belongs_to_its_cell(monkeypatch):
    for name in ("SHOWN", "INSIDE", "OWNER"):
        monkeypatch.setattr(cells, name, {})
    monkeypatch.setattr(cells, "EMPTY", set())
    running, output = [("cell", 1)], Output()
    monkeypatch.setattr(cells, "running_cell", lambda: running[0])

    def in_output():
        output.msg_id = "now"
        cells.telling(bool)()
        panel = small("optimizer_race")
        output.msg_id = ""
        return panel

    first, beside = in_output(), small("optimizer_race")
    running[0] = None, 2  # a callback
    second = in_output()
    assert first.comm is None and second.comm and beside.comm
    running[0] = "cell", 3
    last = small("optimizer_race")
    assert second.comm is None and beside.comm is None and last.comm
    last.close(), output.close()
