"""Work of more than a second in a notebook cell: while it runs, how far it is and what it shows."""

from html import escape
from time import perf_counter

import ipywidgets as w
from IPython.display import display

from .. import texts
from ..panel import cells
from ..panel.bits import free

LATER, PAUSE = 1.0, 0.25  # seconds before anything is shown, and between two writings


class Progress(w.HBox):
    """A bar, where a frame tells how many steps there will be, the seconds, and its headline."""

    def __init__(self):
        self.bar, self.words = w.FloatProgress(max=1.0), w.HTML()
        self.bar.layout.width = "160px"
        super().__init__([self.bar, self.words])
        self.shown = display(self, display_id=True)

    def tell(self, frame, seconds):
        """Where the work stands; frame: the newest, or None."""
        total = getattr(frame, "total", 0)
        self.bar.layout.display = None if total else "none"
        self.bar.value = frame.t / total if total else 0.0
        said = texts.said(frame.headline) if frame is not None else ""
        self.words.value = escape(f"{texts.SECONDS.format(seconds=seconds)} {said}")

    def end(self):
        """Nothing of it stays, in the notebook's file neither."""
        self.shown.update({"text/plain": ""}, raw=True)
        free(self)


def watch(experiment):
    """Run an experiment to its end -> its last frame; in a notebook it says how far it is."""
    began = told = perf_counter()
    progress = frame = None
    try:
        for piece in experiment.work():
            frame, now = piece or frame, perf_counter()
            if now - began < LATER or now - told < PAUSE or not cells.in_notebook():
                continue
            told, progress = now, progress or Progress()
            progress.tell(frame, now - began)
    finally:  # also when the reader interrupts
        if progress is not None:
            progress.end()
    return frame
