"""Which panels belong to which notebook cell: running a cell again closes what it made before."""

import weakref

SHOWN = {}  # cell id -> (id of the execution, [weak references to its panels])


def running_cell():
    """Ids of the cell that is running and of this execution; (None, None) outside notebooks."""
    try:
        parent = get_ipython().kernel.get_parent()  # noqa: F821  a name of every notebook
        return parent["metadata"].get("cellId"), parent["header"]["msg_id"]
    except (NameError, AttributeError, KeyError):
        return None, None


def in_notebook():
    """Is there a kernel, whose page shows what it is told?"""
    try:
        return hasattr(get_ipython(), "kernel")  # noqa: F821
    except NameError:
        return False


def opened(panel):
    """Remember the panel under the running cell; close those of the cell's earlier runs."""
    cell, execution = running_cell()
    if cell is None:
        return
    before, panels = SHOWN.get(cell, (execution, []))
    if before != execution:
        for old in filter(None, (ref() for ref in panels)):
            old.close()
        panels = []
    SHOWN[cell] = execution, [*panels, weakref.ref(panel)]
