"""Layers, losses, penalties, constraints and data of Keras 3, done as its documentation says."""

import numpy as np

import dlcore
from dlcore import INITIALIZERS, PENALTIES, layers, softmax
from tests.notebooks.keras import twin

RNG = np.random.default_rng(0)
X = RNG.standard_normal((60, 100))
SCORES, WANTED = RNG.standard_normal((60, 4)), np.eye(4)[RNG.integers(4, size=60)]


def only(ours, kind):
    """The one piece of this kind."""
    [found] = [one for one in ours if isinstance(one, kind)]
    return found


# ---- layers


@twin("Dense")
def dense(args, about, ours):
    """As many units, the activation, first weights of this kind; biases 0."""
    layer = only(ours, layers.Dense)
    assert layer.n_out == args[0]
    if bend := about.get("activation"):
        soft = bend == "softmax" and (softmax in ours or layers.Softmax() in ours)
        assert soft or layers.Activation(bend) in ours
    begin(about.get("kernel_initializer", "no matter which"), layer)


def begin(name, layer):
    """First weights: variance (there he_normal ends at two deviations), limits, or lengths."""
    W = INITIALIZERS[layer.init](np.random.default_rng(0), (layer.n_in, layer.n_out))
    fans = layer.n_in + layer.n_out
    if name == "he_normal":
        assert np.isclose(W.var() * layer.n_in, 2, rtol=0.1 if W.size > 900 else 0.25)
    elif name == "glorot_uniform":
        most = np.sqrt(6 / fans)
        assert 0.95 * most < np.abs(W).max() <= most and np.isclose(W.var(), 2 / fans, rtol=0.1)
    elif name == "orthogonal":
        np.testing.assert_allclose(W.T @ W, np.eye(layer.n_out), atol=1e-9)
    assert not dlcore.Net((layer,)).views(dlcore.Net((layer,)).init(0))[0]["b"].any()


@twin("Maximum")
def maximum(args, about, ours):
    """The larger of dense layers side by side."""
    layer = only(ours, layers.Maxout)
    x = RNG.standard_normal((7, layer.n_in))
    p = {"W": RNG.standard_normal((2, layer.n_in, layer.n_out)), "b": np.ones((2, 1, layer.n_out))}
    both = [x @ W + b for W, b in zip(p["W"], p["b"], strict=True)]
    np.testing.assert_allclose(layer.forward(p, x)[0], np.maximum(*both))
    assert layer.k == 2


