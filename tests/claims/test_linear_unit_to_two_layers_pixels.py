"""What lecture 03 claims about networks that do not know what an image is."""

import numpy as np
import pytest

from dlcore.experiments import MovedDigit, Permuted
from tests.claims.ends import last
from tests.claims.words import percent


def test_scrambled_pixels_change_nothing(seeds, claim):
    ends = [last(Permuted(order=s % 100, seed=s % 100)) for s in seeds]
    right, apart = np.array([f.right[:, -1] for f in ends]), [f.apart for f in ends]
    claim(
        "One order of the pixels or another: the means are within a point of each other",
        f"{percent(right.mean(0))}; points apart {', '.join(f'{a:+.1f}' for a in apart)}",
        abs(np.mean(apart)) < 1 and max(map(abs, apart)) < 2.5,
    )


@pytest.mark.parametrize("width", [0, 20])
def test_with_the_start_scrambled_too_nothing_is_left(seeds, claim, width):
    knobs = dict(data="digits", same=True, width=width, epochs=10)
    ends = [last(Permuted(order=s % 100, seed=s % 100, **knobs)) for s in seeds]
    gap = max(frame.gap for frame in ends)
    claim(
        f"Start scrambled, too: {width or 'no'} hidden units, the weights are equal to rounding",
        f"largest difference {gap:.0e}, double precision",
        gap < 1e-11,
    )


@pytest.fixture(scope="module")
def readers(seeds):
    return [last(MovedDigit(seed=s % 100)) for s in seeds]


def test_moved_digits_are_not_read(readers, seeds, claim):
    curves = np.array([frame.right for frame in readers])
    still, one, two, *_, six = curves.mean(0)
    claim(
        "Two layers read nine test digits in ten, moved by 2 pixels between 40 and 75 %",
        f"{percent(curves.mean(0))} at 0 to 6 pixels",
        still > 0.88 and 0.4 < two < 0.75,
    )
    claim(
        "Moved by 6 pixels they guess: less than 20 %",
        percent(curves[:, -1]),
        curves[:, -1].max() < 0.2,
    )
    turned = [last(MovedDigit(seed=s % 100, way="turn")) for s in seeds]
    ways = list(turned[0].ways)
    at = np.array([[f.right[ways.index(a)] for a in (0, 45, 90)] for f in turned]).mean(0)
    claim(
        "Turned by 45 degrees less than half of them are read",
        f"{percent(at)} at 0, 45 and 90 degrees",
        at[1] < 0.5 and at[2] < 0.3,
    )


def test_who_has_seen_moved_digits_reads_them(readers, seeds, claim):
    moved = [last(MovedDigit(seed=s % 100, network="two layers, moved images")) for s in seeds[:2]]
    learned, usual = (np.mean([f.right[3] for f in part]) for part in (moved, readers))
    claim(
        "Trained on digits moved by up to 3 pixels it reads those moved by 3 twice as often",
        f"{percent(learned)} against {percent(usual)}",
        learned > 2 * usual,
    )
