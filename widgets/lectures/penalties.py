"""Panels of the lecture on L1, L2 and sparsity."""

from ..making import makes_panel, training_panel


@makes_panel
def weight_penalties(**knobs):
    """L1 and L2 on a network in training: the histogram of its weights, and their images."""
    preset = dict(data="mnist10k", examples=2000, depth=1, width=100, epochs=15)
    shown = "l1 l2 shrink weight_decay lr optimizer label_noise examples epochs seed"
    return training_panel("WeightsView", preset, shown, knobs)
