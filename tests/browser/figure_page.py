"""A notebook with one LiveFigure in a page that many tests share, and what they read from it."""

import re
import time

import nbformat
import numpy as np

from tests.browser.console import complaints

CONNECTED = """() => window.jupyterapp?.shell?.currentWidget?.sessionContext
    ?.session?.kernel?.connectionStatus === 'connected'"""
RUN_ALL = "async () => { await jupyterapp.commands.execute('notebook:run-all-cells') }"
OPEN = """async path => {
    const panel = await jupyterapp.commands.execute('docmanager:open', { path })
    await panel.sessionContext.ready
}"""
EXECUTE = """async (code) => {
    const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel
    const { content } = await kernel.requestExecute({ code }).done
    return content.status === 'ok' ? null : content.traceback.join('\\n')
}"""
ASK = """async (code) => {
    const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel
    const about = { code: '', user_expressions: { answer: code } }
    const { answer } = (await kernel.requestExecute(about).done).content.user_expressions
    return answer.data?.['text/plain'] ?? answer.evalue
}"""
# for two pictures of the page, as a new size of the page reaches the figures some time later
SETTLED = """async ([selector, seq]) => {
    const still = () => [...document.querySelectorAll(selector)].every(figure =>
        figure.clientWidth === 0 || figure.dataset.settled === seq)
    const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)))
    for (let k = 0; k < 3; k++) {
        if (!document.querySelector(selector) || !still()) return false
        await painted()
    }
    return still()
}"""
# of the figure number `which` on the page: the path of a curve or the places of its markers
DRAWN = """([trace, which, selector, attribute]) => {
    const gd = document.querySelectorAll('.js-plotly-plot')[which]
    const { uid, xaxis, yaxis, visible } = gd._fullData[trace]
    const axes = [xaxis, yaxis].map(id => gd._fullLayout[id[0] + 'axis' + id.slice(1)])
        .map(axis => ({ range: axis.range, type: axis.type, length: axis._length }))
    const found = [...gd.querySelectorAll(`.trace${uid} ${selector}`)]
    return { axes, visible, marks: found.map(element => element.getAttribute(attribute)) }
}"""

# Two panels, one of them with a logarithmic axis; a handle and a heat map. The points of both
# curves are pixels apart, and plotly is told to keep them all: a path has one corner for each.
FIGURE = """
import asyncio
import numpy as np
from plotly.subplots import make_subplots
from widgets.figure.handles import Handle
from widgets.figure.live_figure import LiveFigure

N = 600
T = 0.1 * np.arange(N)
X, Y, LOSS = 5 + 4 * np.cos(T), 5 + 4 * np.sin(T), 10 ** ((-1) ** np.arange(N) * (1 + 0.01 * T))
figure = make_subplots(1, 2)
figure.add_scatter(name="circle", mode="lines")
figure.add_scatter(name="loss", mode="lines", row=1, col=2)
figure.add_scatter(name="handle", mode="markers", x=[1], y=[1], marker_size=14)
figure.update_traces(line_simplify=False, showlegend=True)
figure.add_heatmap(zmin=0, zmax=1, x=[6, 7, 8], y=[1, 2], z=np.zeros((2, 3)), showscale=False)
figure.add_scatter(name="band", mode="lines", fill="tozeroy")
figure.update_layout(xaxis_range=[0, 10], yaxis_range=[0, 10], height=400)
figure.update_layout(xaxis2_range=[0, 60], yaxis2=dict(type="log", range=[-3, 3]))
live = LiveFigure(figure, label="a circle and a loss", handles=[Handle(2, "w1", "w2")])
picks, running = [], None
live.on_pick(lambda pick: picks.append(pick[:3]))

def reset(points=3):
    if running:
        running.cancel()
    picks.clear()
    live.relayout(xaxis__range=[0, 10], yaxis__range=[0, 10], dragmode="zoom",
                  xaxis2__range=[0, 60], yaxis2__range=[-3, 3])
    live.set(0, x=X[:points], y=Y[:points])
    live.set(1, x=T[:points], y=LOSS[:points])
    live.set(2, x=[1], y=[1])

async def stream():
    for n in range(3, N):
        live.extend(0, x=X[n:n + 1], y=Y[n:n + 1])
        live.extend(1, x=T[n:n + 1], y=LOSS[n:n + 1])
        live.summary = f"{n} points"
        await asyncio.sleep(0.03)

def start():
    global running
    reset()
    running = asyncio.ensure_future(stream())
"""
T = 0.1 * np.arange(600)
LOSS = 10 ** ((-1) ** np.arange(600) * (1 + 0.01 * T))
CURVES = {0: (5 + 4 * np.cos(T), 5 + 4 * np.sin(T)), 1: (T, LOSS)}


