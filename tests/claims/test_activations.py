"""What lecture 04 claims about activations and about ReLU networks that are not trained."""

import numpy as np
import pytest

from dlcore import ACTIVATIONS
from dlcore.activations import sigmoid, tanh
from dlcore.experiments import NegativeSide, SmallMoves, SumOfSigmoids, ThinNetworks
from tests.claims.words import percent
from tests.core.helpers import last


@pytest.mark.certain
def test_what_sigmoid_makes_of_a_step(claim):
    z = np.linspace(-20, 20, 401)
    a, slope = sigmoid(z)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratios = (a[:, None] - a) / (z[:, None] - z)
    claim(
        "A step comes out of sigmoid at most a quarter as long",
        f"at most {np.nanmax(ratios):.4f}, slope at most {slope.max():.2f}",
        np.nanmax(ratios) <= 0.25 and slope.max() == 0.25,
    )
    claim(
        "and one of 5, from 0, a tenth as long; at 5 the slope is 38 times below its top",
        f"{(sigmoid(5.0)[0] - 0.5) / 5:.3f}; {0.25 / sigmoid(5.0)[1]:.1f} times",
        abs((sigmoid(5.0)[0] - 0.5) / 5 - 0.099) < 0.001 and 37 < 0.25 / sigmoid(5.0)[1] < 38,
    )
    gap = np.abs(tanh(z)[0] - (2 * sigmoid(2 * z)[0] - 1)).max()
    claim("tanh z is 2 sigmoid(2z) - 1", f"{gap:.1e} apart at most", gap < 1e-14)


@pytest.mark.certain
def test_many_sigmoids(claim):
    usual, sharp = last(SumOfSigmoids()), last(SumOfSigmoids(number=150, sharpness=16.0))
    claim(
        "Thirty shifted sigmoids are a softplus, but at 0 ln 2 away from ReLU",
        f"{usual.gaps[0]:.3f} from softplus, {usual.gaps[1]:.2f} from ReLU at z = {usual.at:.1f}",
        usual.gaps[0] < 0.011 and abs(usual.gaps[1] - np.log(2)) < 0.02 and abs(usual.at) < 0.1,
    )
    claim("16 times sharper: 16 times nearer", f"{sharp.gaps[1]:.3f}", sharp.gaps[1] < 0.044)


def test_what_is_left_is_the_network(seeds, claim):
    frames = [
        last(ThinNetworks(depth=d, width=w, seed=s, x1=x, x2=-x))
        for s in seeds
        for d, w, x in ((1, 8, 0.9), (3, 16, -0.5), (6, 16, 2.0))
    ]
    gap = max(abs(f.product - f.output) / max(1, abs(f.output)) for f in frames)
    claim(
        "Without its silent units the network gives the same, to rounding",
        f"{gap:.0e} apart at most, {len(frames)} networks",
        gap < 1e-13,
    )


def test_pieces_of_the_plane(seeds, claim):
    counts = {d: [last(ThinNetworks(depth=d, seed=s)).count for s in seeds] for d in (1, 2, 3, 4)}
    claim(
        "One layer of 8 units cuts the plane into 37 pieces at most; in the picture some 20 to 35",
        f"{counts[1]}",
        max(counts[1]) <= 37 and min(counts[1]) > 12,
    )
    means = [np.mean(counts[d]) for d in counts]
    claim(
        "Each layer more makes more pieces of it",
        ", ".join(f"{mean:.0f}" for mean in means),
        all(b > 1.3 * a for a, b in zip(means, means[1:], strict=False)),
    )
    deep = [last(ThinNetworks(depth=3, width=10, seed=s)).count for s in seeds]
    wide = [last(ThinNetworks(depth=1, width=30, seed=s)).count for s in seeds]
    folded = last(ThinNetworks(depth=5, weights="folded")).count
    claim(
        "30 random units do not make 1,000 pieces of the picture; 20 units that fold make 1,024",
        f"3 x 10: {deep}, 1 x 30: {wide}; folded: {folded}",
        max(deep + wide) < 600 and folded == 1024,
    )


def test_small_moves_stay_in_the_piece(seeds, claim):
    moves = {m: last(SmallMoves(move=m, seed=seeds[0], runs=5)) for m in (0.001, 0.01, 0.1)}
    stay = [frame.now.mean() for frame in moves.values()]
    claim(
        "Moved by 0.001, 0.01, 0.1 nearly all, most, hardly any digits keep their linear piece",
        percent(stay),
        stay[0] > 0.9 and 0.5 < stay[1] < 0.9 and stay[2] < 0.15,
    )
    silent = 1 - moves[0.01].active
    claim("About half of the units are silent", percent(silent), np.all(abs(silent - 0.5) < 0.1))


@pytest.mark.certain
def test_below_zero(claim):
    near, far = (last(NegativeSide(centre=z)) for z in (-3.0, -6.0))
    out = [dict(zip(f.names, f.spread, strict=True)) for f in (near, far)]
    claim(
        "At z = -3 leaky ReLU lets less noise out than ELU, at -6 it is the other way round",
        "; ".join(f"leaky {o['leaky-relu']:.4f}, ELU {o['elu']:.4f}" for o in out),
        out[0]["leaky-relu"] < out[0]["elu"] / 3 and out[1]["elu"] < out[1]["leaky-relu"],
    )
    means = dict(zip(near.names, near.means, strict=True))
    claim(
        "Of inputs around 0 ELU has the mean output nearest to 0",
        ", ".join(f"{name} {mean:.2f}" for name, mean in means.items()),
        means["elu"] < 0.6 * min(v for name, v in means.items() if name != "elu"),
    )


def test_stacked_linear_layers_are_one(seeds, claim):
    gaps = []
    for seed in seeds:
        rng = np.random.default_rng(seed)
        x, *matrices = rng.standard_normal((4, 20, 20))
        stacked = x
        for W in matrices:
            stacked = ACTIVATIONS["linear"](stacked @ W)[0]
        once = x @ np.linalg.multi_dot(matrices)
        gaps.append(np.abs(stacked - once).max() / np.abs(once).max())
    claim("Linear layers on top of each other are one", f"{max(gaps):.0e}", max(gaps) < 1e-13)
