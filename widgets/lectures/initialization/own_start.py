"""One network whose first weights are ours to choose: its curves, gradients and movements."""

from ...making import Recipe
from ...views.training import TrainingView

panel = Recipe(
    "training",
    TrainingView,
    show="init std activation depth width norm optimizer lr epochs runs seed",
    front="init std norm",
    depth=8,
    lr=0.03,
    runs=3,
)
