"""LiveFigure: a plotly figure that streams.

The kernel keeps every array and sends what changed, one binary message a frame. A page asks for
plotly.js if it `need`s it, says `hello` when it has drawn the figure and `ack` when it has painted
some frames; a slow page skips frames and never falls behind. Without a page nothing is sent.
"""

import functools
import gzip
import json
from pathlib import Path

import anywidget
import numpy as np
import plotly
import plotly.graph_objects as go
import traitlets
from plotly.io.json import to_json_plotly

from widgets import texts
from widgets.figure_stream import FrameStream, Series, numbers, pack

HERE = Path(__file__).parent
SCRIPTS = (
    "plotly_loader.js",
    "patches.js",
    "picking.js",
    "narrow.js",
    "figure_store.js",
    "figure_view.js",
    "figure.js",
)


@functools.cache
def packed_plotly():
    """plotly.min.js of the installed plotly, gzip-compressed (1.5 MB), once per kernel."""
    source = Path(plotly.__file__).parent / "package_data/plotly.min.js"
    return gzip.compress(source.read_bytes(), compresslevel=6)


def translated(figure):
    """The figure with its titles, notes and names in the language of the course."""
    figure.for_each_xaxis(say_title)
    figure.for_each_yaxis(say_title)
    figure.for_each_annotation(lambda note: note.update(text=texts.said(note.text)))
    figure.for_each_trace(lambda t: t.name and t.update(name=texts.said(t.name)))
    return figure


def say_title(axis):
    if axis.title.text:
        axis.title.text = texts.said(axis.title.text)


