"""Every rule tries as many learning rates, each from many starts: who works, how soon."""

import numpy as np

from ...making import Recipe
from ...views.parts import Dots, Heat, Lines, drawable
from ...views.rules import looks_of
from ...views.sheet import Sheet

RATE = "learning rate"


class Rows(Heat):
    """A heat map with a named row for each rule, the first on top, and columns in powers of ten."""

    def __init__(self, names, rates, get):
        y, x = np.arange(len(names)), np.log10(rates)
        super().__init__(get, (0, 1), x=x, y=y, scale="Blues", x_title=RATE)
        self.names = names

    def add(self, figure, where, frame):
        """Names of the rows; powers below the columns."""
        super().add(figure, where, frame)
        rows = dict(tickvals=self.y, ticktext=self.names, autorange="reversed")
        figure.update_yaxes(**rows, **where)
        exponents = np.arange(np.ceil(self.x[0]), self.x[-1] + 1e-9, 2)  # few: it is narrow
        words = [f"10<sup>{e:.0f}</sup>" if e else "1" for e in exponents]
        figure.update_xaxes(tickvals=exponents, ticktext=words, **where)


class Unnumbered(Dots):
    """Dots in rows that are named elsewhere."""

    def add(self, figure, where, frame):
        """No numbers at the rows."""
        super().add(figure, where, frame)
        figure.update_yaxes(showticklabels=False, zeroline=False, **where)


class Medians(Lines):
    """Lines over as few powers of ten as the rows."""

    def add(self, figure, where, frame):
        """One tick in two."""
        super().add(figure, where, frame)
        figure.update_xaxes(dtick=2, **where)


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
        names, rates = frame.names, frame.rates
        (R, _, K), looks = frame.arrived.shape, looks_of(names)
        colors, _, symbols = zip(*[look for look in looks for _ in range(K)], strict=True)
        box = dict(x="step of arrival", x_range=[0, frame.total], y="", y_range=[R - 0.5, -0.5])
        medians = Medians(
            names,
            lambda frame: (rates, drawable(frame.medians)),
            x=RATE,
            x_range=(np.log10(rates[[0, -1]]) + (-0.1, 0.1)).tolist(),
            log_x=True,
            y="",
            y_range=[0, np.log10(frame.total) + 0.1],
            log=True,
            markers=True,
            legend=True,
            looks=looks,
        )
        starts = Unnumbered(by_start, colors, symbols=symbols, **box)
        return [(1, Rows(names, rates, lambda frame: frame.shares)), (2, starts), (3, medians)]


def by_start(frame):
    """Steps (R K,), and the row of each rule with the starts spread over it."""
    R, K = frame.at_best.shape
    row = np.arange(R)[:, None] + 0.6 * ((np.arange(K) + 0.5) / K - 0.5)
    return drawable(frame.at_best).ravel(), row.ravel()


panel = Recipe("fair-tuning", TuningView)
