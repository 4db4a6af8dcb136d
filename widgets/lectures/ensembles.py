"""Panels of the lecture on dropout as an ensemble."""

from ..making import makes_panel, panel_of, training_panel


@makes_panel
def dropout(**knobs):
    """Dropout while a network trains on digits some of whose labels are random."""
    preset = dict(examples=400, label_noise=0.2, depth=1, width=200, optimizer="adam", lr=0.002)
    shown = "dropout input_dropout noise label_noise examples depth width activation lr runs seed"
    return training_panel("NetworkView", preset | dict(epochs=60, runs=3), shown, knobs)


@makes_panel
def dropout_masks(**knobs):
    """Each mini-batch another thinned network, and how often that trains each weight."""
    return panel_of("Masks", "MasksView", knobs)


@makes_panel
def thinned_networks(**knobs):
    """Dropout as an ensemble: a thinned network, the mean of all 2^M, and the scaled network."""
    return panel_of("Thinned", "ThinnedView", knobs)


@makes_panel
def dropout_rates(**knobs):
    """Training and test accuracy against the dropout rate; some labels are wrong."""
    hide = ["data", "init", "optimizer", "batch", *knobs.pop("hide", ())]
    return panel_of("DropoutRates", "RatesView", dict(hide=hide) | knobs)


@makes_panel
def sick_network(**knobs):
    """Dropout for a deep sigmoid network that cannot even learn its training digits."""
    patient = dict(depth=5, width=50, activation="sigmoid", init="xavier-normal", examples=600)
    hide = ["data", "label_noise", "batch", *knobs.pop("hide", ())]
    preset = dict(label_noise=0.0, lr=0.003, batch=32, epochs=40, hide=hide)
    return panel_of("DropoutRates", "SickView", preset | patient | knobs)


@makes_panel
def average_or_scaled(**knobs):
    """The exact mean of all 2^M thinned networks against the one scaled network."""
    return panel_of("Averages", "AveragesView", knobs)


@makes_panel
def forgotten_scaling(**knobs):
    """Weights at test time: scaled, forgotten to be scaled, inverted dropout, scaled twice."""
    return panel_of("Mismatch", "MismatchView", knobs)


@makes_panel
def knocked_out_units(**knobs):
    """What networks get right when hidden units fail, with dropout in training and without."""
    return panel_of("Knockout", "KnockoutView", knobs)


@makes_panel
def bagging(**knobs):
    """Averages of polynomials: variance falls, bias stays."""
    return panel_of("Bagged", "BaggedView", knobs)
