"""What later lectures ask of dropout: how many networks, which weights are trained, the scaling."""

from itertools import product

import numpy as np

from dlcore import PlainDropout

from ...questions.recalled import asked, numbers


def how_many_networks(rng):
    """2^M."""
    units = int(rng.integers(5, 11))
    masks = len(list(product((0, 1), repeat=units)))
    return asked(
        "Each of {units} hidden units may be dropped. How many thinned networks are there, the "
        "whole one and the empty one counted?",
        numbers(masks, 2 * units, units**2, masks // 2),
        "Each unit is there or not: {units} factors of 2 make {masks}.",
        **dict(units=units, masks=masks),
    )


def trained_weights(rng):
    """(1 - p)^2."""
    rate = float(rng.choice([0.1, 0.2, 0.3, 0.4]))
    chance = {1: 1 - rate, 0: rate}
    both = sum(chance[a] * chance[b] for a, b in product((0, 1), repeat=2) if a and b)
    return asked(
        "Dropout of rate {rate} on two hidden layers. In which share of the updates does a weight "
        "between them take part?",
        numbers(round(100 * both, 6), 100 * (1 - rate), 100 * rate, 100 * rate**2, unit="%"),
        "The units at both its ends must be there: {kept} · {kept} = {both}.",
        **dict(rate=rate, kept=1 - rate, both=both),
    )


def scaling(rng):
    """Times 1 - p, in the form of the sources."""
    rate, w = float(rng.choice([0.2, 0.25, 0.5, 0.75])), float(rng.choice([2, 4, 8]))
    [[kept]], _ = PlainDropout(rate).forward({}, np.ones((1, 1)))
    return asked(
        "Trained with plain dropout of rate {rate}; a weight behind the dropped units is {w}. What "
        "is it at the test, where all units work?",
        numbers(w * kept, w, w / (1 - rate), w * rate),
        "In training {kept} of the units were there on average: {kept} · {w}.",
        **dict(rate=rate, w=w, kept=kept),
    )
