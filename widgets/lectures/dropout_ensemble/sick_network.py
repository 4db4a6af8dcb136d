"""Dropout for a deep sigmoid network that cannot even learn its training digits."""

from ...making import Recipe
from .dropout_rates import RatesView


class SickView(RatesView):
    """The same from 0 on, for networks that cannot even learn their training examples."""

    lowest = 0.0


panel = Recipe(
    "dropout-rates",
    SickView,
    hide="data label_noise batch",
    front="depth width activation init",
    in_page=dict(runs=1),
    depth=5,
    width=50,
    activation="sigmoid",
    init="xavier-normal",
    examples=600,
    label_noise=0.0,
    lr=0.003,
    batch=32,
    epochs=40,
)
