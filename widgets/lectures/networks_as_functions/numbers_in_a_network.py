"""A small network as a drawing with all its numbers, layer after layer."""

from ...making import Recipe
from ...views.diagram import KEY, diagram
from ...views.net import Net, short
from ...views.sheet import Sheet

NAMES = (["x1", "x2"], ["p1", "p2"], ["q1", "q2"], ["y1", "y2"])
TITLES = ("inputs", "layer 1", "layer 2", "outputs")


class NumbersView(Sheet):
    """The network; `ByNumbersFrame`s."""

    columns = ((f"above: name, below: bias; {KEY}", 1),)
    label = "A network with two inputs, two hidden layers of two units, and two outputs"

    def parts(self, frame):
        """The drawing."""
        sizes = [len(column) for column in frame.units]
        return [(1, part) for part in diagram(net, sizes, full=4, titles=TITLES)]


def net(frame):
    """What is drawn."""
    below = [["", ""], *([short(b) for b in biases] for biases in frame.biases)]
    return Net(frame.units, frame.weights, above=NAMES, below=below)


panel = Recipe("network-numbers", NumbersView, front="x activation")
