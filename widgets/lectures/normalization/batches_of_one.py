"""What is right against the batch size of the training, down to one example."""

from ...making import Recipe
from ._looks import DisturbedView

panel = Recipe(
    "disturbed",
    DisturbedView,
    hide="against batch",
    front="kinds lr depth",
    against="batch size",
    kinds=("none", "batch norm"),
    depth=2,
    lr=0.05,
    examples=400,
)
