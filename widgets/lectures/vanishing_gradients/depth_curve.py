"""Networks of 1 to 10 layers and how much of their own training examples they get right."""

from dlcore import ACTIVATIONS

from ...making import Recipe
from ...views.axes import share
from ...views.lines import Lines, by_name
from ...views.looks import looks_of
from ...views.sheet import Sheet


class DepthView(Sheet):
    """Shares right against depth, for each activation; `DepthFrame`s."""

    columns = (("on the training examples", 1), ("on the test examples", 1))
    label = "Share of examples right against the number of hidden layers"

    def key_of(self, frame):
        """Who is compared, and how deep."""
        return frame.names, len(frame.depths)

    def parts(self, frame):
        """One line for each activation and seed."""
        depth = dict(x="hidden layers", x_range=[0.7, len(frame.depths) + 0.3], markers=True)
        looks = looks_of(frame.names, ACTIVATIONS)
        train = Lines(curves("train"), looks, legend=True, **depth, **share("right"))
        return [(1, train), (2, Lines(curves("test"), looks, **depth, **share()))]


def curves(part):
    """The get of lines: a part (R, S, K) of the frame over the depths."""

    def get(frame):
        return by_name(frame.names, frame.depths, getattr(frame, part).swapaxes(1, 2))

    return get


panel = Recipe("depth", DepthView, in_page=dict(runs=1, examples=1000))
