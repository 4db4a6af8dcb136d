"""The weights of hidden units as images while a constraint limits them."""

from ...making import Recipe
from ._weights import WeightsView

panel = Recipe(
    "training",
    WeightsView,
    show="constraint limit width lr epochs seed",
    front="constraint limit",
    data="mnist10k",
    constraint="non-negative",
    limit=1.0,
    examples=2000,
    depth=1,
    width=24,
    optimizer="adam",
    lr=0.003,
    batch=50,
    epochs=6,
)
