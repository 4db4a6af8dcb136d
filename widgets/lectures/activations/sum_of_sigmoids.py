"""Shifted sigmoids, their sum, and the ReLU that it nearly is."""

import numpy as np

from ...making import Recipe
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import GREY, looks

USUAL = looks(["relu", "sigmoid", "softplus"])
SHADES = {"one sigmoid": (GREY, "solid", None)}
CURVES = {"ReLU": USUAL["relu"], "sum": USUAL["sigmoid"]}
GAPS = {"to ReLU": USUAL["relu"], "to softplus": USUAL["softplus"]}


class SumView(Sheet):
    """The sigmoids and their sum; how far it is from two curves; `SumFrame`s."""

    columns = (("sigmoids added up", 1.3), ("distance of the sum", 1))
    label = "A sum of shifted sigmoids beside ReLU, and its distances from ReLU and softplus"

    def parts(self, frame):
        """Curves and distances."""
        low, high = frame.z[[0, -1]].tolist()
        z = dict(x="z", x_range=[low, high])
        return [
            (1, Lines(terms, SHADES, bare=True, width=1, legend=True, y_range=[-0.3, high], **z)),
            (1, Lines(curves, CURVES, bare=True, width=3, legend=True, y_range=[-0.3, high], **z)),
            (2, Lines(gaps, GAPS, bare=True, width=3, legend=True, y_range=[0, 1], **z)),
        ]


def terms(frame):
    """Each sigmoid."""
    return {"one sigmoid": (frame.z, frame.terms)}


def curves(frame):
    """The sum and ReLU."""
    return {"ReLU": (frame.z, frame.relu), "sum": (frame.z, frame.sum)}


def gaps(frame):
    """Distances."""
    return {
        "to ReLU": (frame.z, np.abs(frame.sum - frame.relu)),
        "to softplus": (frame.z, np.abs(frame.sum - frame.softplus)),
    }


panel = Recipe("sum-of-sigmoids", SumView)
