"""The box that a bet or a mission and its panel share: words above, a coloured band, a picture."""

from contextlib import suppress
from html import escape

import ipywidgets as w

from .. import texts
from ..figure import theme
from ..panel import cells
from ..panel.bits import free
from ..panel.page import Page
from . import paper


class Box(w.VBox):
    """What is asked, `parts` to answer with, what is said (read aloud), and below it the panel.

    head: HTML of what is asked. A box that closes leaves its panel as it is.
    """

    panel = None  # where one is refused while it is made

    def __init__(self, head, parts=(), panel=None, below=()):
        self.panel, self.said = panel, w.HTMLMath()
        self.said.add_class("live-said")
        asked = w.HTMLMath(head)
        asked.add_class("live-asked")
        shown = [panel] if panel is not None else []
        super().__init__([Page(), asked, *parts, self.said, *below, *shown])
        if panel is not None:
            panel.twin.names.append(self.model_id)
        self.add_class("live-panel").add_class("live-bet")
        if theme.large:
            self.add_class("live-large")
        cells.opened(self)

    def tell(self, *parts, look="", details=()):
        """Write a band of paragraphs of HTML; nothing to write takes it away.

        look: "right", "wrong" or "", which colours it. details: lines that are told at a click.
        """
        lines = "".join(f"<p>{part}</p>" for part in parts if part)
        more = "".join(f"<p>{escape(line)}</p>" for line in details if line)
        if more:
            lines += f"<details><summary>{texts.DETAILS}</summary>{more}</details>"
        self.said.value = f'<div class="live-band {look}">{lines}</div>' if lines else ""

    def _repr_mimebundle_(self, **kwargs):
        """The widget, and for where there is none a box to write in; see paper.py."""
        bundle = super()._repr_mimebundle_(**kwargs)
        with suppress(Exception):  # without them the box is still there
            bundle["text/html"] = self.paper
            bundle |= {paper.AFTER: self.after} if paper.wanted() else {}
        return bundle

    def picture(self):
        """HTML of the panel's picture, played to its end, and its sentence."""
        if not self.alive:
            return ""
        svg = self.panel._repr_mimebundle_().get("image/svg+xml", "")
        return paper.figure(svg, texts.said(self.panel.frame.headline))

    def mark(self, name, on=True):
        """Give the box a name of a style (see questions.css), or take it away."""
        (self.add_class if on else self.remove_class)(name)

    @property
    def alive(self):
        """Is the panel still there?"""
        return self.panel is not None and self.panel.comm is not None

    def close(self):
        """Free every widget but the panel."""
        if self.alive and self.watch in self.panel.watchers:
            self.panel.watchers.remove(self.watch)
        for part in self.children:
            if part is not self.panel:
                free(part)
        self.layout.close()
        super().close()
