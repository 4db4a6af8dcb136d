"""What a few digits gain from being shifted, turned, mirrored in training."""

from ...making import Recipe
from .remedies import RemediesView

panel = Recipe(
    "remedies",
    RemediesView,
    hide="data contest",
    front="examples epochs width",
    contest="images",
    label_noise=0.0,
    data="mnist10k",
    examples=500,
    lr=0.002,
    epochs=12,
)
