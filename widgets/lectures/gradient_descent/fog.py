"""Gradient descent in the fog, from one place or from many."""

from ...making import Recipe
from ._fog import FogView


class DescentView(FogView):
    """The ring, where the first walker begins, can be dragged; `FogFrame`s."""

    drags = "start"


panel = Recipe("fog-descent", DescentView)
