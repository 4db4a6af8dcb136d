"""A deep sigmoid network in training: gradients and movements of its layers."""

from ...making import Recipe
from ...views.training import TrainingView

panel = Recipe(
    "training",
    TrainingView,
    show="depth width activation init skip norm dropout optimizer lr batch epochs runs seed",
    front="depth activation init",
    in_page=dict(runs=1),
    data="mnist10k",
    examples=2000,
    depth=10,
    activation="sigmoid",
    init="xavier-logistic",
    lr=0.2,
    runs=3,
)
