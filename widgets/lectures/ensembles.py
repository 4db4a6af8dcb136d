"""Panels of the lecture on dropout as an ensemble."""

from ..making import makes_panel, panel_of, training_panel


@makes_panel
def dropout(**knobs):
    """Dropout while a network trains on digits of which some have wrong labels."""
    preset = dict(examples=400, label_noise=0.2, depth=1, width=200, optimizer="adam", lr=0.002)
    shown = "dropout input_dropout noise label_noise examples depth width activation lr runs seed"
    return training_panel("NetworkView", preset | dict(epochs=60, runs=3), shown, knobs)


@makes_panel
def thinned_networks(**knobs):
    """Dropout as an ensemble: a thinned network, the mean of all 2^M, and the scaled network."""
    return panel_of("Thinned", "ThinnedView", knobs)
