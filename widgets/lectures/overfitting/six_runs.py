"""Six runs to be sorted by their curves."""

from ...making import Recipe
from ._looks import CurvesView

panel = Recipe("cases", CurvesView)
