"""Panels of the lecture on vanishing gradients."""

from ..making import makes_panel, panel_of, training_panel


@makes_panel
def vanishing_gradients(**knobs):
    """A deep sigmoid network in training: gradients and movements of its layers."""
    preset = dict(data="mnist10k", examples=2000, depth=10, activation="sigmoid", lr=0.2, runs=3)
    shown = "depth width activation init skip norm dropout optimizer lr batch epochs runs seed"
    return training_panel("NetworkView", preset | dict(init="xavier-logistic"), shown, knobs)


@makes_panel
def depth_curve(**knobs):
    """Networks of 1 to 10 layers and how much of their own training examples they get right."""
    return panel_of("Depth", "DepthView", knobs)


@makes_panel
def nudged_weight(**knobs):
    """Change one weight of the first layer and watch the change on its way to the loss."""
    return panel_of("Nudge", "NudgeView", knobs)


@makes_panel
def gradient_chain(**knobs):
    """The factors that a gradient is multiplied by on its way down, and their product."""
    return panel_of("Chain", "ChainView", knobs)


@makes_panel
def twenty_and_fifty_six_layers(**knobs):
    """Plain and residual networks of 20 and of 56 layers in training."""
    return panel_of("Degradation", "DegradationView", knobs)


@makes_panel
def pretraining(**knobs):
    """A deep sigmoid network that learns layer by layer first, and what that is worth."""
    return panel_of("Pretrained", "PretrainedView", knobs)
