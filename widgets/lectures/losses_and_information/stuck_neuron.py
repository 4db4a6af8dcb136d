"""One neuron on two surfaces: where its loss goes down, and how fast its output follows."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.dots import Dots
from ...views.heat import Heat
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import BLACK, looks

TOPS = (0.5, 8.0)  # losses with the darkest colour


class StuckView(Sheet):
    """Two surfaces with a ball each, and both outputs; `StuckFrame`s."""

    columns = (("squared error", 1), ("cross-entropy", 1), ("output of the neuron", 1.1))
    label = "The loss over weight and bias of one neuron, squared error and cross-entropy; outputs"

    def key_of(self, frame):
        """The surfaces and the length of the run."""
        return frame.surfaces.tobytes(), frame.total

    def has_lines_of(self, frame):
        """Other runs have outputs, too."""
        return True

    def parts(self, frame):
        """Maps under paths, rings to drag, two lines."""
        return [
            *((1 + n, part) for n in (0, 1) for part in surface(frame, n)),
            (3, Lines(outputs, looks(frame.names), legend=True, **steps(frame))),
            (3, Lines(wanted, {"wanted": (BLACK, "dot", None)}, bare=True, legend=True)),
        ]


def surface(frame, n):
    """Map, path and ring of one loss."""
    ends = [float(frame.side[0]), float(frame.side[-1])]
    box = dict(x="weight w", x_range=ends, y="bias b", y_range=ends, square=True)
    name, ground = frame.names[n], theme.spread(theme.GROUND)
    grid = dict(columns=frame.side, rows=frame.side, scale=ground, silent=True)
    path = Lines(
        lambda frame: {name: tuple(frame.paths[n].T)}, {name: looks(frame.names)[name]}, width=3
    )
    path.axes.y_axis = {}
    start = Dots(
        lambda frame: tuple(frame.paths[n, :1].T),
        BLACK,
        size=17,
        symbols="circle-open",
        drags=("w", "b"),
        rim=BLACK,
    )
    return [
        Heat(lambda frame: frame.surfaces[n], (0, TOPS[n]), **grid, **box),
        path,
        start,
    ]


def steps(frame):
    """The axes of the outputs."""
    return dict(x="step", x_range=[0, frame.total], y="", y_range=[0, 1.01])


def outputs(frame):
    """Of both neurons, after each step."""
    t = np.arange(frame.outputs.shape[1])
    return {name: (t, row) for name, row in zip(frame.names, frame.outputs, strict=True)}


def wanted(frame):
    """The target."""
    return {"wanted": (np.array([0, frame.total]), np.full(2, frame.target))}


panel = Recipe("stuck-neuron", StuckView)
