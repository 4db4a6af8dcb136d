"""A wave that answers a button: the page and the kernel hear each other, and how fast."""

import asyncio
from time import perf_counter

import ipywidgets as w
import numpy as np

from ..figure import theme
from ..figure.live_figure import LiveFigure
from ..figure.spec import Figure
from ..panel import cells
from ..panel.bits import button

SECONDS, SMOOTH = 2, 15  # length of the test; pictures a second that look like movement
ASKING = "Does this page move? Press <b>Wave</b>."
WAITING = "Waiting for the figure to appear …"
WAVING = "The kernel heard you …"
FINE = "This is smooth: everything works."
JUMPY = "Everything works, but not smoothly: the machine is busy, or the server is far away."
X = np.linspace(0, 4 * np.pi, 200)


class LiveTest(w.VBox):
    """A button and a sentence, and once it is pressed a figure; `task` is the waving, for tests."""

    def __init__(self):
        figure = Figure(dict(type="scatter", x=X, y=np.sin(X), mode="lines"))
        figure.update_layout(theme.layout(height=160, margin=dict(l=35, r=10, t=10, b=25)))
        figure.update_yaxes(range=[-1.1, 1.1])
        self.figure, self.task, self.painted = LiveFigure(figure, label="A wave"), None, 0
        self.figure.on_msg(self._heard)
        self.answer = w.HTML(ASKING)
        wave = button("Wave", "hand-paper-o", "let a figure move", self._press)
        wave.layout.min_width = "max-content"
        super().__init__([w.HBox([wave, self.answer])])
        cells.opened(self)

    def _heard(self, _, message, buffers):
        """The page says what it has done."""
        self.painted += message["kind"] == "ack"
        if message["kind"] == "hello" and self.answer.value == WAITING:
            self._start()

    def _press(self):
        if self.figure not in self.children:
            self.answer.value = WAITING  # it says hello when it is there
            self.children = [*self.children, self.figure]
        elif self.answer.value != WAITING and (self.task is None or self.task.done()):
            self._start()

    def _start(self):
        self.task = asyncio.get_running_loop().create_task(self._wave())

    async def _wave(self):
        """Move for a while, then say how many pictures the page has painted."""
        self.answer.value, self.painted, began = WAVING, 0, perf_counter()
        while (t := perf_counter() - began) < SECONDS:
            self.figure.set(0, y=np.sin(X + 2 * np.pi * t))
            await asyncio.sleep(1 / 60)
        speed = self.painted / t
        verdict = FINE if speed >= SMOOTH else JUMPY
        self.answer.value = f"{self.painted} pictures in {t:.0f} seconds. {verdict}"

    def _repr_mimebundle_(self, **kwargs):
        """The test, and what it is where nothing answers."""
        return super()._repr_mimebundle_(**kwargs) | {"text/html": f"<p>{self.figure.label}.</p>"}

    def close(self):
        """End the waving and free the figure."""
        if self.task is not None:
            self.task.cancel()
        self.figure.close()
        super().close()
