"""Table 9 of the dropout paper in its rows, on few digits with wrong labels."""

from ...making import Recipe
from .remedies import RemediesView

panel = Recipe("remedies", RemediesView, hide="data contest", contest="table 9")
