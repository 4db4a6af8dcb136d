"""What panels of this lecture share: a colour for each schedule, axes of rates and of epochs."""

import numpy as np

from dlcore import SCHEDULES

from ...views.looks import looks_of

BLACK = "#000000"  # the page turns it white in the dark


def looks(names):
    """{name: look}, the same in all panels."""
    return looks_of(names, SCHEDULES)


def over_epochs():
    """An x axis over the epochs of a training, of which the frame knows how many there are."""
    return dict(x="epoch", x_range=lambda frame: [0, frame.epochs])


def of_rates(low=-3, high=0.5, **about):
    """A y axis for learning rates in powers of ten."""
    return dict(y="learning rate", y_range=[low, high], log=True) | about


def positive(rates):
    """Rates as a picture in powers of ten can show them: 0 is a gap."""
    return np.where(rates > 0, rates, np.nan)
