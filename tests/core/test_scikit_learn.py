"""The same networks in scikit-learn: loss, gradient and whole trajectories from equal starts."""

import warnings
from itertools import islice

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier, MLPRegressor

from dlcore import OPTIMIZERS, Activation, Dense, Net, Objective, descend

close = np.testing.assert_allclose
SIZES = 5, 7, 6  # inputs and hidden units
NAMES = {"logistic": "sigmoid", "tanh": "tanh", "relu": "relu", "identity": "linear"}
N = 40


def our_net(activation, n_out):
    layers = []
    for n_in, n in zip(SIZES, SIZES[1:], strict=False):
        layers += [Dense(n_in, n), Activation(NAMES[activation])]
    return Net((*layers, Dense(SIZES[-1], n_out)))


def theirs(kind, x, y, **options):
    """A network of scikit-learn with its first weights, before any step, and an `epoch` of it."""
    model = kind(
        hidden_layer_sizes=SIZES[1:],
        shuffle=False,
        random_state=0,
        learning_rate_init=0.05,
        **options,
    )
    extra = {"classes": np.unique(y)} if kind is MLPClassifier else {}

    def epoch():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model.partial_fit(x, y, **extra)
        return flat(model)

    epoch()  # draws the weights, and makes one step from them
    del model._optimizer  # with a memory of that step, which is forgotten here
    return model, epoch


def flat(model):
    """Weights and biases of scikit-learn's network in the order of theta."""
    pairs = zip(model.coefs_, model.intercepts_, strict=True)
    return np.concatenate([part.ravel() for pair in pairs for part in pair])


def classes(n):
    rng = np.random.default_rng(0)
    labels = np.arange(N) % n
    return rng.standard_normal((N, SIZES[0])) + labels[:, None], labels


def targets(labels, n):
    return np.eye(n)[labels] if n > 2 else labels[:, None].astype(float)


RULES = {
    "gradient-descent": dict(solver="sgd", momentum=0.0),
    "momentum": dict(solver="sgd", momentum=0.9, nesterovs_momentum=False),
    "nesterov": dict(solver="sgd", momentum=0.9, nesterovs_momentum=True),
    "adam": dict(solver="adam", epsilon=1e-16),  # theirs stands before the correction, ours behind
}


def our_rule(name):
    return OPTIMIZERS[name](eps=1e-16) if name == "adam" else OPTIMIZERS[name]()


@pytest.mark.parametrize("n", [2, 4], ids=["two classes", "four classes"])
@pytest.mark.parametrize("activation", NAMES)
@pytest.mark.parametrize("rule", RULES)
def test_classifier(rule, activation, n):
    """15 steps with L2: weights, and the loss before each step."""
    x, labels = classes(n)
    model, epoch = theirs(
        MLPClassifier, x, labels, activation=activation, alpha=0.3, batch_size=N, **RULES[rule]
    )
    loss = "cross-entropy" if n > 2 else "binary-cross-entropy"
    net = our_net(activation, n if n > 2 else 1)
    f = Objective(net, loss, x, targets(labels, n), penalties={"l2": 0.3 / N})
    for step in islice(descend(f, flat(model), our_rule(rule), 0.05), 15):
        close(step.theta, flat(model), rtol=1e-5, atol=1e-7)
        epoch()
        close(step.value, model.loss_, rtol=1e-6)


@pytest.mark.parametrize("rule", RULES)
def test_mini_batches(rule):
    """Three epochs of four mini-batches, in order."""
    x, labels = classes(3)
    model, epoch = theirs(MLPClassifier, x, labels, batch_size=10, alpha=0.0, **RULES[rule])
    f = Objective(our_net("relu", 3), "cross-entropy", x, targets(labels, 3))
    f.rows = (np.arange(at, at + 10) for _ in range(3) for at in range(0, N, 10))
    walk = descend(f, flat(model), our_rule(rule), 0.05)
    thetas = [step.theta for step in islice(walk, 12)]
    for k in range(3):
        close(thetas[4 * k], flat(model), rtol=1e-5, atol=1e-7)
        epoch()


@pytest.mark.parametrize("activation", NAMES)
def test_regressor(activation):
    x, labels = classes(4)
    model, epoch = theirs(
        MLPRegressor,
        x,
        labels.astype(float),
        activation=activation,
        alpha=0.0,
        batch_size=N,
        **RULES["adam"],
    )
    f = Objective(our_net(activation, 1), "mse", x, labels[:, None].astype(float))
    for step in islice(descend(f, flat(model), our_rule("adam"), 0.05), 15):
        close(step.theta, flat(model), rtol=1e-5, atol=1e-7)
        epoch()
        close(step.value, model.loss_, rtol=1e-6)


@pytest.mark.parametrize("n", [2, 4])
def test_gradient(n):
    """scikit-learn's own backpropagation, called directly."""
    x, labels = classes(n)
    model, _ = theirs(MLPClassifier, x, labels, activation="tanh", alpha=0.0, batch_size=N)
    y, spaces = targets(labels, n), [[None] * 3 for _ in range(3)]
    value, dW, db = model._backprop(x, y, None, [x, None, None, None], *spaces)
    grad = np.concatenate([g.ravel() for pair in zip(dW, db, strict=True) for g in pair])
    loss = "cross-entropy" if n > 2 else "binary-cross-entropy"
    ours = Objective(our_net("tanh", y.shape[1]), loss, x, y)(flat(model))
    close(ours[0], value, rtol=1e-12)
    close(ours[1], grad, rtol=1e-9, atol=1e-14)
