"""What is right comes in: NumPy's numbers as numbers, whole numbers and lists as what they say."""

from dataclasses import dataclass, field, fields
from functools import partial

import numpy as np
import pytest

from dlcore import (
    ACTIVATIONS,
    CONSTRAINTS,
    EXPERIMENTS,
    LAYERS,
    LOSSES,
    OPTIMIZERS,
    PENALTIES,
    SCHEDULES,
    SURFACES,
    Augmentation,
    BatchNorm,
    Data,
    Dense,
    Dropout,
    EarlyStopping,
    MaxPool,
    Net,
    Noise,
    Objective,
    accuracy,
    clip_by_norm,
    clip_by_value,
    descend,
    entropy,
    input_gradient,
    knob,
    mlp,
    one_hot,
    softmax,
)
from dlcore.checks import array, function, number, numbers, said
from dlcore.data import affine, digits, first, hold_out, standardize, with_label_noise, zca
from dlcore.ensembles import bias_variance
from dlcore.regularizers import soft_threshold
from dlcore.seeding import generator

same = np.testing.assert_array_equal
close = np.testing.assert_allclose
NUMPYS = (np.float64, np.float32, np.int64, np.uint8, np.array)


@pytest.mark.parametrize("kind", NUMPYS)
def test_a_number_of_numpy_is_pythons(kind):
    one = number("n", kind(3), least=3, most=3)
    assert one == 3 and type(one) in (int, float)
    assert number("n", np.array(0.5)) == numbers("n", np.float64(0.5)) == 0.5


def test_arrays_of_numbers_stay_the_arrays_they_are():
    rates = np.array([[0.1], [0.2]])
    assert numbers("lr", rates, above=0) is rates
    same(numbers("lr", [[1], [2]]), [[1.0], [2.0]])
    with pytest.raises(ValueError, match=r"lr must be less than 0.2, not \[\[0.1\], \[0.2\]\]"):
        numbers("lr", rates, below=0.2)


@pytest.mark.parametrize(
    "limits, words",
    [
        (dict(least=1), "at least 1"),
        (dict(above=2, most=3), "greater than 2 and at most 3"),
        (dict(least=1, most=2), "between 1 and 2"),
        (dict(least=1, below=1), "at least 1 and less than 1"),
    ],
)
def test_limits_are_said(limits, words):
    for value in (0, 0.5, np.float64(0.5)):
        with pytest.raises(ValueError, match=rf"^x must be {words}, not 0(\.5)?$"):
            number("x", value, **limits)


def test_shapes_are_said():
    same(array("x", [[1, 2]], "(..., N, n)", n=2), [[1, 2]])
    for x, came in (([1, 2], r"\(2,\)"), (np.ones((2, 3)), r"\(2, 3\)")):
        with pytest.raises(ValueError, match=rf"^x must have shape \(N, 2\), not {came}$"):
            array("x", x, "(N, n)", n=2)


def test_what_came_is_said_in_a_few_words():
    came = [said(x) for x in (Dense, np.zeros((9, 9)), np.float64(0.5), np.arange(3), "x" * 999)]
    assert came[:4] == ["the class Dense", "an array of shape (9, 9)", "0.5", "[0, 1, 2]"]
    assert len(came[4]) < 120


def test_functions_are_asked_for_their_arguments():
    for good in (np.tanh, max, partial(pow, 2), lambda x, more=1: x, SURFACES["bowl"]):
        assert function("f", good, "x") is good
    for bad in (lambda: 1, lambda x, y: 1, float, 3, None):
        with pytest.raises(ValueError, match="^f must be a function of x, not "):
            function("f", bad, "x")


def test_knobs_of_words_and_fields_that_are_no_knobs_are_left_alone():
    @dataclass(frozen=True)
    class Mine(type(OPTIMIZERS["momentum"]())):
        kind: str = knob("usual", choices=("usual", "other"))
        note: str = field(default="", metadata={"about": "no knob"})

    assert Mine(np.float64(0.5), "other", "well").beta == 0.5
    with pytest.raises(ValueError, match="beta must be between 0 and 1, not 2"):
        Mine(beta=2)


# --- NumPy's numbers, wherever a number is wanted


def in_numpy(value):
    """Numbers of a value as NumPy's."""
    if isinstance(value, tuple):
        return tuple(map(in_numpy, value))
    return np.array(value)[()] if isinstance(value, bool | int | float) else value


