"""Parts of two panels: what is right against the first rate, and the shapes of schedules."""

import numpy as np

from ...views.axes import share
from ...views.lines import Lines, by_name
from ._looks import looks


def over_rates(frame, **about):
    """Test digits right over the largest rate, means of the networks that choose."""
    ends = np.log10(frame.rates[[0, -1]])
    rates = dict(x="largest rate", x_range=(ends + (-0.1, 0.1)).tolist(), log_x=True)
    return Lines(chosen, looks(frame.names), markers=True, **rates, **share(high=1.02), **about)


def chosen(frame):
    """A line for each schedule."""
    return by_name(frame.names, frame.rates, frame.choosing)


def shapes(frame, **about):
    """The rate, as a part of the largest, in the course of the training."""
    axes = dict(x="share of the training", x_range=[0, 1], x_axis=dict(tickformat=".0%"))
    axes |= dict(y="", y_range=[0, 1.05])
    return Lines(shapes_of, looks(frame.names), bare=True, **axes, **about)


def shapes_of(frame):
    """All whose rate does not depend on the loss."""
    return by_name(frame.names, frame.places, frame.shapes)
