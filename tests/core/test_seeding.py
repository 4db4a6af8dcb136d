"""Every random number comes from an integer, and each run of a stack draws what it would alone."""

import numpy as np
import pytest

from dlcore.seeding import draw_shape, generator

same = np.testing.assert_array_equal
DRAWS = {
    "random": lambda rng, lead: rng.random((*lead, 5, 3)),
    "random in float32": lambda rng, lead: rng.random((*lead, 5, 3), np.float32),
    "normal": lambda rng, lead: rng.standard_normal((*lead, 5, 3)),
    "order": lambda rng, lead: rng.permutation(20),
}


@pytest.mark.parametrize("draw", DRAWS.values(), ids=DRAWS)
def test_run_k_draws_what_its_seed_alone_would_draw(draw):
    together = generator([3, 1, 4], stream=7)
    alone = [generator(seed, stream=7) for seed in (3, 1, 4)]
    for _ in range(2):
        same(draw(together, (3,)), np.stack([draw(rng, ()) for rng in alone]))


def test_seeds_and_streams_share_no_numbers():
    kinds = [generator(seed, stream).random(4) for seed in (0, 1, 2) for stream in (0, 1, 2)]
    assert len(np.unique(np.concatenate(kinds))) == 36


def test_a_generator_is_returned_as_it_is():
    for rng in (generator(0), generator([0, 1])):
        assert generator(rng, stream=9) is rng


def test_runs_draw_their_own_numbers_for_shared_examples():
    x, own = np.zeros((8, 6)), np.zeros((3, 8, 6))
    assert draw_shape(generator(0), x) == (8, 6)
    assert draw_shape(generator([0, 1, 2]), x) == (3, 8, 6)
    assert draw_shape(generator([0, 1, 2]), own) == (3, 8, 6)
