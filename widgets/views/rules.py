"""How optimizers look: the same in every picture, whoever else is there."""

from dlcore import OPTIMIZERS

from .. import theme


def looks_of(rules):
    """(colour, dash, marker) of each rule: by its place among all that are registered."""
    known = list(OPTIMIZERS)
    return [theme.look(known.index(rule)) for rule in rules]
