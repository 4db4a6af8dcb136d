"""The static twin of a panel, for the notebook that is saved: a file beside the server.

A server with the extension of the course has a folder for twins, and puts them into the notebooks
that it saves (course/stored.py). So no panel has to wait for its twin: it is drawn when a page has
shown the panel, and anew when a run has come to rest. Elsewhere twins stand in the output itself.
"""

import asyncio
import os
from contextlib import suppress
from pathlib import Path

import numpy as np

from ..figure.static import picture

REST = 0.5  # seconds; who drags a slider is not disturbed


class Twin:
    """Of a panel. names: ids of the outputs that show it, its own and those of boxes around it."""

    def __init__(self, panel):
        self.panel, self.names, self.timer = panel, [panel.model_id], None
        folder = os.environ.get("LIVE_TWINS", "")
        self.folder = Path(folder) if os.path.isdir(folder) else None

    def svg(self):
        """The picture as it is now; nothing if it cannot be drawn."""
        with suppress(Exception), np.errstate(all="ignore"):
            return picture(self.panel.view.figure)

    def due(self, *_):
        """A page has shown the panel, or the player does something else: draw soon."""
        if self.folder and self.timer is None and self.panel.view.figure.seen:
            self.timer = asyncio.get_running_loop().call_later(REST, self._write)

    def _write(self):
        self.timer = None
        svg = None if self.panel.player.running else self.svg()  # at its end it is due again
        for name in self.names if svg else ():
            with suppress(OSError):
                new = self.folder / f"{name}.new"
                new.write_text(svg, encoding="utf-8")
                new.replace(self.folder / f"{name}.svg")

    def close(self):
        """The panel is gone; so are its files."""
        if self.timer is not None:
            self.timer.cancel()
        for name in self.names if self.folder else ():
            with suppress(OSError):
                (self.folder / f"{name}.svg").unlink(missing_ok=True)
