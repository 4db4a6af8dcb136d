"""What lecture 13 claims about memorizing, stopping, and more data."""

import numpy as np
import pytest

from dlcore.experiments import Cases, Islands, Memorizing, MoreData, Patience
from tests.claims.ends import last
from tests.claims.words import percent


def said(points):
    return ", ".join(f"{gain:+.1f}" for gain in np.atleast_1d(points))


def test_the_loss_rises_and_the_accuracy_does_not_fall(fresh, claim):
    frame = last(Memorizing(**fresh))
    own, other = frame.right[..., -1].mean(-1)
    claim(
        "500 images with true labels are learned by heart; most new ones are right, too",
        f"training {percent(own)}, validation {percent(other)}",
        own > 0.995 and 0.75 < other < 0.95,
    )
    claim(
        "The validation loss rises by a tenth and more from its lowest value",
        f"{frame.rise:.2f} times, lowest at epoch {frame.lowest}",
        frame.rise > 1.1,
    )
    claim(
        "and the validation accuracy does not fall meanwhile",
        f"points since then: {said(frame.gain)}",
        frame.gain.mean() > -0.5,
    )


def test_with_random_labels_both_part(fresh, claim):
    frame = last(Memorizing(label_noise=0.2, **fresh))
    claim(
        "With a fifth of the labels random the validation accuracy falls, too",
        f"points since the loss was lowest: {said(frame.gain)}",
        frame.gain.mean() < -1,
    )
    wild = last(Memorizing(label_noise=1.0, epochs=30, **fresh)).right[..., -1].mean(-1)
    claim(
        "Labels that are all random are learned by heart as well; new images are guesswork",
        f"training {percent(wild[0])}, validation {percent(wild[1])}",
        wild[0] > 0.98 and wild[1] < 0.2,
    )


def test_l2_gives_up_single_points(seeds, claim):
    plain, held = (np.array([rights(l2, s) for s in seeds]) for l2 in (0.0, 0.01))
    claim(
        "A large network knows nearly all points of the plane by heart, strange ones included",
        f"{percent(plain[:, 0].mean())} of the training points right",
        plain[:, 0].mean() > 0.95,
    )
    claim(
        "With L2 it gives some up and knows more of the new ones",
        f"training {percent(held[:, 0].mean())}, new points {percent(plain[:, 1].mean())} without "
        f"and {percent(held[:, 1].mean())} with L2",
        held[:, 0].mean() < plain[:, 0].mean() - 0.03
        and held[:, 1].mean() > plain[:, 1].mean() + 0.03,
    )


def rights(l2, seed):
    """Shares right of training and new points."""
    frame = last(Islands(l2=l2, seed=seed))
    return frame.train[-1], frame.test[-1]


@pytest.fixture(scope="module")
def noisy(seeds):
    return [last(Patience(seed=s)) for s in seeds]


def share_of(frames, epoch):
    """Test accuracy with the weights of an epoch that each frame knows, mean."""
    return np.mean([frame.right[2, getattr(frame, epoch)] for frame in frames])


def test_patience_0_stops_at_the_first_bump(noisy, claim):
    stops, lowest = ([getattr(frame, name) for frame in noisy] for name in ("stop", "lowest"))
    claim(
        "Patience 0 stops long before the validation loss is lowest, with 20 % random labels",
        f"at epochs {stops}, lowest at {lowest}",
        np.mean(stops) < np.mean(lowest) - 8,
    )
    early, end = share_of(noisy, "best"), share_of(noisy, "t")
    claim(
        "and the test accuracy is better there than at the end",
        f"{percent(early)} and {percent(end)}",
        early > end + 0.01,
    )


def test_with_true_labels_stopping_early_gains_nothing(seeds, claim):
    clean = [last(Patience(seed=s, label_noise=0.0)) for s in seeds]
    early, end = share_of(clean, "best"), share_of(clean, "t")
    claim(
        "With true labels the weights that patience 0 keeps are not better than those of the end",
        f"{percent(early)} and {percent(end)}",
        early < end + 0.005,
    )


def test_input_noise_makes_stopping_useless(seeds, claim):
    cured = [last(Patience(seed=s, patience=10, noise=0.5)) for s in seeds]
    early, end = share_of(cured, "best"), share_of(cured, "t")
    claim(
        "With input noise of 0.5 stopping with patience 10 gains less than a point and a half",
        f"{percent(early)} and {percent(end)} at the end",
        early < end + 0.015,
    )


def test_more_data_helps_networks_that_are_large_enough(fresh, claim):
    frame = last(MoreData(**fresh))
    small, _, large = frame.errors.mean(-1)
    claim(
        "100 hidden units: with 800 digits the error is less than half of what it is with 50",
        f"wrong: {percent(large)}",
        large[0] > 2 * large[-1],
    )
    claim(
        "4 hidden units are worse with any number of digits, with 800 by ten points and more",
        f"wrong: {percent(small)}",
        (small > large).all() and small[-1] > large[-1] + 0.1,
    )


def test_the_six_runs_show_what_ails_them(fresh, claim):
    """By the shares right at the end, of training and validation digits."""
    ends = [last(Cases(case=n, **fresh)) for n in range(1, 7)]
    own, other = np.array([frame.right[..., -1].mean(-1) for frame in ends]).T
    claim(
        "Two of the six runs are fine, though one of them knows all of its training digits",
        f"validation right {percent(other)}",
        min(other[0], other[5]) > 0.85 and own[0] > 0.99 and max(other[1:5]) < other[0] - 0.05,
    )
    claim(
        "One has not learned yet, one is too small: neither knows its training digits",
        f"training right {percent(own)}",
        own[2] < 0.9 and own[3] < 0.75,
    )
    keys = [[finding.key for finding in frame.findings] for frame in ends]
    claim(
        "The run with some wrong labels and the one whose labels mean nothing both overfit",
        f"found: {keys}",
        keys[1] == keys[4] == ["overfit"] and other[4] < 0.2,
    )
