"""A pad: a knob that is a picture drawn by hand, with a mouse, a finger, or the arrow keys."""

from pathlib import Path

import traitlets as t

from .. import texts
from .many import ManyNumbers


class Pad(ManyNumbers):
    """`value` is a whole number for each row, whose bits are the ink; see `registry.drawing`.

    A stroke is a single step for Undo. Example puts the next of the knob's examples on the sheet.
    """

    _esm = Path(__file__).with_name("pad.js").read_text("utf-8")
    words = t.Dict(texts.PAD).tag(sync=True)

    def __init__(self, about, value, words, help=""):
        self.examples, self.shown = about["examples"], -1
        super().__init__(about, value, words, help)
        self.add_class("live-pad")

    @property
    def acts(self):
        """What a page may say."""
        return super().acts | dict(ink=self.ink, example=self.example)

    def ink(self, rows, done):
        """What is drawn by now. done: the pen is lifted."""
        self.since = self.value if self.since is None else self.since
        self.value = tuple(rows)
        if done:
            self.since = self.touched = None

    def example(self):
        """The next one."""
        self.shown += 1
        self.ink(self.examples(self.shown), True)
