"""A network that learns digits, some wrongly labelled, and all remedies as knobs."""

from ...making import Recipe
from ._weights import WeightsView

panel = Recipe(
    "training",
    WeightsView,
    show="l2 l1 constraint limit dropout noise hidden_noise shift mirror width label_noise epochs "
    "runs seed",
    front="l2 dropout noise constraint",
    examples=400,
    label_noise=0.2,
    depth=1,
    width=100,
    optimizer="adam",
    lr=0.005,
    batch=50,
    epochs=60,
    runs=3,
)
