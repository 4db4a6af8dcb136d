"""What lecture 05 claims about colours that cannot be known."""

import numpy as np
import pytest

from dlcore.experiments import GreyColours
from tests.claims.ends import last


def ends(seeds, **knobs):
    """The last frame of each seed."""
    return [last(GreyColours(seed=s, updates=250, **knobs)) for s in seeds]


def strengths(frames):
    """Means over the frames."""
    return {name: np.mean([f.strengths[name] for f in frames]) for name in frames[0].strengths}


@pytest.fixture(scope="module")
def rare(seeds):
    """One in five is orange, without and with weights."""
    return [ends(seeds, mix=0.2, balance=balance) for balance in (0.0, 1.0)]


def test_squares_answer_grey(seeds, claim):
    half, some = ends(seeds), ends(seeds, mix=0.7)
    grey, pale = strengths(half), strengths(some)
    claim(
        "Half orange, half blue, of strength .75: squared error answers (nearly) grey",
        f"{grey['squared error']:.2f}",
        grey["squared error"] < 0.2,
    )
    claim(
        "with 70 % orange something pale",
        f"{pale['squared error']:.2f}",
        0.15 < pale["squared error"] < 0.45,
    )
    mass = max(f.grey for f in half)
    claim(
        "Classes answer full colours, and give grey no probability",
        f"strength {grey['most likely class']:.3f}, grey at most {mass:.1e}",
        abs(grey["most likely class"] - 0.75) < 0.02 and mass < 0.01,
    )


def test_weights_bring_the_rare_colour_back(rare, claim):
    plain, weighted = (np.mean([f.orange for f in frames]) for frames in rare)
    claim(
        "One in five is orange: classes give it about a fifth, with full weights about a half",
        f"{plain:.2f} and {weighted:.2f}",
        0.12 < plain < 0.28 and 0.4 < weighted < 0.6,
    )
