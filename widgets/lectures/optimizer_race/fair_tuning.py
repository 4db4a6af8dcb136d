"""Every rule tries as many learning rates, each from many starts: who works, how soon."""

import numpy as np

from dlcore import OPTIMIZERS

from ...making import Recipe
from ...views.axes import drawable
from ...views.dots import Dots
from ...views.heat import Heat
from ...views.lines import Lines, by_name
from ...views.looks import looks_of
from ...views.sheet import Sheet

RATE = "learning rate"


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
        (R, _, K), looks = frame.arrived.shape, looks_of(frame.names, OPTIMIZERS)
        colors, _, symbols = zip(
            *[looks[name] for name in frame.names for _ in range(K)], strict=True
        )
        arrival = dict(x="step of arrival", x_range=[0, frame.total])
        arrival |= dict(y="", y_range=[R - 0.5, -0.5])
        arrival["y_axis"] = dict(showticklabels=False, zeroline=False)  # rows have their names left
        ends = (np.log10(frame.rates[[0, -1]]) + (-0.1, 0.1)).tolist()
        axes = dict(x=RATE, x_range=ends, log_x=True, x_axis=dict(dtick=2))  # it is narrow
        axes |= dict(y="", y_range=[0, np.log10(frame.total) + 0.1], log=True)
        return [
            (1, shares(frame)),
            (2, Dots(by_start, colors, symbols=symbols, **arrival)),
            (3, Lines(medians, looks, markers=True, legend=True, **axes)),
        ]


def shares(frame):
    """A picture with a named row for each rule, the first on top, columns in powers of ten."""
    rows, columns = np.arange(len(frame.names)), np.log10(frame.rates)
    exponents = np.arange(np.ceil(columns[0]), columns[-1] + 1e-9, 2)  # few: it is narrow
    words = [f"10<sup>{e:.0f}</sup>" if e else "1" for e in exponents]
    names = dict(tickvals=rows, ticktext=frame.names, autorange="reversed")
    axes = dict(x=RATE, x_axis=dict(tickvals=exponents, ticktext=words), y_axis=names)
    return Heat(lambda f: f.shares, (0, 1), columns=columns, rows=rows, scale="Blues", **axes)


def by_start(frame):
    """Steps (R K,), and the row of each rule with the starts spread over it."""
    R, K = frame.at_best.shape
    row = np.arange(R)[:, None] + 0.6 * ((np.arange(K) + 0.5) / K - 0.5)
    return drawable(frame.at_best).ravel(), row.ravel()


def medians(frame):
    """Steps over the learning rate."""
    return by_name(frame.names, frame.rates, drawable(frame.medians))


panel = Recipe("fair-tuning", TuningView)