class FigurePage:
    """Plays a reader: runs code in the kernel, reads paths back, moves the mouse."""

    def __init__(self, lab, page):
        self.lab, self.page, self.errors = lab, page, complaints(page)

    def open(self, figure_code, *cells):
        """Open a new notebook of these cells, run figure_code in its kernel, then the cells."""
        name = f"figure-{time.time_ns()}"
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
        nbformat.write(notebook, self.lab.folder / f"{name}.ipynb")
        if self.page.url == "about:blank":
            self.go_to(name)
        else:
            self.page.evaluate(OPEN, f"{name}.ipynb")
        self.page.wait_for_function(CONNECTED)
        self.run(figure_code)
        self.page.evaluate(RUN_ALL)
        return name

    def go_to(self, name):
        self.page.goto(f"{self.lab.url}/lab/workspaces/{name}/tree/{name}.ipynb")

    def run(self, code):
        error = self.page.evaluate(EXECUTE, code)
        assert error is None, error

    def ask(self, expression):
        """What an expression is in the kernel, as text."""
        return self.page.evaluate(ASK, expression)

    def settle(self, shown="live.drawn_by", selector=".live-figure", seconds=20):
        """Wait until plotly has drawn all that the kernel has to show: the frame `shown`."""

        def settled():
            frame = self.ask(shown)
            return frame != "None" and self.page.evaluate(SETTLED, [selector, frame])

        self.wait_until(settled, seconds)

    def wait_until(self, condition, seconds=20):
        """Ask every few milliseconds; on a busy machine a frame may take its time."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, "waited in vain"
            self.page.wait_for_timeout(20)

    def drawn(self, trace, which=0, selector="path.js-line", attribute="d"):
        return self.page.evaluate(DRAWN, [trace, which, selector, attribute])

    def corners(self, trace, which=0):
        """Corners of a curve in pixels, (n, 2), and its axes."""
        drawn = self.drawn(trace, which)
        path = "".join(drawn["marks"])
        return np.array(re.findall(r"(-?[\d.]+),(-?[\d.]+)", path), float), drawn["axes"]

    def count(self, trace=0, which=0):
        return len(self.corners(trace, which)[0])

    def shows_curve(self, trace, points=None, which=0):
        """Does the path go through the first points of the curve (None: as many as it has)?"""
        corners, axes = self.corners(trace, which)
        n = len(corners) if points is None else points
        expected = pixels(axes, *(values[:n] for values in CURVES[trace]))
        return len(corners) == n and n > 1 and np.allclose(corners, expected, atol=0.15)

    def axis_range(self, name, which=0):
        read = "([n, w]) => document.querySelectorAll('.js-plotly-plot')[w]._fullLayout[n].range"
        return self.page.evaluate(read, [name, which])

    def place(self, x, y):
        """Page coordinates of a point of the left panel."""
        box = self.page.locator(".nsewdrag[data-subplot=xy]").first.bounding_box()
        (left, right), (low, high) = self.axis_range("xaxis"), self.axis_range("yaxis")
        u, v = (x - left) / (right - left), (y - low) / (high - low)
        return box["x"] + u * box["width"], box["y"] + (1 - v) * box["height"]

    def drag(self, start, *stops):
        """Press at start, move over the stops; the button stays down."""
        self.page.mouse.move(*start)
        self.page.mouse.down()
        for stop in stops:
            self.page.mouse.move(*stop, steps=5)


def pixels(axes, x, y):
    """Where plotly's axes put the points: (n, 2) pixels from the upper left corner."""
    places = []
    for axis, values in zip(axes, (x, y), strict=True):
        values = np.log10(values) if axis["type"] == "log" else np.asarray(values, float)
        low, high = axis["range"]
        places.append((values - low) / (high - low) * axis["length"])
    return np.stack([places[0], axes[1]["length"] - places[1]], axis=1)
