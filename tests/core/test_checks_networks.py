"""Networks, their training and what is asked of them: nonsense is refused by name."""

# ruff: noqa: F403, F405  every public name is in the table
from functools import partial

import numpy as np
import pytest

from dlcore import *
from tests.core.nonsense import *


def observed_twice(value):
    """At first two runs, then others."""
    stop = EarlyStopping()
    stop.observe([1.0, 2.0], np.ones((2, 3)))
    return stop.observe(value, np.ones((*np.shape(value), 3)))


# {public name: {argument: calls with nonsense}}
TABLE = {
    "Activation": dict(
        name=refused(Activation, "rely", None, 3, np.tanh),
        z=refused(layer(Activation, "tanh"), WORD, LIST),
    ),
    "Augmentation": dict(
        shift=refused(lambda v: Augmentation(shift=v), *NO_NUMBERS, -1),
        zoom=refused(lambda v: Augmentation(zoom=v), 1, -0.1),
        noise=refused(lambda v: Augmentation(noise=v), -1, "much"),
        mirror=refused(lambda v: Augmentation(mirror=v), 1, "yes", None),
        x=refused(lambda v: Augmentation(1)(RNG, v), X[:, :3], WORD, LIST),
        rng=refused(lambda v: Augmentation(1)(v, X), 0, None, WORD),
    ),
    "Augmented": dict(augmentation=refused(Augmented, None, 3, Augmentation)),
    "BatchNorm": dict(
        n=refused(BatchNorm, *NO_SIZES),
        momentum=refused(lambda v: BatchNorm(3, momentum=v), *NO_NUMBERS, -0.1, 1.1),
        eps=refused(lambda v: BatchNorm(3, eps=v), *NO_NUMBERS, -1),
        x=refused(layer(BatchNorm, 4), *WRONG_X),
    ),
    "BatchRenorm": dict(
        r_max=refused(lambda v: BatchRenorm(3, r_max=v), *NO_NUMBERS, 0.9),
        d_max=refused(lambda v: BatchRenorm(3, d_max=v), *NO_NUMBERS, -1),
        x=refused(layer(BatchRenorm, 4), *WRONG_X),
    ),
    "Cosine": dict(
        n_in=refused(lambda v: Cosine(v, 2), *NO_SIZES), x=refused(layer(Cosine, 4, 2), *WRONG_X)
    ),
    "Data": dict(
        x=refused(lambda v: Data(v, Y, X, Y), *TABLES),
        y=refused(lambda v: Data(X, v, X, Y), LABELS, Y[:1], *TABLES),
        x_test=refused(lambda v: Data(X, Y, v, Y), X[:, :3], *TABLES),
        y_test=refused(lambda v: Data(X, Y, X, v), LABELS, Y[:1], Y[:, :2], *TABLES),
    ),
    "Dense": dict(
        n_in=refused(lambda v: Dense(v, 2), *NO_SIZES),
        n_out=refused(lambda v: Dense(2, v), *NO_SIZES),
        init=refused(lambda v: Dense(2, 3, v), *INITS),
        x=refused(layer(Dense, 4, 2), *WRONG_X),
    ),
    "Dropout": dict(
        rate=refused(Dropout, *RATES, 1.0, np.array([[[0.5]], [[1.0]]])),
        rng=refused(lambda v: layer(Dropout)(X, v), 0, WORD),
        x=refused(layer(Dropout), WORD, LIST),
    ),
    "EarlyStopping": dict(
        patience=refused(EarlyStopping, -1, 1.5, "3", None, True),
        min_delta=refused(lambda v: EarlyStopping(1, v), *NO_NUMBERS, -1),
        mode=refused(lambda v: EarlyStopping(mode=v), "least", None, 0),
        theta=refused(
            lambda v: EarlyStopping().observe([1.0, 2.0], v), THETA, WORD, np.ones((3, 2))
        ),
        value=refused(lambda v: EarlyStopping().observe(v, THETA), WORD, None, LIST)
        + refused(observed_twice, [1.0, 2.0, 3.0], 1.0),
    ),
    "InputObjective": dict(
        classifier=refused(lambda v: InputObjective(v, THETA, 0), None, ODD, mlp),
        theta=refused(lambda v: InputObjective(NET, v, 0), THETA[1:], WORD, None),
        target=refused(lambda v: InputObjective(NET, THETA, v), 3, -1, 2.5, "2", None, [1]),
        penalties=refused(
            lambda v: InputObjective(NET, THETA, 0, penalties=v), {"l1": -1}, {"l1": WORD}, None
        ),
        x=refused(InputObjective(NET, THETA, 0), X[:, :3], WORD, LIST),
    ),
    "LayerNorm": dict(
        n=refused(LayerNorm, *NO_SIZES),
        eps=refused(lambda v: LayerNorm(3, v), *NO_NUMBERS, -1),
        x=refused(layer(LayerNorm, 4), *WRONG_X),
    ),
    "MaxPool": dict(
        shape=refused(lambda v: MaxPool(v, (2,)), (0,), (6.0,), "6", 6, (), None, ("6",)),
        window=refused(lambda v: MaxPool((6,), v), (4,), (2, 2), (0,), (-2,), 2, (), (2.0,), None),
        x=refused(layer(MaxPool, (4,), (2,)), np.ones((3, 5)), *WRONG_X),
    ),
    "Maxout": dict(
        n_in=refused(lambda v: Maxout(v, 2), *NO_SIZES),
        k=refused(lambda v: Maxout(2, 2, v), 1, *NO_SIZES),
        x=refused(layer(Maxout, 4, 2), *WRONG_X),
    ),
    "Net": dict(
        layers=refused(Net, Dense(3, 2), (), [], None, 3, "dense", (Dense,), (None,), ("dense",))
        + refused(Net, (Dense(3, 4), Dense(5, 2))),
        seed=refused(NET.init, -1, 1.5, "1", None, [], [0, -1], [0, 1.5], True),
        dtype=refused(
            lambda v: NET.init(0, v), int, complex, bool, object, str, "word", None, 4, np.zeros(2)
        ),
        theta=refused(lambda v: NET.forward(v, X), THETA[1:], [1, 2], WORD, None, 3.0)
        + refused(NET.views, THETA[1:], [1, 2], None)
        + refused(NET.weights, THETA[1:], [1, 2], None),
        x=refused(partial(NET.predict, THETA), *WRONG_X),
    ),
    "Noise": dict(
        sigma=refused(Noise, *RATES),
        rng=refused(lambda v: layer(Noise)(X, v), 0, WORD),
        x=refused(layer(Noise), WORD, LIST),
    ),
    "Objective": dict(
        net=refused(lambda v: Objective(v, "mse", X, Y), None, "mlp", ODD, Net),
        x=refused(lambda v: Objective(NET, "mse", v, Y), X[:, :3], *TABLES),
        y=refused(lambda v: Objective(NET, "mse", X, v), *WRONG_Y)
        + refused(lambda v: Objective(NET, "cross-entropy", X, v), 5 * Y, -Y, 0 * Y, Y - 0.1)
        + refused(lambda v: Objective(NET, "kl", X, v), 5 * Y, 0 * Y)
        + refused(lambda v: Objective(NET, "binary-cross-entropy", X, v), 5 * Y, 2 * Y - 1)
        + refused(lambda v: Objective(NET, "hinge", X, v), 2 * Y - 1, 0.9 * Y + 0.1 / 3),
        batch=refused(lambda v: Objective(NET, "mse", X, Y, v), *NO_SIZES[:6], True),
        seed=refused(lambda v: Objective(NET, "mse", X, Y, seed=v), -1, 1.5, "1", None, []),
        penalties=refused(
            lambda v: Objective(NET, "mse", X, Y, penalties=v), None, "l2", {"l2": -1}, {"l2": "1"}
        )
        + refused(lambda v: Objective(NET, "mse", X, Y, penalties={"l2": v}), np.nan, [[1], [-1]]),
    ),
    "ParametricReLU": dict(
        n=refused(ParametricReLU, *NO_SIZES), x=refused(layer(ParametricReLU, 4), *WRONG_X)
    ),
    "PlainDropout": dict(rate=refused(PlainDropout, *RATES, 1.0)),
    "Residual": dict(
        layers=refused(Residual, (), Dense(3, 3), (Dense(3, 4),), (Dense,), None),
        x=refused(layer(Residual, (Dense(4, 4),)), *WRONG_X),
    ),
    "Softmax": dict(z=refused(layer(Softmax), WORD, LIST)),
    "Surface": dict(
        theta=refused(BOWL, np.ones(3), np.ones((2, 1)), [1, 2, 3], WORD, LIST, 1.0),
        n=refused(BOWL.grid, *NO_SIZES, 1),
    ),
    "Together": dict(
        rules=refused(Together, (), ADAM, None, "adam", (type(ADAM),), ("adam",), [ADAM, None]),
        theta=refused(Together((ADAM, ADAM)).init, np.ones((3, 2)), 1.0, WORD, None),
    ),
    "WeightNorm": dict(
        n_out=refused(lambda v: WeightNorm(2, v), *NO_SIZES),
        x=refused(layer(WeightNorm, 4, 2), *WRONG_X),
    ),
    "accuracy": dict(
        net=refused(lambda v: accuracy(v, THETA, X, Y), None, ODD)
        + refused(lambda v: accuracy(mlp(4, 1), mlp(4, 1).init(0), X, v), Y[:, :1]),
        theta=refused(lambda v: accuracy(NET, v, X, Y), THETA[1:], WORD, None),
        x=refused(lambda v: accuracy(NET, THETA, v, Y), X[:0], X[0], *WRONG_X),
        y=refused(partial(accuracy, NET, THETA, X), *WRONG_Y),
    ),
    "clip_by_norm": dict(
        limit=refused(clip_by_norm, 0, -1, np.array([[1.0], [0.0]]), *NO_NUMBERS[:-2]),
        gradient=refused(clip_by_norm(1.0), WORD, LIST, None),
    ),
    "clip_by_value": dict(
        limit=refused(clip_by_value, 0, -1, *NO_NUMBERS[:-2]),
        gradient=refused(clip_by_value(1.0), WORD, LIST, None),
    ),
    "confusion_matrix": dict(
        outputs=refused(lambda v: confusion_matrix(v, Y), X[0], WORD, LIST, Y[:0]),
        y=refused(partial(confusion_matrix, Y), *WRONG_Y),
    ),
    "constrained": dict(
        net=refused(lambda v: constrained(v, "max-norm"), None, 3, ODD),
        limit=refused(
            lambda v: CONSTRAINTS["max-norm"](X, v), -1, 0, np.nan, np.inf, WORD, None, 1j
        ),
        constraint=refused(
            lambda v: constrained(NET, v)(THETA), "maxnorm", None, np.max, lambda W: 1
        )
        + refused(lambda v: constrained(NET, v)(THETA), lambda W: None, lambda W: W[:1]),
    ),
    "cross_entropy_of": dict(
        p=refused(lambda v: cross_entropy_of(v, [0.5, 0.5]), [0.5, 0.6], WORD),
        q=refused(lambda v: cross_entropy_of([0.5, 0.5], v), [0.5, 0.6], [1.5, -0.5], [1.0], []),
    ),
    "cross_validate": dict(
        k=refused(lambda v: cross_validate(len, X, Y, v), 0, 1, 9, 2.5, "5", None, True),
        x=refused(lambda v: cross_validate(len, v, Y), *TABLES),
        y=refused(lambda v: cross_validate(len, X, v), LABELS, Y[:1], WORD),
        score=refused(lambda v: cross_validate(v, X, Y), None, 0.5, lambda: 1, lambda data: None),
        seed=refused(lambda v: cross_validate(len, X, Y, seed=v), -1, "1", 0.5),
    ),
    "error_bar": dict(
        accuracy=refused(lambda v: error_bar(v, 100), 90, -0.1, WORD, None, [0.5, 2.0]),
        n=refused(lambda v: error_bar(0.5, v), 0, -3, WORD, None, [10, 0]),
    ),
    "descend": dict(
        f=refused(lambda v: of_walk(f=v), None, WORD, lambda: 1, lambda theta: theta, type(BOWL))
        + refused(lambda v: of_walk(f=v), lambda theta: (1.0, 2.0), lambda theta: None),
        theta=refused(
            lambda v: of_walk(theta=v), [1, 2, 3], WORD, None, [1j, 2], LIST, [], ["1", "2"]
        )
        + refused(lambda v: of_walk(f=Objective(NET, "mse", X, Y), theta=v), THETA[1:], WORD),
        rule=refused(lambda v: of_walk(rule=v), "adam", type(ADAM), None, 0.1, BOWL),
        lr=refused(lambda v: of_walk(lr=v), "0.1", None, -0.1, np.nan, np.inf, 1j, True, WORD, {})
        + refused(lambda v: of_walk(lr=v), lambda t: None, lambda t: -0.1, lambda t: "0.1")
        + refused(lambda v: of_walk(lr=v), *SCHEDULES.values(), lambda: 0.1, [[0.1], [-0.1]])
        + refused(lambda v: of_walk(lr=v), [[0.1], [0.2]], [0.1] * 3, lambda t: np.ones((2, 2)))
        + refused(lambda v: of_walk(lr=v), lambda t: 0.1 if t < 2 else np.nan, ["0.1"], LIST),
        weight_decay=refused(lambda v: of_walk(weight_decay=v), -1, "0.1", None, np.nan, [-0.1, 0])
        + refused(lambda v: of_walk(weight_decay=v), [[0.1], [0.2]], [0.1, 0.2, 0.3]),
        shrink=refused(lambda v: of_walk(shrink=v), -1, "0.1", None, np.nan, [-0.1, 0]),
        clip=refused(lambda v: of_walk(clip=v), 1.0, WORD, lambda: 0, clip_by_norm)
        + refused(lambda v: of_walk(clip=v), lambda g: None, lambda g: g[:1], lambda g: 1.0),
        constrain=refused(lambda v: of_walk(constrain=v), 1.0, "max-norm", lambda theta: None)
        + refused(lambda v: of_walk(constrain=v), lambda theta: theta.sum()),
    ),
    "entropy": dict(
        p=refused(entropy, [0.5, 0.6], [-0.5, 1.5], [], WORD, None, [np.nan, 1], 0.5, [1j, 1]),
        base=refused(lambda v: entropy([0.5, 0.5], v), 1, 0, -2, *NO_NUMBERS),
    ),
    "input_gradient": dict(
        net=refused(lambda v: input_gradient(v, "mse", THETA, X, Y), None, ODD),
        theta=refused(lambda v: input_gradient(NET, "mse", v, X, Y), THETA[1:], WORD, None),
        x=refused(lambda v: input_gradient(NET, "mse", THETA, v, Y), X[0], *WRONG_X),
        y=refused(partial(input_gradient, NET, "mse", THETA, X), *WRONG_Y)
        + refused(partial(input_gradient, NET, "cross-entropy", THETA, X), 5 * Y),
    ),
    "kl_of": dict(
        p=refused(lambda v: kl_of(v, [0.5, 0.5]), [0.5, 0.6], [], WORD),
        q=refused(lambda v: kl_of([0.5, 0.5], v), [0.5, 0.6], [1.0], WORD),
    ),
    "mlp": dict(
        sizes=refused(lambda v: mlp(4, v, 3), *NO_SIZES) + refused(mlp, 4, [4, 3], "4", (4, 3)),
        activation=refused(lambda v: mlp(4, 3, activation=v), "rely", None, 3, np.tanh),
        init=refused(lambda v: mlp(4, 3, init=v), "he", 7, "", ()),
    ),
    "one_hot": dict(
        labels=refused(one_hot, [], [1.5], [0.0, 1.0], [-1, 0], [[0, 1], [1, 0]], 3, WORD, None)
        + refused(one_hot, ["a", "b"], np.array([0.0, 1.0, 2.0]), LIST, [np.nan])
        + refused(lambda v: one_hot(v, 3), [0, 3], [-1], [1.0]),
        classes=refused(lambda v: one_hot([0, 1], v), 0, -1, 2.5, "3", [3]),
    ),
    "per_example_gradients": dict(
        net=refused(lambda v: per_example_gradients(v, "mse", THETA, X, Y), None, ODD),
        theta=refused(
            lambda v: per_example_gradients(NET, "mse", v, X, Y), THETA[1:], NET.init([0, 1]), None
        ),
        x=refused(lambda v: per_example_gradients(NET, "mse", THETA, v, Y), X[None], *WRONG_X),
        y=refused(partial(per_example_gradients, NET, "mse", THETA, X), *WRONG_Y),
    ),
    "with_share": dict(
        p=refused(lambda v: with_share(v, 0), [1], [], [np.nan, 1], WORD),
        i=refused(lambda v: with_share([0.5, 0.5], v), 2, -1, 0.5, None),
    ),
    "load": dict(path=refused(load, None, 7, ["a"])),
    "save": dict(
        net=refused(lambda v: save("never", v, THETA), None, ODD),
        path=refused(lambda v: save(v, NET, THETA), None, 7),
        theta=refused(lambda v: save("never", NET, v), THETA[1:], [1, 2], None),
    ),
    "softmax": dict(z=refused(softmax, WORD, LIST, None, [1j])),
    "surprise": dict(
        p=refused(surprise, -0.1, 1.1, WORD, None, [], np.nan),
        base=refused(lambda v: surprise(0.5, v), 1, 0.5, *NO_NUMBERS),
    ),
}


@pytest.mark.parametrize("argument, calls", cases(TABLE))
def test_nonsense_is_refused_by_name(argument, calls):
    check(argument, calls)
