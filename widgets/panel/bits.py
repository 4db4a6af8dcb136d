"""Small pieces that several parts of a panel are made of."""

from collections.abc import Iterable
from html import escape

import ipywidgets as w

from .. import texts


def button(description, icon, tooltip, action):
    """A button with a word, wide enough for it and no wider."""
    made = w.Button(description=description, icon=icon, tooltip=tooltip)
    made.layout.width = "auto"
    made.on_click(lambda _: action())
    return made


def names_of(given):
    """Names as one text or as several -> a tuple of them."""
    if isinstance(given, str):
        return tuple(given.replace(",", " ").split())
    return tuple(given) if isinstance(given, Iterable) else (given,)


def html_table(headings, rows):
    """Headings and rows of anything -> an HTML table."""
    head = "".join(f'<th scope="col">{escape(texts.said(str(h)))}</th>' for h in headings)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(str(v))}</td>" for v in row) + "</tr>" for row in rows
    )
    return f'<table class="live-table"><tr>{head}</tr>{body}</table>'


def freeze(widget):
    """Show a control without letting it be moved."""
    for child in getattr(widget, "children", ()):
        freeze(child)
    if hasattr(widget, "disabled"):
        widget.disabled = True


def free(widget):
    """Close a widget with its children, layout and style."""
    for child in getattr(widget, "children", ()):
        free(child)
    for part in ("layout", "style"):
        if isinstance(getattr(widget, part, None), w.Widget):
            getattr(widget, part).close()
    widget.close()
