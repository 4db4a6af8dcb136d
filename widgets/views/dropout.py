"""What dropout does to networks: rates side by side, averages, mistakes of scaling, knock-outs."""

from .network import bundles
from .parts import Lines
from .sheet import Sheet


class RatesView(Sheet):
    """Shares right against the dropout rate; `RatesFrame`s."""

    columns = (
        ("right on the test examples", 1),
        ("right on their own training examples, as labelled", 1),
    )
    label = "Share of examples right against the dropout rate"
    lowest = 0.6

    def key_of(self, frame):
        """Which kinds of labels there are."""
        return frame.names

    def has_lines_of(self, frame):
        """Any kind of labels in common will do."""
        return not set(self.key).isdisjoint(frame.names)

    def parts(self, frame):
        """One line for each kind of labels and seed."""

        def curves(part):
            return lambda frame: bundles(frame.rates, getattr(frame, part).swapaxes(1, 2))

        shared = dict(x="dropout rate", x_range=[-0.02, 1], y="", tick_format=".0%", markers=True)
        shared |= dict(y_range=[self.lowest, 1.005], whose=lambda frame: frame.names)
        test = Lines(frame.names, curves("test"), legend=True, **shared)
        return [(1, test), (2, Lines(frame.names, curves("train"), **shared))]


class WrongRemedyView(RatesView):
    """The same from 0 on, for networks that cannot even learn their training examples."""

    lowest = 0.0
