"""What lecture 04 claims about activations in training."""

import numpy as np
import pytest

from dlcore.experiments import DyingRelu, LearnedSlopes, Tournament
from tests.claims.ends import last
from tests.claims.words import percent


def rights(frame):
    """{activation: share of the training digits right, mean over the seeds}."""
    return dict(zip(frame.names, frame.right[..., -1].mean(-1).tolist(), strict=True))


def said(shares):
    return ", ".join(f"{name} {percent(share, 0)}" for name, share in shares.items())


def test_who_recovers_from_biases_of_minus_two(fresh, claim):
    frame = last(DyingRelu(**fresh))
    right = rights(frame)
    claim(
        "All hidden biases at -2: after ten passes parametric ReLU and ELU have learned; ReLU and "
        "leaky ReLU have not",
        said(right),
        min(right["parametric-relu"], right["elu"]) > 0.9
        and max(right["relu"], right["leaky-relu"]) < 0.65,
    )
    longer = rights(last(DyingRelu(epochs=40, **fresh)))
    claim(
        "After 40 passes the leaky units have come further than ReLU: a slow cure",
        said(longer),
        longer["leaky-relu"] > longer["relu"] + 0.05,
    )


def test_biases_of_minus_five(fresh, claim):
    right = rights(last(DyingRelu(first_bias=-5.0, **fresh)))
    claim(
        "At -5 ELU does not come back either; parametric ReLU, which begins at 0.25, does",
        said(right),
        max(right["relu"], right["leaky-relu"], right["elu"]) < 0.3
        and right["parametric-relu"] > 0.8,
    )
    more = rights(last(DyingRelu(first_bias=-5.0, slope=0.3, **fresh)))
    claim("With slope 0.3 leaky ReLU comes back, too", said(more), more["leaky-relu"] > 0.8)
    norm = rights(last(DyingRelu(first_bias=-5.0, batch_norm=True, **fresh)))
    claim("With batch normalization all do", said(norm), min(norm.values()) > 0.9)


def test_learned_slopes_spread(seeds, claim):
    for data, most in (("digits", {}), ("mnist10k", dict(examples=2000, epochs=8))):
        slopes = [last(LearnedSlopes(data=data, seed=s, **most)).now for s in seeds[:3]]
        means, spreads = [s.mean() for s in slopes], [s.std() for s in slopes]
        claim(
            f"On {data} slopes that begin at 0.25 spread; they go neither to 0 nor to 1",
            f"means {np.min(means):.2f} to {np.max(means):.2f}, standard deviations "
            f"{np.min(spreads):.2f} to {np.max(spreads):.2f}",
            0.15 < min(means) and max(means) < 0.45 and min(spreads) > 0.05,
        )


@pytest.fixture(scope="module")
def race(fresh):
    names = "sigmoid tanh relu leaky-relu parametric-relu elu".split()
    return last(Tournament(tuple(names), **fresh))


def test_relu_is_not_several_times_faster_than_tanh(race, claim):
    means = dict(zip(race.names, race.means.tolist(), strict=True))
    claim(
        "tanh needs no more passes than ReLU, each with its best rate and start",
        f"tanh {means['tanh']:.1f}, ReLU {means['relu']:.1f}",
        means["tanh"] < 1.1 * means["relu"],
    )
    late = {
        name: np.minimum(own, race.budget).mean()
        for name, own in zip(race.names, race.arrived, strict=True)
    }
    claim(
        "sigmoid, well started, needs less than four times as many passes as tanh",
        f"{late['sigmoid']:.1f} and {late['tanh']:.1f}",
        1.3 * late["tanh"] < late["sigmoid"] < 4 * late["tanh"],
    )
    family = {n: late[n] for n in ("relu", "leaky-relu", "parametric-relu", "elu")}
    claim(
        "Within the family of ReLU nobody needs three times as many passes as another",
        ", ".join(f"{name} {mean:.1f}" for name, mean in family.items()),
        max(family.values()) < 3 * min(family.values()),
    )
    claim(
        "and ELU is as quick as ReLU or quicker, or not much slower: by a half at most",
        f"{family['elu']:.1f} and {family['relu']:.1f}",
        family["elu"] < 1.5 * family["relu"],
    )
