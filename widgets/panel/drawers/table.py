"""The numbers of the present frame as a table: the twin of the figure for readers and ears."""

from html import escape

import ipywidgets as w

from ... import texts
from .base import Drawer


def html_table(headings, rows):
    """Headings and rows of anything -> an HTML table."""
    head = "".join(f'<th scope="col">{escape(texts.said(str(h)))}</th>' for h in headings)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(str(v))}</td>" for v in row) + "</tr>" for row in rows
    )
    return f'<table class="live-table"><tr>{head}</tr>{body}</table>'


class Table(Drawer):
    """`frame.table`, written anew with every frame that rests."""

    title, icon, help = texts.TABLE, "table", texts.TABLE_HELP

    def __init__(self, panel):
        self.table = w.HTML()
        super().__init__(panel, [self.table])

    def refresh(self):
        """Write the table of the present frame."""
        self.table.value = html_table(*self.panel.frame.table)
