"""How series look: the same in every picture, whoever else is there."""

from ..figure import theme


def looks_of(names, known=()):
    """{name: (colour, dash, marker)}: by its place among all that are known, then the others."""
    places = list(dict.fromkeys([*known, *names]))
    return {name: theme.look(places.index(name)) for name in names}
