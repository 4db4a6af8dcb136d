"""Gradient check by dot products, examples of layers and of data, ends of experiments, repeats."""

from dataclasses import MISSING, fields
from itertools import islice

import numpy as np

from dlcore import Activation, BatchNorm, Dense, Net, Objective, descend

# what a layer's fields without default are filled with: 6 inputs, small everything
FILL = {
    "n": 6,
    "n_in": 6,
    "n_out": 4,
    "name": "tanh",
    "shape": (6,),
    "window": (2,),
    "layers": (Dense(6, 5), Activation("tanh"), Dense(5, 6)),
}

SOURCE_3 = Net(  # the network whose parameters source 3 counts
    (
        BatchNorm(784),
        Dense(784, 300),
        BatchNorm(300),
        Activation("elu"),
        Dense(300, 100),
        BatchNorm(100),
        Activation("elu"),
        Dense(100, 10),
    )
)


def example_of(kind):
    """A layer of this class for 6 inputs."""
    return kind(**{f.name: FILL[f.name] for f in fields(kind) if f.default is MISSING})


def started(layer, seed=0):
    """First parameters of one layer, in float64."""
    net = Net((layer,))
    return net.views(net.init(seed, float))[0]


def gradient_error(f, x, seed=0, h=1e-6):
    """Largest relative difference of <gradient, v> and (f(x + h v) - f(x - h v)) / 2h.

    f: x -> (number, gradient of the shape of x), in float64; v: three random directions. The
    difference itself is good to about 1e-10, hence the floor for slopes near 0.
    """
    rng, errors = np.random.default_rng(seed), []
    for _ in range(3):
        v = rng.standard_normal(x.shape)
        numeric = (f(x + h * v)[0] - f(x - h * v)[0]) / (2 * h)
        exact = (f(x)[1] * v).sum()
        errors.append(abs(numeric - exact) / (abs(numeric) + abs(exact) + 1e-3))
    return max(errors)


def one_hot_rows(rng, B, C):
    """B random rows with a single 1."""
    return np.eye(C)[rng.integers(C, size=B)]


def normal(*shape, seed=0):
    """Normal random numbers."""
    return np.random.default_rng(seed).standard_normal(shape)


def labelled(seed=0, N=40, n=6, C=3):
    """x (N, n) and one-hot y (N, C)."""
    rng = np.random.default_rng(seed)
    return rng.standard_normal((N, n)), one_hot_rows(rng, N, C)


def last(experiment):
    """The last frame of an experiment."""
    *_, frame = experiment.frames()
    return frame


def objective(net, loss="cross-entropy", **options):
    """The loss of a network on `labelled` data."""
    return Objective(net, loss, *labelled(), **options)


def at_step(steps, f, theta, *args, **options):
    """The step with this number."""
    return next(islice(descend(f, theta, *args, **options), steps, None))


def assert_it_repeats(experiment):
    """Two runs make the same frames, and a frame stays what it was when later ones are made."""
    frames = list(experiment.frames())
    said = [(frame.summary, frame.table, frame.digest) for frame in frames]
    for frame, (summary, table, digest) in zip(experiment.frames(), said, strict=True):
        assert frame.summary == summary and frame.table == table
        np.testing.assert_array_equal(frame.digest, digest)
    assert [frame.summary for frame in frames] == [summary for summary, *_ in said]
