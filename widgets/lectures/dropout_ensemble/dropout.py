"""Dropout while a network trains on digits some of whose labels are random."""

from ...making import Recipe
from ...views.training import TrainingView

panel = Recipe(
    "training",
    TrainingView,
    show="dropout input_dropout noise label_noise examples depth width activation lr runs seed",
    examples=400,
    label_noise=0.2,
    depth=1,
    width=200,
    optimizer="adam",
    lr=0.002,
    epochs=60,
    runs=3,
)
