"""A network of gates as a drawing, and what it says for all four inputs."""

from ...making import Recipe
from ...views.bars import Bars
from ...views.diagram import KEY, diagram
from ...views.looks import looks_of
from ...views.net import Net, short
from ...views.sheet import Sheet

NAMES = (["a", "b"], ["p = a", "q = NAND", "r = b"], ["u", "v"], ["y"])


class XorView(Sheet):
    """The network, and bars; `NandNetworkFrame`s."""

    columns = ((f"below: bias; {KEY}", 2.2), ("left y, right XOR", 1))
    label = "A network of six gates with all its weights, and its output for the four inputs"

    def parts(self, frame):
        """The drawing; bars."""
        sizes = [len(column) for column in frame.units]
        drawing = [(1, part) for part in diagram(net, sizes, full=3)]
        axes = dict(x="a b", y="", y_range=[0, 1.1])
        return [*drawing, (2, Bars(rows, looks_of(frame.names), places=frame.rows, **axes))]


def net(frame):
    """What is drawn."""
    below = [["", ""], *([short(b) for b in biases] for biases in frame.biases)]
    return Net(frame.units, frame.weights, above=NAMES, below=below)


def rows(frame):
    """What comes out, and what should."""
    return dict(zip(frame.names, (frame.outputs, frame.wanted), strict=True))


panel = Recipe("nand-network", XorView, front="w")
