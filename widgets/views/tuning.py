"""An equal budget of learning rates for every rule: what works, how soon, from how many starts."""

import numpy as np

from .. import theme
from .parts import Dots, Heat, Lines
from .sheet import Sheet

POWER = "log10 of the rate"


class Rows(Heat):
    """A heat map with a named row for each rule, the first on top."""

    def __init__(self, names, get, **about):
        super().__init__(get, (0, 1), y=np.arange(len(names)), scale="Blues", **about)
        self.names = names

    def add(self, figure, where, frame):
        """Names in place of numbers."""
        super().add(figure, where, frame)
        rows = dict(tickvals=self.y, ticktext=self.names, autorange="reversed")
        figure.update_yaxes(**rows, **where)


class Unnumbered(Dots):
    """Dots in rows that are named elsewhere."""

    def add(self, figure, where, frame):
        """No numbers at the rows."""
        super().add(figure, where, frame)
        figure.update_yaxes(showticklabels=False, **where)


class TuningView(Sheet):
    """Share of starts for each rule and rate, steps from each start, medians; `TuningFrame`s."""

    columns = (
        ("share of starts that arrive", 1),
        ("with the best rate, each start", 1),
        ("steps, median of the starts", 1),
    )
    label = "For every rule and learning rate: how many starts arrive, and how soon"

    def key_of(self, frame):
        """Who is tuned, with how many rates and starts, for how long."""
        return frame.names, frame.arrived.shape, frame.total

    def parts(self, frame):
        """A heat map, dots and lines."""
        names, rates = frame.names, np.log10(frame.rates)
        R, _, K = frame.arrived.shape
        shares = Rows(names, lambda frame: frame.shares, x=rates, x_title=POWER)
        looks = [theme.look(r) for r in range(R) for _ in range(K)]
        starts = Unnumbered(
            by_start,
            [color for color, _, _ in looks],
            symbols=[symbol for _, _, symbol in looks],
            x="step of arrival",
            x_range=[0, frame.total],
            y="",
            y_range=[R - 0.5, -0.5],
        )
        medians = Lines(
            names,
            lambda frame: (rates, drawable(frame.medians)),
            x=POWER,
            x_range=[float(rates[0]) - 0.1, float(rates[-1]) + 0.1],
            y="",
            y_range=[0, np.log10(frame.total) + 0.1],
            log=True,
            markers=True,
            legend=True,
        )
        return [(1, shares), (2, starts), (3, medians)]


def by_start(frame):
    """Steps (R K,), and the row of each rule with the starts spread over it."""
    R, K = frame.at_best.shape
    row = np.arange(R)[:, None] + 0.6 * ((np.arange(K) + 0.5) / K - 0.5)
    return drawable(frame.at_best).ravel(), row.ravel()


def drawable(steps):
    """nan where there is no arrival, or none that a logarithm can show."""
    return np.where(np.isfinite(steps) & (steps > 0), steps, np.nan)
