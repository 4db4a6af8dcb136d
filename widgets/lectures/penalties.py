"""Panels of the lecture on L1, L2 and sparsity."""

from ..making import makes_panel, panel_of, training_panel


@makes_panel
def weight_penalties(**knobs):
    """L1 and L2 on a network in training: its zeros, the histogram of its weights, their images."""
    preset = dict(data="mnist10k", examples=2000, depth=1, width=100, epochs=15)
    preset |= dict(optimizer="gradient-descent", lr=0.1)
    shown = "l1 l2 shrink weight_decay other strength lr optimizer"
    shown += " label_noise examples epochs runs seed"
    return training_panel("WeightsView", preset, shown, knobs, kind="Penalized")


@makes_panel
def one_weight(**knobs):
    """One weight under L2 and L1, with and without data."""
    return panel_of("OneWeight", "OneWeightView", knobs)


@makes_panel
def diamond_and_circle(**knobs):
    """Two weights of a linear regression: why L1 has zeros and L2 none."""
    return panel_of("TwoWeights", "TwoWeightsView", knobs)


@makes_panel
def prune(**knobs):
    """Train with and without penalty, then cut the smallest weights."""
    return panel_of("Pruning", "PruningView", knobs)


@makes_panel
def class_images(**knobs):
    """The images that networks take for a class, with and without a penalty on ink."""
    return panel_of("ClassImages", "ClassImagesView", knobs)


@makes_panel
def decay_or_penalty(**knobs):
    """Weight decay and the L2 penalty under one rule."""
    return panel_of("Decay", "DecayView", knobs)


@makes_panel
def early_stopping_or_l2(**knobs):
    """Where gradient descent is when it is stopped, and where L2 ends."""
    return panel_of("Stopping", "StoppingView", knobs)


@makes_panel
def sparsity_curve(**knobs):
    """Accuracy against sparsity for L1 and L2 of many strengths."""
    return panel_of("Sparsity", "SparsityView", knobs)


@makes_panel
def smooth_boundary(**knobs):
    """The boundary between two classes of points for four strengths of L2."""
    return panel_of("Smoothing", "SmoothingView", knobs)
