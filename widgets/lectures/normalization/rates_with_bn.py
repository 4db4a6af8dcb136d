"""What is right against the learning rate: no normalization, before f, after f."""

from ...making import Recipe
from ._looks import DisturbedView

panel = Recipe(
    "disturbed",
    DisturbedView,
    hide="against examples lr",
    front="kinds activation depth",
    kinds=("none", "batch norm", "batch norm after f"),
    activation="sigmoid",
    epochs=10,
    examples=500,
    runs=2,
)
