"""All normalizations under three disturbances."""

from ...making import Recipe
from ._looks import DisturbedView

panel = Recipe(
    "disturbed",
    DisturbedView,
    front="against kinds lr",
    against="contrast",
    kinds=("none", "batch norm", "layer norm", "weight norm", "cosine"),
    depth=2,
    lr=0.3,
    epochs=5,
    examples=600,
)
