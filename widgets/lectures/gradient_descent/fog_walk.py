"""A walk through the fog, click by click."""

from ...making import Recipe
from ._fog import FogView


class WalkView(FogView):
    """Clicks go to the reader's way; `FogFrame`s."""

    start = -1  # no handle: each click is one step
    least = 12


panel = Recipe("fog-walk", WalkView)
