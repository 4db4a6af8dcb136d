"""Four learning rates train the same network: losses, and where their steps land."""

from ...making import Recipe
from ...views.axes import over_updates
from ...views.lines import Lines, rows_of
from ...views.looks import looks_of
from ...views.sheet import Sheet
from ._looks import HIGHEST, LOWEST, PLACES, in_parabola, landed, wall


class FourRatesView(Sheet):
    """Losses, the gauge as places in a parabola, and step after step; `FourRatesFrame`s."""

    columns = (("training loss", 1.3), ("where steps land", 1), ("the same over time", 1))
    label = "Training losses of four learning rates, and where their steps land"

    def key_of(self, frame):
        """The rates."""
        return frame.names

    def has_lines_of(self, frame):
        """Any rate in common will do."""
        return not set(self.key).isdisjoint(frame.names)

    def parts(self, frame):
        """Curves, four dots in the parabola, curves."""
        looks = looks_of(frame.names)
        colors, _, symbols = zip(*looks.values(), strict=True)
        loss = over_updates("step") | dict(y="", y_range=[-2.2, 2.2], log=True)
        gauge = over_updates("step") | dict(y="", y_range=[LOWEST, HIGHEST], y_axis=PLACES)
        dots = landed(lambda frame: frame.alpha[:, -1], colors, symbols=symbols, size=14)
        return [
            (1, Lines(rows_of("losses"), looks, legend=True, **loss)),
            (2, wall()),
            (2, dots),
            (3, Lines(gauges, looks, **gauge)),
        ]


def gauges(frame):
    """Gauges of all rates, kept inside the picture."""
    rows = [in_parabola(row)[0] for row in frame.alpha]
    return {name: (frame.steps, row) for name, row in zip(frame.names, rows, strict=True)}


panel = Recipe("four-rates", FourRatesView)
