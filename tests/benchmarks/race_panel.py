"""The panel both contestants show: six runs on a surface, their losses, a slider, two buttons.

Runs in the kernel. Only the drawing differs between `RacePanel(LiveDrawing)` and
`RacePanel(FigureWidgetDrawing)`.
"""

import asyncio

import ipywidgets
import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from widgets.figure.live_figure import LiveFigure

RUNS, STEPS = 6, 300
PATHS, LOSSES = range(1, RUNS + 1), range(RUNS + 1, 2 * RUNS + 1)  # trace 0 is the surface
COLORS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9")
T = np.arange(STEPS, dtype="f4")


def surface(x, y):
    return (1 - x) ** 2 + 5 * (y - x * x) ** 2


def race(rate):
    """Gradient descent with six momenta -> paths (6, 300, 2), losses (6, 300), float32."""
    momentum = np.linspace(0, 0.95, RUNS)
    x, y = np.full(RUNS, -1.5), np.full(RUNS, 2.2)
    vx, vy = np.zeros(RUNS), np.zeros(RUNS)
    paths = np.empty((RUNS, STEPS, 2), "f4")
    for t in range(STEPS):
        paths[:, t, 0], paths[:, t, 1] = x, y
        bend = y - x * x
        vx = momentum * vx - rate * (-2 * (1 - x) - 20 * x * bend)
        vy = momentum * vy - rate * 10 * bend
        x, y = np.clip(x + vx, -3, 3), np.clip(y + vy, -3, 4)
    return paths, surface(paths[..., 0], paths[..., 1])


def race_figure():
    x, y = np.linspace(-2, 2, 60, dtype="f4"), np.linspace(-1, 3, 60, dtype="f4")
    z = np.log1p(surface(*np.meshgrid(x, y)))
    figure = make_subplots(1, 2)
    figure.add_contour(x=x, y=y, z=z, ncontours=15, showscale=False, hoverinfo="skip")
    paths, losses = race(0.01)
    for path, color in zip(paths, COLORS, strict=True):
        figure.add_scatter(x=path[:1, 0], y=path[:1, 1], mode="lines", line_color=color)
    for loss, color in zip(losses, COLORS, strict=True):
        curve = go.Scatter(x=T[:1], y=loss[:1], mode="lines", line_color=color, showlegend=False)
        figure.add_trace(curve, 1, 2)
    figure.update_layout(xaxis_range=[-2, 2], yaxis_range=[-1, 3], width=860, height=330)
    figure.update_layout(xaxis2_range=[0, STEPS], yaxis2=dict(type="log", range=[-4, 2.5]))
    return figure


class LiveDrawing:
    def __init__(self):
        self.figure = LiveFigure(race_figure(), label="race", fps=60)

    def draw(self, paths, losses, n):
        for i, path in zip(PATHS, paths, strict=True):
            self.figure.set(i, x=path[:n, 0], y=path[:n, 1])
        for i, loss in zip(LOSSES, losses, strict=True):
            self.figure.set(i, x=T[:n], y=loss[:n])


class FigureWidgetDrawing:
    def __init__(self):
        self.figure = go.FigureWidget(race_figure())

    def draw(self, paths, losses, n):
        with self.figure.batch_update():
            for i, path in zip(PATHS, paths, strict=True):
                self.figure.data[i].update(x=path[:n, 0], y=path[:n, 1])
            for i, loss in zip(LOSSES, losses, strict=True):
                self.figure.data[i].update(x=T[:n], y=loss[:n])


class RacePanel:
    """box shows it all; a button offers one frame per step, so many a second as it says."""

    def __init__(self, drawing):
        self.drawing = drawing()
        # whole numbers: a FloatSlider may report a rounded value as soon as it is shown
        self.rate = ipywidgets.IntSlider(value=10, min=1, max=30, description="rate / 1000")
        self.rate.observe(lambda _: self.drawing.draw(*self.race(), STEPS), "value")
        self.status = ipywidgets.Label("ready")
        self.buttons = [ipywidgets.Button(description=f"{fps} a second") for fps in (30, 60)]
        for button, fps in zip(self.buttons, (30, 60), strict=True):
            button.on_click(lambda _, fps=fps: self.start(fps))
        controls = ipywidgets.HBox([self.rate, *self.buttons, self.status])
        self.box = ipywidgets.VBox([controls, self.drawing.figure])

    def race(self):
        return race(self.rate.value / 1000)

    def start(self, fps):
        self.task = asyncio.ensure_future(self.run(fps))

    async def run(self, fps):
        self.status.value = "running"
        clock = asyncio.get_running_loop()
        data, began = self.race(), clock.time()
        for n in range(1, STEPS + 1):
            self.drawing.draw(*data, n)
            await asyncio.sleep(max(0.001, began + n / fps - clock.time()))
        self.status.value = "done"

    def close(self):
        widgets = [self.box]
        for widget in widgets:
            widgets += getattr(widget, "children", ())
        for widget in reversed(widgets):
            for part in (getattr(widget, "style", None), widget.layout, widget):
                if isinstance(part, ipywidgets.Widget):
                    part.close()
