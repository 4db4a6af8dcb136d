"""The lines that make the present state again, in plain dlcore."""

from html import escape

import ipywidgets as w

from ... import texts
from .base import Drawer


class Code(Drawer):
    """`panel.code` with a button that copies it."""

    title, icon, help = texts.CODE, "code", texts.CODE_HELP

    def __init__(self, panel):
        self.text = w.HTML()
        super().__init__(panel, [self.text])

    def refresh(self):
        """Write the code of the present state."""
        code, copy = escape(self.panel.code), texts.COPY
        self.text.value = (
            f'<div class="live-copy"><pre class="live-code">{code}</pre>'
            f'<button type="button" class="live-copy-button">{copy}</button></div>'
        )
