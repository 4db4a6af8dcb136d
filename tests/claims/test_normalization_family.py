"""What lecture 12 claims of the family: batch sizes, places, first weights, contrast, rates."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore.experiments import Disturbed, Training
from dlcore.experiments.normalization import disturbed
from dlcore.experiments.variants import Variants
from tests.claims.ends import last
from tests.claims.words import percent

SMALL = dict(depth=2, lr=0.05, examples=400)


def ends(kinds, fresh, **knobs):
    """Means over the seeds of each kind, {name: (values,)}."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disturbed, "LOOKS", 1)
        frame = last(Disturbed(kinds=kinds, **knobs, **fresh))
    return {name: frame.of(name) for name in kinds}


def judged(fresh, **knobs):
    """Share of the test digits that a network of the panel `batches_of_one` gets right, (K,)."""
    own = replace(Disturbed(against="contrast", **SMALL, **fresh).usual, **knobs)
    return own.judge(*own.trained())["test"]


def test_batches_of_one(fresh, claim):
    right = {norm: judged(fresh, norm=norm, batch=1) for norm in ("none", "batch", "layer")}
    claim(
        "Trained with batches of one, batch normalization gets under 30 % right, others over 70 %",
        "; ".join(f"{name} {percent(share.mean(), 0)}" for name, share in right.items()),
        right["batch"].mean() < 0.3 and min(right["none"].mean(), right["layer"].mean()) > 0.7,
    )


def test_batches_of_two(fresh, claim):
    batch, renorm = (judged(fresh, norm=norm, batch=2).mean() for norm in ("batch", "renorm"))
    claim(
        "Trained with batches of two, renormalization is far ahead of batch normalization",
        f"{renorm:.0%} and {batch:.0%}",
        renorm > batch + 0.1,
    )
    batch, layer = (judged(fresh, norm=norm, batch=64).mean() for norm in ("batch", "layer"))
    claim(
        "With large batches batch normalization is no worse than layer normalization",
        f"batches of 64: {batch:.0%} and {layer:.0%}",
        batch > layer - 0.02,
    )


@pytest.fixture(scope="module")
def places(fresh):
    """{f: {kind: right for each rate}}."""
    kinds = "none", "batch norm", "batch norm after f"
    return {f: ends(kinds, fresh, activation=f, epochs=6) for f in ("sigmoid", "elu")}


def test_before_or_after(places, claim):
    best = {
        f: [right[kind].max() for kind in ("batch norm", "batch norm after f")]
        for f, right in places.items()
    }
    claim(
        "Before or after f: at their best rates within 6 points",
        "; ".join(f"{f} {percent(pair, 0)}" for f, pair in best.items()),
        all(abs(a - b) < 0.06 for a, b in best.values()),
    )
    none = places["sigmoid"]["none"].max()
    claim(
        "Five sigmoid layers learn nothing without, at any of six rates",
        f"{none:.0%} right at best",
        none < 0.2,
    )
    wide = {kind: int((right > 0.7).sum()) for kind, right in places["elu"].items()}
    claim(
        "ELU: at its best rate none is as good, but fewer rates will do",
        f"best {places['elu']['none'].max():.0%} and {places['elu']['batch norm'].max():.0%}; "
        f"of six rates {wide['none']} and {wide['batch norm']} reach 70 %",
        places["elu"]["none"].max() > places["elu"]["batch norm"].max() - 0.12
        and wide["none"] < wide["batch norm"],
    )


def test_contrast(fresh, claim):
    kinds = "none", "batch norm", "layer norm", "cosine"
    light = ends(kinds, fresh, against="contrast", depth=2, lr=0.3, epochs=5, examples=600)
    at = disturbed.AGAINST["contrast"][1].index(0.1)
    claim(
        "Test images at a tenth of their contrast: batch normalization falls deepest",
        "; ".join(f"{name} {row[at]:.0%}" for name, row in light.items()),
        light["batch norm"][at] < 0.4 < min(light["none"][at], light["layer norm"][at]),
    )
    claim(
        "Cosines do not notice the contrast",
        percent([light["cosine"].min(), light["cosine"].max()], 0),
        np.ptp(light["cosine"]) < 0.01,
    )


def test_cosine_is_not_ahead(fresh, claim):
    kinds = "batch norm", "cosine"
    rates = ends(kinds, fresh, depth=2, epochs=5, examples=600)
    claim(
        "Batch normalization is ahead of cosines, on average over the rates and at the best one",
        "; ".join(f"{name} {row.max():.0%} at best" for name, row in rates.items()),
        all(of(rates["batch norm"]) > of(rates["cosine"]) + 0.02 for of in (np.mean, np.max)),
    )


def test_first_weights(fresh, claim):
    kinds = "none", "batch norm", "weight norm"
    wide = ends(kinds, fresh, against="first weights", depth=5, lr=0.1)
    count = {name: int((row > 0.6).sum()) for name, row in wide.items()}
    claim(
        "Of seven sizes of first weights most will do with batch norm, one or two with weight norm",
        "; ".join(f"{name} {n}" for name, n in count.items()),
        count["batch norm"] >= 4 and max(count["none"], count["weight norm"]) <= 2,
    )


def test_sooner(fresh, claim):
    usual = Training(optimizer="gradient-descent", depth=5, examples=1000, epochs=8, **fresh)
    first = {}
    for norm in "none", "batch":
        *_, end = Variants(usual, {"": dict(norm=norm, lr=0.1)}, points=32).frames()
        good = np.median(end.train[0], 0) > 0.9
        first[norm] = float(end.steps[0][good.argmax()]) if good.any() else np.inf
    claim(
        "Five ReLU layers at rate 0.1: nine in ten right in half of the updates, or fewer",
        f"{first['batch']:.0f} updates; without {first['none']:.0f}",
        first["batch"] <= first["none"] / 2,
    )
