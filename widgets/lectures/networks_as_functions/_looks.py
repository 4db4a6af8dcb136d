"""What panels of this lecture share."""

from ...figure import theme
from ...views.looks import looks_of

BLACK = "#000000"  # the page turns it white in the dark
COLOR = theme.COLORS[2]  # of bars that are told apart by their words
PARTS = ("training", "new points")


def looks(names):
    """{name: look}, the same in all panels."""
    return looks_of(names, PARTS)