@twin("MaxPooling2D")
def pooling(args, about, ours):
    """The largest of each window, without overlap."""
    [layer], (a, b) = ours, args[0]
    x = RNG.standard_normal((5, 28, 28))
    windows = x.reshape(5, 28 // a, a, 28 // b, b).max((2, 4))
    np.testing.assert_array_equal(layer.forward({}, x.reshape(5, -1))[0], windows.reshape(5, -1))


@twin("LeakyReLU")
def leaky(args, about, ours):
    """ours: value and slope at -1."""
    assert np.allclose(ours[0], (-about["negative_slope"], about["negative_slope"]))


@twin("ELU")
def elu(args, about, ours):
    """ours: value and slope at -1."""
    a = about["alpha"]
    assert np.allclose(ours[0], (a * (np.exp(-1) - 1), a * np.exp(-1)))


@twin("PReLU", told="begins with slopes of 0")
def parametric(args, about, ours):
    """A slope for each unit."""
    assert ours[0].shapes == {"slope": (1, ours[0].n)} and ours[0].n > 1


START = dict(gamma=1.0, beta=0.0, mean=0.0, var=1.0)


@twin("BatchNormalization")
def batch_norm(args, about, ours):
    """By the batch in training, else by what was tracked with this momentum."""
    p = {name: np.full((1, 100), first) for name, first in START.items()}
    mean, variance = X.mean(0), X.var(0)
    y, backward = ours[0].forward(p, X, np.random.default_rng(0))
    np.testing.assert_allclose(y, (X - mean) / np.sqrt(variance + about["epsilon"]))
    steps, share = backward(np.zeros_like(y))[1], 1 - about["momentum"]  # old minus new
    np.testing.assert_allclose(p["mean"] - steps["mean"], share * mean[None])
    np.testing.assert_allclose(p["var"] - steps["var"], 1 - share + share * variance[None])


@twin("LayerNormalization")
def layer_norm(args, about, ours):
    """Each example by its own mean and variance."""
    p = {name: np.full((1, 100), START[name]) for name in ("gamma", "beta")}
    mean, variance = X.mean(1, keepdims=True), X.var(1, keepdims=True)
    there = (X - mean) / np.sqrt(variance + about["epsilon"])
    np.testing.assert_allclose(ours[0].forward(p, X)[0], there)


@twin("Dropout")
def dropout(args, about, ours):
    """0, or divided by what is kept; nothing in prediction."""
    rate = about.get("rate", *args)
    layer, x = only(ours, layers.Dropout), np.ones((400, 100))
    y = layer.forward({}, x, np.random.default_rng(0))[0]
    assert {*np.unique(y)} == {0, 1 / (1 - rate)} and abs((y == 0).mean() - rate) < 0.01
    assert layer.forward({}, x)[0] is x or (layer.forward({}, x)[0] == x).all()


@twin("GaussianNoise")
def noise(args, about, ours):
    """Of this standard deviation, in training."""
    y = ours[0].forward({}, X, np.random.default_rng(0))[0]
    assert abs((y - X).std() - args[0]) < 0.02 and (ours[0].forward({}, X)[0] == X).all()


# ---- losses (from_logits: they take scores)


def loss(name, there, told=""):
    """Hold a loss to its formula, (scores, shares, wanted) -> value; both for 60 examples."""

    def test(args, about, ours):
        here = ours[0](SCORES, WANTED)[0]
        np.testing.assert_allclose(here, there(SCORES, softmax(SCORES), WANTED))

    twin(name, told=told)(test)


def cosine(z, p, y):
    """-cos there."""
    return 1 - ((z * y).sum(1) / np.linalg.norm(z, axis=1)).mean()


def yes_or_no(z, p, y):
    """A mean over the outputs there, a sum here."""
    a = 1 / (1 + np.exp(-z))
    return 4 * -(y * np.log(a) + (1 - y) * np.log(1 - a)).mean()


MEANS = "`MeanAbsoluteError` and `BinaryCrossentropy` are means over the outputs"
loss("CategoricalCrossentropy", lambda z, p, y: -(y * np.log(p)).sum(1).mean())
loss("KLDivergence", lambda z, p, y: -(y * np.log(p)).sum(1).mean(), "takes probabilities")
loss("MeanAbsoluteError", lambda z, p, y: 4 * np.abs(z - y).mean(), MEANS)
loss("BinaryCrossentropy", yes_or_no, MEANS)
loss("CosineSimilarity", cosine, "`CosineSimilarity` is −cos, ours 1 − cos")


# ---- penalties, constraints


@twin("L2", "L1")
def penalty(args, about, ours):
    """The sum of squares, or of sizes, without a factor 1/2."""
    [(name, strength)] = only(ours, dict)["penalties"].items()
    expected = dict(l2=(X**2).sum(1), l1=np.abs(X).sum(1))[name]
    np.testing.assert_allclose(strength * PENALTIES[name](X)[0], args[0] * expected)


def limit(name, there):
    """Hold a constraint to its formula, (W, *values) -> W."""

    def test(args, about, ours):
        constraint = next(one for one in ours if callable(one))
        about = next((one for one in ours if isinstance(one, dict)), {})
        np.testing.assert_allclose(constraint(X, **about), there(X, *args))

    twin(name)(test)


def lengths(W):
    """Of the weights into each unit: along axis 0."""
    return np.linalg.norm(W, axis=0)


limit("MaxNorm", lambda W, most: W * np.minimum(1, most / lengths(W)))
limit("UnitNorm", lambda W: W / lengths(W))
limit("NonNeg", lambda W: np.maximum(W, 0))


# ---- data


@twin("RandomFlip")
def flip(args, about, ours):
    """Half of the images, left to right."""
    images = RNG.uniform(size=(400, 64))
    found = ours[0](np.random.default_rng(0), images).reshape(-1, 8, 8)
    turned = (found == images.reshape(-1, 8, 8)[:, :, ::-1]).all((1, 2))
    assert args == ["horizontal"] and 0.4 < turned.mean() < 0.6
    assert (found[~turned] == images.reshape(-1, 8, 8)[~turned]).all()


@twin("Input", "Flatten")
def flat(args, about, ours):
    """Images and rows of pixels."""
    rows, images = ours
    assert images.shape[1:] == (28, 28) and (images[3].ravel() == rows[3]).all()


@twin("to_categorical")
def categorical(args, about, ours):
    """Rows with a one."""
    assert (ours[0] == np.eye(about["num_classes"])[args[0]]).all()


@twin("Normalization", "adapt")
def normalized(args, about, ours):
    """By mean and deviation of what it was adapted to: the training part."""
    raw, spread = dlcore.DATASETS["digits"](), dlcore.DATASETS["digits"]().x.std(0)
    for before, after in ((raw.x, ours[0].x), (raw.x_test, ours[0].x_test)):
        there = (before - raw.x.mean(0)) / np.where(spread > 0, spread, np.inf)
        np.testing.assert_allclose(after, there, atol=1e-3)


@twin("fit")
def fit(args, about, ours):
    """The share that is kept back; the updates of an epoch."""
    if share := about.get("validation_split"):
        whole = len(ours[0].x) + len(ours[0].x_test)
        assert len(ours[0].x_test) == round(share * whole)
    elif batch := about.get("batch_size"):
        assert {"batch": batch} in ours and ours[1] == np.ceil(8000 / batch)
    else:
        assert ours == [True] and about["steps_per_epoch"] == np.ceil(8000 / 32)
