"""The numbers of the present frame as a table: the twin of the figure for readers and ears."""

import ipywidgets as w

from ... import texts
from ..bits import html_table
from .base import Drawer


class Table(Drawer):
    """`frame.table`, written anew with every frame that rests."""

    title, icon, help = texts.TABLE, "table", texts.TABLE_HELP

    def __init__(self, panel):
        self.table = w.HTML()
        super().__init__(panel, [self.table])

    def refresh(self):
        """Write the table of the present frame."""
        self.table.value = html_table(*self.panel.frame.table)
