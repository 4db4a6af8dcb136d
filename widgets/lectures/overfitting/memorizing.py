"""Loss and accuracy of training and validation, while a few digits are learned by heart."""

from ...making import Recipe
from ._looks import CurvesView

panel = Recipe("memorizing", CurvesView, hide="batch")
