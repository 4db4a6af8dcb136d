"""What panels of this lecture share: an activation has one colour everywhere."""

from dlcore.registry import ACTIVATIONS

from ...views.looks import looks_of

BLACK = "#000000"  # the page turns it white in the dark
GREY = "#8A9199"


def looks(names):
    """{name: look}, in the order in which a tournament names all who may take part."""
    return looks_of(names, ["parametric-relu", *ACTIVATIONS])
