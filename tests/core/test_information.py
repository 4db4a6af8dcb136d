"""Surprise, entropy, Kullback-Leibler divergence: the sources' worked numbers, and identities."""

from math import e, log

import numpy as np
import pytest
from scipy.special import rel_entr
from scipy.stats import entropy as scipy_entropy

from dlcore import cross_entropy_of, entropy, kl_of, surprise, with_share

close = np.testing.assert_allclose
same = np.testing.assert_array_equal
P1, P2 = np.array([1 / 3, 1 / 2, 1 / 6]), np.array([1 / 4, 1 / 2, 1 / 4])


def test_entropies_of_the_source_in_every_base():
    table = {
        10: (0.4392, 0.4515, 0.4515, 0.4643),  # the third is printed as 0.456 there
        2: (1.4591, 1.5, 1.5, 1.5425),
        e: (1.0114, 1.0397, 1.0397, 1.0692),
    }
    for base, figures in table.items():
        ours = entropy(P1, base), entropy(P2, base)
        ours += cross_entropy_of(P1, P2, base), cross_entropy_of(P2, P1, base)
        close(ours, figures, atol=5e-5)
        assert ours[0] == pytest.approx(scipy_entropy(P1, base=base), rel=1e-12)
        assert kl_of(P1, P2, base) == pytest.approx(scipy_entropy(P1, P2, base=base), rel=1e-12)
    assert entropy(P1) == entropy(P1, 2)


def test_surprise():
    same(surprise(np.array([1, 0.5, 0.25])), [0, 1, 2])
    assert surprise(0.01, 10) == pytest.approx(2)
    assert surprise(0.0) == np.inf
    assert not np.signbit(surprise(1.0))


def test_cross_entropy_is_at_least_entropy():
    rng = np.random.default_rng(0)
    p, q = rng.dirichlet(np.ones(4), 50), rng.dirichlet(np.ones(4), 50)
    gap = kl_of(p, q)
    close(gap, rel_entr(p, q).sum(-1) / log(2), rtol=1e-9)
    assert (gap > 0).all()
    same(kl_of(p, p), 0)


def test_nothing_times_its_logarithm_is_nothing():
    sure, fair = np.array([1.0, 0.0]), np.array([0.5, 0.5])
    assert entropy(sure) == 0
    assert cross_entropy_of(sure, fair) == 1
    assert cross_entropy_of(fair, sure) == np.inf
    assert entropy(np.full(8, 1 / 8)) == 3  # the most there is


def test_a_share_is_taken_from_the_others_in_their_proportions():
    assert with_share((0.9, 0.3, 0.1), 0) == (0.9, 0.075, 0.025)
    assert with_share((1.0, 0.0, 0.0), 0) == (1.0, 0.0, 0.0)
    assert with_share((0.4, 0.0, 0.0), 0) == (0.4, 0.3, 0.3)
    assert with_share((7.0, 0.5), 0) == (1.0, 0.0) and with_share((-1.0, 0.5), 0) == (0.0, 1.0)
    for seed in range(20):
        p = np.random.default_rng(seed).dirichlet(np.ones(5))
        assert abs(sum(with_share(p, 3)) - 1) < 0.003
