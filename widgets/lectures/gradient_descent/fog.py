"""Gradient descent in the fog, from one place or from many."""

from ...making import Recipe
from ._fog import FogView


class DescentView(FogView):
    """The ring, where the first walker begins, can be dragged; `FogFrame`s."""

    def __init__(self, frame):
        super().__init__(frame)
        self.figure.handle = self.start

    @property
    def start(self):
        """Number of the ring."""
        return self.ring.first


panel = Recipe("fog-descent", DescentView)