FILL = dict(n=6, n_in=6, n_out=4, shape=(6,), window=(2,))
VALUES = [
    *(kind() for kind in OPTIMIZERS.values()),
    *(kind() for kind in SCHEDULES.values()),
    *(BatchNorm(6), Dense(6, 4), Dropout(0.25), Noise(0.5), MaxPool((6,), (2,))),
    Augmentation(shift=1, zoom=0.5, mirror=True),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_of_numpys_numbers_are_equal_and_print_alike(value):
    about = {f.name: getattr(value, f.name) for f in fields(value)}
    again = type(value)(**in_numpy_dict(about))
    assert again == value and hash(again) == hash(value)
    assert repr(again) == repr(value) and "np." not in repr(again)


def in_numpy_dict(about):
    return {name: in_numpy(value) for name, value in about.items()}


@pytest.mark.parametrize("name", ["optimizer-race", "training", "critical-points"])
def test_experiments_print_as_code_of_pythons_numbers(name):
    kind = EXPERIMENTS[name]
    about = {f.name: f.default for f in fields(kind) if f.metadata}
    about |= {
        name: value for name, value in dict(seed=3, start=(0.5, 0.25)).items() if name in about
    }
    assert repr(kind(**in_numpy_dict(about))) == repr(kind(**about))
    assert "np." not in repr(kind(**in_numpy_dict(about)))


def test_numpys_numbers_elsewhere():
    same(mlp(np.int64(4), np.int32(3)).init(np.int64(2)), mlp(4, 3).init(2))
    same(generator(np.arange(2)).random((2, 3)), generator([0, 1]).random((2, 3)))
    net, x, y = mlp(4, 3), np.ones((8, 4)), one_hot(np.arange(8) % np.uint8(3), np.int64(3))
    f = Objective(net, "mse", x, y, np.int64(4), np.uint8(0), {"l2": np.float32(0.5)})
    first(digits(), np.int64(3)), hold_out(x, y, np.float32(0.5)), EarlyStopping(np.int8(2))
    options = dict(
        weight_decay=np.float64(0.5), shrink=np.float32(0), clip=clip_by_norm(np.int8(1))
    )
    next(descend(f, net.init(0), OPTIMIZERS["adam"](), np.float32(0.5), **options))
    next(descend(f, net.init(0), OPTIMIZERS["adam"](), lambda t: np.float32(0.5)))


# --- whole numbers are computed with as numbers, never in their own type


def examples(dtype):
    return np.array([[0, 200, 3], [250, 1, 9], [7, 90, 40]]).astype(dtype)


WHOLE = [np.uint8, np.int16, np.int64, bool]
OF_ARRAYS = {
    **{f"activation {name}": f for name, f in ACTIVATIONS.items()},
    **{f"penalty {name}": f for name, f in PENALTIES.items()},
    **{f"constraint {name}": f for name, f in CONSTRAINTS.items()},
    **{f"loss {name}": lambda x, f=f: f(x, np.eye(3)) for name, f in LOSSES.items()},
    **{f"target {name}": lambda x, f=f: f(np.eye(3), x) for name, f in LOSSES.items()},
    "surface": lambda x: SURFACES["rosenbrock"](x[:, :2]),
    "softmax": softmax,
    "clip by norm": clip_by_norm(1.5),
    "clip by value": clip_by_value(1.5),
    "soft threshold": lambda x: soft_threshold(x, 1.5),
    "dropout": lambda x: Dropout(0.3).forward({}, x, np.random.default_rng(0))[0],
    "noise": lambda x: Noise(0.3).forward({}, x, np.random.default_rng(0))[0],
    "batch norm": lambda x: net_of(BatchNorm(3)).forward(np.ones(12), x, 0)[0][0],
    "pooling": lambda x: MaxPool((3,), (3,)).forward({}, x)[0],
    "network": lambda x: mlp(3, 4, 2).predict(mlp(3, 4, 2).init(0, float), x),
    "gradient": lambda x: input_gradient(mlp(3, 3), "mse", mlp(3, 3).init(0, float), x, x),
    "theta": lambda x: mlp(2, 1).forward(x[0], np.array([[0.5, 1]]))[1](np.ones((1, 1)))[0],
    "standardize": lambda x: standardize(Data(x, x, x, x)).x,
    "zca": lambda x: zca(Data(x, x, x, x)).x,
    "label noise": lambda x: with_label_noise(Data(x, np.eye(3, dtype=x.dtype), x, x)).y,
    "affine": lambda x: affine(np.tile(x, 3), rotate=20, zoom=1.5),
    "augmentation": lambda x: Augmentation(1, 9, noise=0.5)(
        np.random.default_rng(0), np.tile(x, 3)
    ),
    "bias and variance": lambda x: bias_variance(np.stack([x, x[::-1]]), x),
}


def net_of(*layers):
    return Net(layers)


@pytest.mark.parametrize("dtype", WHOLE)
@pytest.mark.parametrize("name", OF_ARRAYS)
def test_whole_numbers_give_what_floats_give(name, dtype):
    whole = examples(dtype)
    f = OF_ARRAYS[name]
    with np.errstate(all="ignore"):
        results, wanted = f(whole), f(whole.astype(np.result_type(dtype, np.float32)))
    for result, good in zip(leaves(results), leaves(wanted), strict=True):
        same(result, good)


def leaves(results):
    if isinstance(results, tuple | list):
        return [leaf for part in results for leaf in leaves(part)]
    return [np.asarray(results, float)] if not callable(results) else []


def test_lists_are_arrays():
    same(softmax([0.0, 0.0]), [0.5, 0.5])
    same(SURFACES["bowl"]([3, 4])[1], [3.0, 4.0])
    assert LOSSES["mse"]([[1, 2]], [[0, 0]])[0] == 2.5
    assert accuracy(mlp(2, 2), mlp(2, 2).init(0), [[1, 2]], [[1, 0]]) in (0, 1)
    assert entropy([1, 0]) == 0
    same(one_hot([True, False]), [[0, 1], [1, 0]])
    same(one_hot([False, False]), [[1, 0], [1, 0]])


def test_the_loss_of_one_layer_of_every_kind_in_integers():
    for name, kind in LAYERS.items():
        if name in ("activation", "softmax", "residual", "max-pool"):
            continue
        layer = kind(**{f.name: FILL[f.name] for f in fields(kind) if f.name in FILL})
        net = Net((Dense(6, 6), layer))
        theta, x = net.init(0, float), np.arange(12).reshape(2, 6)
        same(net.predict(theta, x), net.predict(theta, x.astype(float)))
