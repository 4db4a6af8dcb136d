"""What plotly.js is told of a figure, as plain dicts, with the few words of its `go.Figure`.

plotly.graph_objects checks every value that it is given, and that took most of the time in which a
panel opens. Here nothing is checked while a panel is made; tests let plotly check the figures of
all panels (tests/widgets/test_spec.py). Traces and parts made with plotly are welcome.
"""

import json

import numpy as np

HOLDERS = "contours font label line marker meta template textfont tickfont title xaxis yaxis"
HOLDERS = frozenset(HOLDERS.split())  # hold other parts
LISTS = frozenset(["annotations", "images", "shapes"])  # of parts


def held(value):
    """As it is kept: dicts as `Props`, lists and rows of numbers as tuples, to be compared."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, dict):
        return value if isinstance(value, Props) else Props(value)
    if isinstance(value, np.ndarray):
        return tuple(value.tolist()) if value.ndim == 1 else value
    if isinstance(value, list | tuple):
        return tuple(map(held, value))
    return Props(value.to_plotly_json()) if hasattr(value, "to_plotly_json") else value


class Props(dict):
    """A part of a figure: `part.line.color` is part["line"]["color"] is part["line.color"].

    What is not there is None, a list without anything in it, or a part without anything in it.
    """

    def __init__(self, entries=(), **more):
        super().__init__()
        self.update(entries, **more)

    def update(self, entries=(), **more):
        """Put entries in, also into parts of parts (line_color=...); None takes one out."""
        for name, value in dict(entries, **more).items():
            first, _, rest = name.partition("_")
            inside = rest and first in HOLDERS
            name, value = (first, {rest: value}) if inside else (name, held(value))
            if value is None:
                self.pop(name, None)
            elif isinstance(value, dict) and name in self:
                self[name].update(value)
            else:
                self[name] = value
        return self

    def __setitem__(self, name, value):
        name, _, rest = name.partition(".")
        if rest:
            self.setdefault(name, Props())[rest] = value
        elif name == "title" and isinstance(value, str):
            self.update(title=dict(text=value))
        else:
            super().__setitem__(name, held(value))

    def __missing__(self, name):
        name, _, rest = name.partition(".")
        if rest:
            return self[name][rest]
        return () if name in LISTS else Props() if name.rstrip("23456789") in HOLDERS else None

    def __contains__(self, name):
        name, _, rest = name.partition(".")
        return super().__contains__(name) and (not rest or rest in self[name])

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def __setattr__(self, name, value):
        self[name] = value


class Figure:
    """`data`, a list of traces, and `layout`, for one plot or for several side by side.

    titles, widths: one for each of several plots; spacing: between them, as a part of the figure.
    """

    def __init__(self, *traces, titles=(), widths=(), spacing=0.0):
        self.data, self.layout = list(map(held, traces)), Props()
        unit, left = (1 - spacing * (len(widths) - 1)) / (sum(widths) or 1), 0.0
        heads = []
        for col, (title, width) in enumerate(zip(titles, widths, strict=True), 1):
            x, y = self.axes(col)
            ends = [left, min(1.0, left + width * unit)]
            self.layout[x] = dict(anchor=y.replace("axis", ""), domain=ends)
            self.layout[y] = dict(anchor=x.replace("axis", ""), domain=[0.0, 1.0])
            left = ends[1] + spacing
            heads += [headline(title, sum(ends) / 2)] if title else []
        if heads:
            self.layout.annotations = heads

    @staticmethod
    def axes(col=None):
        """Names of the axes of the plot in this column."""
        number = "" if col in (None, 1) else col
        return f"xaxis{number}", f"yaxis{number}"

    def add_trace(self, trace, col=None):
        """Put a trace into the plot in this column."""
        trace = held(trace)
        if col:
            x, y = self.axes(col)
            trace.update(xaxis=x.replace("axis", ""), yaxis=y.replace("axis", ""))
        self.data.append(trace)

    def update_xaxes(self, col=None, **about):
        """Tell the x axis of the plot in this column."""
        self.layout.update({self.axes(col)[0]: about})

    def update_yaxes(self, col=None, **about):
        """Tell the y axis of the plot in this column."""
        self.layout.update({self.axes(col)[1]: about})

    def update_layout(self, about=(), **more):
        """Tell what concerns all plots."""
        self.layout.update(about, **more)

    def select_xaxes(self):
        """All x axes that there are."""
        return [axis for name, axis in self.layout.items() if name.startswith("xaxis")]

    def select_yaxes(self):
        """All y axes that there are."""
        return [axis for name, axis in self.layout.items() if name.startswith("yaxis")]

    def to_dict(self):
        """For the page."""
        return dict(data=list(map(dict, self.data)), layout=self.layout)


def headline(title, middle):
    """What stands above a plot."""
    place = dict(x=middle, y=1.0, xref="paper", yref="paper", xanchor="center", yanchor="bottom")
    return dict(text=title, showarrow=False) | place


def written(value):
    """Parts of figures -> JSON, in which nan and inf are null."""
    try:
        return json.dumps(value, default=plain, allow_nan=False)
    except ValueError:
        text = json.dumps(value, default=plain)
        return json.dumps(json.loads(text, parse_constant=lambda _: None))


def plain(value):
    """What JSON has no words for: numbers and arrays of NumPy, parts made with plotly."""
    return value.to_plotly_json() if hasattr(value, "to_plotly_json") else value.tolist()
