"""Where panels stand: what a cell shows is closed when it runs again, or when that is cleared."""

import weakref
from functools import wraps

import ipywidgets as w
from ipywidgets.widgets import widget

from .wire import lose_nothing

SHOWN = {}  # cell id -> (id of the execution, [weak references to its panels])
INSIDE = {}  # cell id, or id of an Output -> [weak references to the panels directly in it]
EMPTY = set()  # of these, those that were cleared and have shown no panel since
OWNER = {}  # id of an Output -> id of the cell that made its first panel
LISTENING = weakref.WeakSet()  # publishers that tell of what they clear


def running_cell():
    """Ids of the cell that is running and of this execution; no cell in callbacks of widgets."""
    try:
        parent = get_ipython().kernel.get_parent()  # noqa: F821  a name of every notebook
        return parent["metadata"].get("cellId"), parent["header"]["msg_id"]
    except (NameError, AttributeError, KeyError):
        return None, None


def catching():
    """Id of the Output that catches what is displayed now, as that of `interact`, or None."""
    outputs = (it for it in list(widget._instances.values()) if isinstance(it, w.Output))
    return next((it.model_id for it in reversed(list(outputs)) if it.msg_id), None)


def in_notebook():
    """Is there a kernel, whose page shows what it is told?"""
    try:
        return hasattr(get_ipython(), "kernel")  # noqa: F821
    except NameError:
        return False


def opened(panel):
    """Remember where a panel stands; close those that stood there before."""
    lose_nothing()
    cell, execution = running_cell()
    output = catching()
    where = output or cell
    if where is None:
        return
    listen()
    if where in EMPTY:
        EMPTY.discard(where)
        close(INSIDE.pop(where, []))
    INSIDE[where] = [*alive(INSIDE.get(where, [])), weakref.ref(panel)]
    if cell is None and output in OWNER:  # in a callback: it belongs to the cell of the first
        cell = OWNER[output]
        execution = SHOWN[cell][0]
    elif output:
        OWNER[output] = cell
    before, panels = SHOWN.get(cell, (execution, []))
    if before != execution:
        close(panels)
    SHOWN[cell] = execution, [*alive(panels), weakref.ref(panel)]


def listen():
    """Hear of outputs that are cleared; hooks of a publisher are told of their own thread only."""
    try:
        publisher = get_ipython().display_pub  # noqa: F821
        if publisher not in LISTENING:
            publisher.clear_output = telling(publisher.clear_output)
            LISTENING.add(publisher)
    except (NameError, AttributeError, TypeError):
        return  # no notebook


def telling(clear_output):
    """What is cleared is closed when the next panel opens there."""

    @wraps(clear_output)
    def clear_and_tell(*args, **options):
        EMPTY.add(catching() or running_cell()[0])
        return clear_output(*args, **options)

    return clear_and_tell


def alive(panels):
    """References to those that are still open."""
    return [ref for ref in panels if ref() is not None and ref().comm is not None]


def close(panels):
    """Close what is still open."""
    for ref in alive(panels):
        ref().close()