class LiveFigure(anywidget.AnyWidget):
    """A plotly figure whose traces can change up to `fps` times a second.

    figure   plotly.graph_objects.Figure: traces, axes, legend, hover as usual; it is taken over
    label    what the figure is, for screen readers
    summary  one sentence of what is seen now; read aloud at most once a second
    pick     subplot ("xy", "x2y2") in which clicks are reported, see `on_pick`
    handle   index of a one-marker trace in that subplot that can be dragged
    """

    _esm = "\n".join((HERE / name).read_text() for name in SCRIPTS)
    _css = (HERE / "figure.css").read_text()

    label = traitlets.Unicode().tag(sync=True)
    pick = traitlets.Unicode().tag(sync=True)
    handle = traitlets.Int(-1).tag(sync=True)
    plotly_version = traitlets.Unicode(plotly.__version__).tag(sync=True)
    # packed when a page asks for it: a reloaded page starts from the last frame
    state = traitlets.Any().tag(sync=True, to_json=lambda _, figure: figure._state())
    summary = traitlets.Unicode()  # travels with the frames

    def __init__(self, figure, label="", fps=30, **traits):
        self._stream = FrameStream(self._send_frame, fps)
        self._series = {}  # (trace, name) -> Series
        self._changes = {}  # (trace or None, name) -> value, since the last frame
        self._callbacks = []
        if not isinstance(figure, go.Figure):
            kind = type(figure).__name__
            raise ValueError(f"figure must be a plotly.graph_objects.Figure, got {kind}")
        if not fps > 0:
            raise ValueError(f"fps must be positive, got {fps!r}")
        self._figure = translated(figure)
        super().__init__(label=texts.said(label), **traits)
        self.observe(lambda _: self._stream.changed(), "summary")
        self.on_msg(self._on_page)

    # ---- what a panel calls

    def set(self, trace, **arrays):
        """Replace arrays of a trace: `set(0, x=..., y=...)`, `set(3, z=matrix)`.

        Numbers are drawn at once; inf and nan are gaps. A heat map is drawn at once if it has zmin
        and zmax. Text, and names such as marker__size, take plotly's slower way. Where x and y were
        set in separate calls and differ in length, the shorter one counts.
        """
        for name, values in self._checked(trace, arrays).items():
            array = numbers(values)
            if array is None:
                self.restyle(trace, **{name: values})
            elif array.ndim > 2:
                raise ValueError(f"{name} must have one or two axes, got shape {array.shape}")
            elif (trace, name) in self._series:
                self._series[trace, name].replace(array)
            else:
                self._series[trace, name] = Series(array)
        if any(s.fresh for s in self._series.values()):
            self._stream.changed()

    def extend(self, trace, **arrays):
        """Append numbers to arrays of a trace: `extend(0, x=[t], y=[loss])`."""
        given = {name: np.atleast_1d(v) for name, v in self._checked(trace, arrays).items()}
        for name, values in given.items():
            array = numbers(values)
            if array is None or array.ndim != 1:
                raise ValueError(f"{name} must be a row of numbers, got {values!r}")
            if (trace, name) not in self._series:
                first = numbers(self._figure.data[trace][name])
                self._series[trace, name] = Series(np.empty(0, "f4") if first is None else first)
            if self._series[trace, name].shape:
                raise ValueError(f"{name} is a matrix: use set, which replaces it")
            self._series[trace, name].append(array)
        self._stream.changed()

    def relayout(self, **props):
        """Change the layout, `__` for a dot: `relayout(xaxis__range=[0, 9], annotations=[...])`."""
        given = {name.replace("__", "."): value for name, value in props.items()}
        self._change(None, self._figure.layout, given)

    def restyle(self, trace, **props):
        """Change what is no stream: `restyle(2, visible=False, line__color="red")`."""
        given = self._checked(trace, props)
        for name in given:
            self._series.pop((trace, name), None)
        self._change(int(trace), self._figure.data[trace], given)

    def frame_data(self, trace):
        """Arrays of a trace as they are now, by name: x, y, z, text and what was set."""
        drawn = self._figure.data[self._index(trace)]
        names = [name for name in ("x", "y", "z", "text") if name in drawn]
        now = {name: np.asarray(drawn[name]) for name in names if drawn[name] is not None}
        own = {name: s.values.copy() for (i, name), s in self._series.items() if i == trace}
        return now | own

    def on_pick(self, callback):
        """callback(x, y, done) in data coordinates: a click, or each move of the dragged handle.

        done is False while the handle is dragged, True at its release and for a click.
        """
        self.pick = self.pick or "xy"
        self._callbacks.append(callback)

    def close(self):
        self._stream.close()
        self._callbacks.clear()
        self.layout.close()
        super().close()

    # ---- checks

    def _index(self, trace):
        count = len(self._figure.data)
        if trace not in range(count):
            raise ValueError(f"trace must be one of 0 to {count - 1}, got {trace!r}")
        return trace

    def _checked(self, trace, arrays):
        """-> arrays under plotly's names (marker.size), all known and of one length."""
        target = self._figure.data[self._index(trace)]
        given = {name.replace("__", "."): values for name, values in arrays.items()}
        for name in given:
            if name not in target:
                raise ValueError(f"trace {trace} is a {target.type}; it has no {name!r}")
        sizes = {name: len(v) for name, v in given.items() if np.ndim(v) == 1}
        if len(set(sizes.values())) > 1 and "z" not in target:
            raise ValueError(f"arrays of one call must have one length, got {sizes}")
        return given

    def _change(self, trace, target, props):
        """Write props into target, a part of the figure (which checks them), and note them."""
        for name, value in props.items():
            target[name] = value
            self._changes.pop((trace, name), None)  # the page applies changes in this order
            self._changes[trace, name] = target[name]
        self._stream.changed()

    # ---- messages

    def _state(self):
        """The whole figure as it is now: all that a page needs to start."""
        rows, packed = pack(self._series, everything=True)
        spec = self._figure.to_json(validate=False)
        state = {
            "seq": self._stream.seq,
            "spec": spec,
            "arrays": rows,
            "summary": texts.said(self.summary),
        }
        return state | {"buffer": packed}

    def _send_frame(self, seq):
        rows, packed = pack(self._series)
        for s in self._series.values():
            s.sent, s.fresh = s.size, False
        frame = {"kind": "frame", "seq": seq, "arrays": rows, "summary": texts.said(self.summary)}
        if self._changes:
            rows = [[trace, name, value] for (trace, name), value in self._changes.items()]
            frame["changes"] = json.loads(to_json_plotly(rows, engine="json"))
            self._changes = {}
        self.send(frame, buffers=[packed])

    def _on_page(self, _, message, buffers):
        kind = message["kind"]
        if kind == "need":
            self.send({"kind": "plotly"}, buffers=[packed_plotly()])
        elif kind == "hello" and not self._stream.hello(message["seq"]):
            state = self._state()
            packed = state.pop("buffer")
            self.send({"kind": "state"} | state, buffers=[packed])
        elif kind == "ack":
            self._stream.ack(message["seq"])
        elif kind == "pick":
            try:
                for callback in self._callbacks:
                    callback(message["x"], message["y"], message["done"])
            finally:
                self.send({"kind": "picked"})
