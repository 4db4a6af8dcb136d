"""A walk through the fog, click by click."""

from ...making import Recipe
from ._fog import FogView


class WalkView(FogView):
    """Each click adds a place to the way, and each place can be dragged; `FogFrame`s."""

    least, drags = 12, "way"

    @staticmethod
    def rings(frame):
        """All places of the way."""
        return tuple(frame.places[:, 0].T)


panel = Recipe("fog-walk", WalkView)
