"""What lecture 13 claims about remedies."""

import numpy as np
import pytest

from dlcore.experiments import AugmentedDigit, NoiseOrL2, Remedies, Training
from dlcore.experiments.overfitting.remedies import CONTESTS
from tests.claims.ends import last
from tests.claims.words import percent
from widgets import augmented_training

NAMES, ROWS = CONTESTS["remedies"], CONTESTS["table 9"]


def gains_of(frame):
    """{remedy: points gained, mean over the seeds}."""
    return dict(zip(frame.names, frame.gains.mean(-1).tolist(), strict=True))


def said(gains):
    return ", ".join(f"{name} {gain:+.1f}" for name, gain in gains.items())


@pytest.fixture(scope="module")
def ill(fresh):
    both = (gains_of(last(Remedies(contest=name, **fresh))) for name in ("remedies", "table 9"))
    return {name: gain for gains in both for name, gain in gains.items()}


def test_each_remedy_gains_where_a_fifth_of_the_labels_is_random(ill, claim):
    gains = {name: ill[name] for name in NAMES[1:]}
    claim(
        "With a fifth of the labels random eight remedies of eleven gain four points and more",
        said(gains),
        sum(gain > 4 for gain in gains.values()) >= 8,
    )
    single = {name: gain for name, gain in gains.items() if "+" not in name}
    claim(
        "and of the single ones none gains much more than noise on the inputs",
        said(single),
        single["input noise"] > max(single.values()) - 2,
    )


def test_with_true_labels_none_gains_much(fresh, claim):
    gains = gains_of(last(Remedies(label_noise=0.0, **fresh)))
    claim(
        "With true labels none of the eleven gains a point and a half, and several cost as much",
        said(gains),
        max(gains.values()) < 1.5 and sum(gain < -1.5 for gain in gains.values()) >= 2,
    )


def test_table_nine(ill, claim):
    rows = {name: ill[name] for name in ROWS}
    claim(
        "Of table 9: dropout with L2 gains more than max-norm, and at least about as much as L2",
        said(rows),
        rows["drop + L2"] > max(rows["L2"] - 1, rows["max-norm"] + 1),
    )
    claim(
        "but max-norm, as strong as here, gains less than L2, the other way round",
        f"{rows['max-norm']:+.1f} and {rows['L2']:+.1f}",
        rows["max-norm"] < rows["L2"],
    )
    alone, both = rows["sigmoid + KL"], rows["sigmoid + L2 + KL"]
    claim(
        "KL-sparsity does not harm sigmoid units; together with L2 of this strength it does",
        f"sigmoid {rows['sigmoid']:+.1f}, with KL {alone:+.1f}, with L2 and KL {both:+.1f}",
        alone > rows["sigmoid"] - 1 and both < alone - 3,
    )


def test_mirror_images_of_digits_harm(fresh, claim):
    knobs = {k: v for k, v in augmented_training.knobs.items() if k not in fresh}
    gains = gains_of(last(Remedies(**knobs, **fresh)))
    claim(
        "500 images of MNIST gain up to two points by shifts, and by turning, slanting and zooming",
        said(gains),
        0 < min(gains["shift"], gains["turn and zoom"]) and max(gains.values()) < 4,
    )
    claim(
        "Mirror images cost more than two points",
        f"{gains['mirror']:+.1f}",
        gains["mirror"] < -2,
    )


def test_few_pixels_are_enough_to_mislead_a_network_that_saw_none(seeds, claim):
    read = [
        np.mean([last(AugmentedDigit(index=i, seed=s)).read for i in range(40)]) for s in seeds[:3]
    ]
    still = np.mean(
        [last(AugmentedDigit(index=i, shift=0.0, seed=seeds[0])).read for i in range(40)]
    )
    claim(
        "Shifted by up to two pixels, far more images are read wrongly",
        f"on average {np.mean(read):.1f} of 23 variants read, {still:.1f} if they stay",
        np.mean(read) < 0.9 * still,
    )


def test_noise_on_the_inputs_is_ridge(seeds, claim):
    for sigma, n in ((0.5, 100), (1.0, 100), (0.5, 200)):
        nearest = [last(NoiseOrL2(sigma=sigma, examples=n, seed=s)).nearest for s in seeds]
        wanted = n * sigma**2
        claim(
            f"For a linear fit, noise of {sigma} on {n} examples is ridge with λ = {wanted:g}",
            f"nearest: {min(nearest):.3g} to {max(nearest):.3g}",
            all(0.85 < value / wanted < 1.15 for value in nearest),
        )
    gap = max(last(NoiseOrL2(strength=25.0, seed=s)).gap for s in seeds)
    claim("Their coefficients agree to two digits", f"{gap:.4f} apart at most", gap < 0.01)


def test_weights_that_may_not_be_negative(seeds, claim):
    about = dict(data="mnist10k", examples=2000, depth=1, width=24, optimizer="adam", batch=50)
    about |= dict(lr=0.003, epochs=6, seed=seeds[0], runs=5)
    shares, zeros = {}, {}
    for name in ("none", "non-negative"):
        frame = last(Training(constraint=name, **about))
        shares[name], zeros[name] = frame.test[:, -1].mean(), frame.inside.zeros[0].mean()
    claim(
        "Where weights must not be negative, between a quarter and nine tenths end at 0",
        f"{percent(zeros['non-negative'])} of the first layer, {percent(zeros['none'])} without",
        0.25 < zeros["non-negative"] < 0.9 and zeros["none"] < 0.25,
    )
    claim(
        "and the test is some points worse",
        f"{percent(shares['non-negative'])} right, {percent(shares['none'])} without",
        shares["none"] - 0.2 < shares["non-negative"] < shares["none"] - 0.005,
    )


def test_one_remedy_wins_eight_points(fresh, claim):
    about = dict(examples=400, label_noise=0.2, depth=1, width=100, optimizer="adam", lr=0.005)
    about |= dict(batch=50, epochs=60) | fresh
    plain, noise = (last(Training(noise=s, **about)).test[:, -1].mean() for s in (0.0, 0.5))
    claim(
        "The mission: input noise of 0.5 alone brings about nine digits in ten",
        f"{percent(plain)} without, {percent(noise)} with it",
        noise > 0.88 and noise > plain + 0.04,
    )
