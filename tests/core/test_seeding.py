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
    "by name": lambda rng, lead: rng.random(size=(*lead, 5)),
    "normal with a width": lambda rng, lead: rng.normal(0, 0.1, (*lead, 5, 3)),
    "uniform": lambda rng, lead: rng.uniform(-1, 1, size=(*lead, 5, 3)),
    "integers": lambda rng, lead: rng.integers(0, 9, [*lead, 5]),
    "choice": lambda rng, lead: rng.choice([-1, 1], (*lead, 5)),
    "without replacement": lambda rng, lead: rng.choice(9, size=(*lead, 5), replace=False),
    "vectors": lambda rng, lead: rng.multivariate_normal([0, 1], np.eye(2), (*lead, 5)),
    "one number": lambda rng, lead: rng.exponential(),
    "a row": lambda rng, lead: rng.normal(size=4),
    "part in another order": lambda rng, lead: rng.permutation(np.ones((*lead, 1)) * range(9)),
    "parts shuffled": lambda rng, lead: rng.permuted(np.ones((*lead, 9)) * range(9), axis=-1),
}


@pytest.mark.parametrize("draw", DRAWS.values(), ids=DRAWS)
def test_run_k_draws_what_its_seed_alone_would_draw(draw):
    together = generator([3, 1, 4], stream=7)
    alone = [generator(seed, stream=7) for seed in (3, 1, 4)]
    for _ in range(2):
        same(draw(together, (3,)), np.stack([draw(rng, ()) for rng in alone]))


def test_streams_have_all_that_a_generator_has():
    streams = generator([3, 1])
    for name in dir(np.random.Generator):
        assert name.startswith("_") or hasattr(streams, name)
    with pytest.raises(AttributeError):
        streams.no_such_thing()
    with pytest.raises(ValueError, match=r"size must be \(2, ...\), one part for each run, not"):
        streams.normal(0, 1, (3, 5))
    rows = np.ones((2, 9)) * range(9)
    streams.shuffle(rows)
    assert (rows != range(9)).any() and (np.sort(rows) == range(9)).all()


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
