"""What panels of this lecture share: a class or an outcome has one colour, a loss another."""

from ...figure import theme
from ...views.looks import looks_of

BLACK = "#000000"  # the page turns it white in the dark
LOSSES = ("cross-entropy", "mse", "hinge", "squared-hinge", "mae")
SIX = "cross-entropy", "squared", "hinge", "squared hinge", "absolute", "squared, softmax"
NAMES = {"squared error": "mse"}


def looks(names):
    """{name: look} of losses, the same in all panels."""
    known = [NAMES.get(name, name) for name in names]
    found = looks_of(known, LOSSES)
    return {name: found[loss] for name, loss in zip(names, known, strict=True)}


def six(names):
    """{name: look} of the six losses as panels call them."""
    places = dict(zip(SIX, range(len(SIX)), strict=True))
    return {name: theme.look(places[name]) for name in names}


def outcomes(names):
    """{name: look} of outcomes and classes."""
    return {name: theme.look(place) for place, name in zip((7, 9, 6), names, strict=True)}
