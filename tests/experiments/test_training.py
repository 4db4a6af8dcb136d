"""`Training`: every knob, every choice, groups, what is refused, and the numbers it always made."""

from collections import Counter
from dataclasses import fields, replace
from itertools import islice

import numpy as np
import pytest

from dlcore.data import PLANE
from dlcore.experiments import Training
from dlcore.experiments.data_knobs import DataKnobs
from dlcore.experiments.judging import explained
from dlcore.experiments.network_knobs import NetworkKnobs
from dlcore.experiments.remedy_knobs import NoiseKnobs, RemedyKnobs
from dlcore.experiments.rule_knobs import LossKnobs, RuleKnobs
from dlcore.experiments.stack import Stack
from dlcore.experiments.training_frame import first_matrix
from dlcore.registry import ACTIVATIONS
from tests.core.helpers import last

GROUPS = DataKnobs, NetworkKnobs, LossKnobs, RuleKnobs, RemedyKnobs, NoiseKnobs
KNOBS = {f.name: f for f in fields(Training) if f.metadata}
TINY = dict(examples=60, batch=20, epochs=1, width=6)  # 3 updates


def end(**knobs):
    """theta after a tiny training, (K, P)."""
    return Training(**TINY | knobs).trained()[1]


# ---- the numbers it made before it had groups of knobs

PATIENT = dict(data="mnist10k", examples=160, depth=3, width=20, epochs=2, label_noise=0.1, seed=5)
PATIENT |= dict(activation="sigmoid", init="xavier-logistic", norm="batch", skip=True)
PATIENT |= dict(optimizer="adam", lr=0.005, l1=1e-4, l2=1e-3, shrink=1e-4, weight_decay=0.01)
PATIENT |= dict(noise=0.1, clip=1.0)
TURNED = ((3, "lr", 0.3), (4, "shrink", 0.01), (5, "batch", 50), (6, "l2", 0.01), (8, "noise", 0.3))
LIVE = dict(data="moons", depth=1, width=12, activation="tanh", norm="layer", lr=0.1, epochs=2)
LIVE |= dict(batch=40, seed=2, changes=TURNED)
BEFORE = [  # knobs, training losses at the first, the middle and the last point
    (
        dict(examples=200, epochs=1, runs=2, seed=3),
        [[2.5755830, 2.2304945, 1.9416122], [2.5194397, 2.4551544, 2.1189718]],
    ),
    (PATIENT, [[8.7507915, 4.4986067, 4.1862721]]),
    (LIVE, [[1.3218197, 0.1942783, 0.5214488]]),
]


@pytest.mark.parametrize(("knobs", "losses"), BEFORE, ids=["usual", "patient", "live"])
def test_knobs_of_old_codes_still_make_the_same_numbers(knobs, losses):
    frame = last(Training(**knobs))
    found = frame.losses[:, [0, len(frame.steps) // 2, -1]]
    np.testing.assert_allclose(found, losses, rtol=1e-5)


# ---- every knob, every choice

OTHER = {  # another value of each knob, and what must be so that it counts
    "data": dict(data="mnist10k"),
    "examples": dict(examples=50),
    "label_noise": dict(label_noise=0.5),
    "shift": dict(shift=1.0),
    "rotate": dict(rotate=20.0),
    "zoom": dict(zoom=0.2),
    "shear": dict(shear=0.2),
    "elastic": dict(elastic=0.5),
    "mirror": dict(mirror=True),
    "depth": dict(depth=3),
    "width": dict(width=7),
    "activation": dict(activation="tanh"),
    "pieces": (dict(activation="maxout"), dict(pieces=3)),
    "init": dict(init="orthogonal"),
    "std": dict(std=0.3),
    "first_bias": dict(first_bias=0.5),
    "skip": dict(skip=True),
    "norm": dict(norm="batch"),
    "norm_place": (dict(norm="batch"), dict(norm_place="after")),
    "learn": dict(learn="last"),
    "learning": (dict(learn="last"), dict(learning=2)),
    "loss": dict(loss="mse"),
    "output": (dict(loss="mse"), dict(output="softmax")),
    "optimizer": dict(optimizer="adam"),
    "lr": dict(lr=0.03),
    "schedule": dict(schedule="1cycle"),
    "span": (dict(schedule="exponential"), dict(span=0.5)),
    "factor": (dict(schedule="exponential"), dict(factor=0.1)),
    "power": (dict(schedule="power"), dict(power=2.0)),
    "patience": (dict(schedule="performance", span=0.1, lr=1e-6, epochs=4), dict(patience=1)),
    "batch": dict(batch=30),
    "epochs": dict(epochs=2),
    "l1": dict(l1=0.01),
    "l2": dict(l2=0.1),
    "shrink": dict(shrink=0.01),
    "weight_decay": dict(weight_decay=0.5),
    "constraint": dict(constraint="unit-norm"),
    "limit": (dict(constraint="max-norm"), dict(limit=0.5)),
    "dropout": dict(dropout=0.5),
    "input_dropout": dict(input_dropout=0.2),
    "clip": dict(clip=0.1),
    "clip_value": dict(clip_value=0.01),
    "noise": dict(noise=0.1),
    "hidden_noise": dict(hidden_noise=0.1),
    "runs": dict(runs=2),
    "seed": dict(seed=1),
}


def test_another_value_is_known_of_every_knob():
    assert list(OTHER) == list(KNOBS)


@pytest.mark.parametrize("name", OTHER)
def test_every_knob_does_something(name):
    before, change = OTHER[name] if isinstance(OTHER[name], tuple) else ({}, OTHER[name])
    assert list(change) == [name]
    assert not np.array_equal(end(**before), end(**before | change))


IDLE = [
    {},
    dict(depth=0),
    dict(depth=1, schedule="1cycle"),
    dict(norm="cosine", schedule="power"),
    dict(constraint="unit-norm", schedule="performance"),
]


@pytest.mark.parametrize("context", IDLE, ids=str)
def test_what_is_called_idle_has_no_effect(context):
    idle = Training(**TINY | context).idle
    assert "lr" not in idle and (context or len(idle) == 9)
    for name in idle:
        assert idle[name][0].islower() and idle[name][-1].isalpha() and len(idle[name]) < 50
        change = OTHER[name][1] if isinstance(OTHER[name], tuple) else OTHER[name]
        if name not in ("output", "first_bias"):  # which other values are refused for
            assert np.array_equal(end(**context), end(**context | change)), name


@pytest.mark.parametrize("name", OTHER)
def test_what_does_something_is_not_called_idle(name):
    before, change = OTHER[name] if isinstance(OTHER[name], tuple) else ({}, OTHER[name])
    assert name not in Training(**TINY | before | change).idle


CHOICES = [
    (name, choice)
    for name, f in KNOBS.items()
    if f.metadata["choices"] is not None and name not in ("data", "optimizer")
    for choice in f.metadata["choices"]
]
RULES = [("optimizer", rule) for rule in KNOBS["optimizer"].metadata["choices"] if rule != "newton"]
SETS = [("data", name) for name in ("digits", "mnist10k", *PLANE)]


@pytest.mark.parametrize(("name", "choice"), [*CHOICES, *RULES, *SETS])
def test_every_choice_trains_on_digits(name, choice):
    context = dict(loss="mse") if name == "output" else {}
    *_, (share, (net, theta, data)) = Training(**TINY | context | {name: choice}).fit()
    assert share == 1 and np.isfinite(theta).all()
    assert np.isfinite(net.predict(theta, data.x_test)).all()


@pytest.mark.parametrize("name", ["sine", "square", "absolute", "step", "line"])
def test_curves_are_fitted_with_losses_of_distances(name):
    frame = last(Training(data=name, loss="mse", width=30, activation="tanh", epochs=60, batch=20))
    assert 0.3 < frame.test[0, -1] <= 1
    assert "explained" in frame.headline and "explained" in frame.summary
    assert set(frame.scores) == {"test explained", "training explained", "training loss"}


def test_explained_is_1_for_all_and_0_for_the_mean():
    class Says:
        def predict(self, theta, x):
            return theta * x

    x = np.array([[-1.0], [0.0], [1.0]])
    assert explained(Says(), 2.0, x, 2 * x) == 1
    assert explained(Says(), 0.0, x, 2 * x) == 0
    assert explained(Says(), -2.0, x, 2 * x) == -3


# ---- groups


def test_every_knob_stands_in_one_group_with_words():
    own = Counter(name for group in GROUPS for name in vars(group)["__annotations__"])
    own.update(name for name in vars(Training)["__annotations__"] if name in KNOBS)
    assert own == dict.fromkeys(KNOBS, 1)
    order = [name for group in GROUPS for name in vars(group)["__annotations__"]]
    assert list(KNOBS) == [*order, "runs", "seed"]
    for name, f in KNOBS.items():
        assert f.metadata["help"], name
    for group in GROUPS:
        assert group.__doc__ and f"`{group.__name__}`" in Training.__doc__


def test_what_is_registered_becomes_a_choice_at_once(monkeypatch):
    monkeypatch.setitem(ACTIVATIONS, "square", lambda z: (z * z, 2 * z))
    choices = KNOBS["activation"].metadata["choices"]
    assert list(choices)[-3:] == ["square", "parametric-relu", "maxout"]
    assert np.isfinite(end(activation="square", lr=1e-3)).all()


# ---- what is refused

REFUSED = [
    (dict(activation="nobody"), "no activation is called 'nobody'.*maxout"),
    (dict(constraint="nobody"), "no constraint is called 'nobody'.*none, max-norm"),
    (dict(optimizer="newton"), "newton needs second derivatives"),
    (dict(activation="maxout", norm="weight"), "norm 'weight' is a kind of dense layer"),
    (dict(activation="maxout", norm="batch"), "norm_place must be 'after'"),
    (dict(norm="cosine", first_bias=0.1), "first_bias must be 0"),
    (dict(norm="weight", init="zeros"), "init 'zeros' has none"),
    (dict(norm="cosine", init="zeros"), "init 'zeros' has none"),
    (dict(std=0.1, init="zeros"), "std cannot be reached"),
    (dict(output="softmax"), "cross-entropy' has its softmax built in"),
    (dict(loss="binary-cross-entropy", output="sigmoid"), "has its sigmoid built in"),
    (dict(clip=1.0, clip_value=0.1), "clip and clip_value must not both be on"),
]
REFUSED_WITH_DATA = [
    (dict(data="sine"), "loss 'cross-entropy' needs data with classes.*mse, mae"),
    (dict(data="sine", loss="hinge"), "loss 'hinge' needs data with classes"),
    (dict(data="sine", loss="mse", label_noise=0.1), "label_noise needs classes"),
    (dict(data="moons", mirror=True), "mirror must be off for 'moons'"),
    (dict(data="sine", loss="mse", shift=1.0), "shift must be off for 'sine'"),
]


@pytest.mark.parametrize(("knobs", "said"), REFUSED)
def test_combinations_without_sense_are_refused_when_made(knobs, said):
    with pytest.raises(ValueError, match=said):
        Training(**knobs)


@pytest.mark.parametrize(("knobs", "said"), REFUSED_WITH_DATA)
def test_data_that_do_not_fit_are_refused_before_the_first_frame(knobs, said):
    with pytest.raises(ValueError, match=said):
        next(Training(**knobs).work())


def drawn(rng):
    """A few knobs, each with a value of its slider or one of its choices."""
    knobs = dict(data=str(rng.choice(["digits", "moons", "sine"], p=[0.7, 0.2, 0.1])))
    knobs |= dict(examples=50, batch=25, epochs=1, depth=int(rng.integers(4)), width=5)
    for name in rng.permutation([name for name in KNOBS if name not in knobs])[:10]:
        f = KNOBS[name]
        low, high, choices = (f.metadata[key] for key in ("low", "high", "choices"))
        if choices is not None:
            knobs[name] = str(rng.choice(list(choices)))
        elif isinstance(f.default, bool):
            knobs[name] = True
        elif isinstance(f.default, int):
            knobs[name] = int(rng.integers(low, min(high, 3) + 1))
        else:
            knobs[name] = float(rng.uniform(low, high))
    return knobs


def outcome(knobs):
    """ "ran" after 2 updates, or the sentence that says why not."""
    try:
        frames = [frame for frame in islice(Training(**knobs).work(), 12) if frame]
    except ValueError as error:
        return str(error)
    assert frames[-1].t == 2 and frames[-1].summary and frames[-1].headline
    return "ran"


def test_any_combination_runs_or_is_refused_in_words():
    rng = np.random.default_rng(0)
    outcomes = [outcome(drawn(rng)) for _ in range(60)]
    ran = outcomes.count("ran")
    assert 20 <= ran < 60
    for said in set(outcomes) - {"ran"}:
        assert any(name in said for name in KNOBS) or "second derivatives" in said
        assert "shape" not in said and len(said.split()) > 5, said


# ---- what single knobs promise


@pytest.mark.parametrize("norm", ["none", "weight", "batch"])
@pytest.mark.parametrize("skip", [False, True])
def test_first_weights_have_the_wanted_deviation(norm, skip):
    training = Training(depth=3, width=40, std=0.3, norm=norm, skip=skip, runs=2)
    net = training.net(64, 10)
    theta = training.first(net)
    for layer, p in zip(net.layers, net.views(theta), strict=True):
        for name in layer.matrices:
            np.testing.assert_allclose(p[name].std((-2, -1)), 0.3, rtol=1e-5)
            if name.endswith("v"):
                lengths = np.linalg.norm(p[name], axis=-2, keepdims=True)
                np.testing.assert_allclose(p[f"{name[:-1]}g"], lengths, rtol=1e-5)
    plain = replace(training, std=0.0).first(net)
    assert not np.array_equal(theta, plain)


def test_first_biases_are_those_of_hidden_layers_alone():
    training = Training(depth=2, width=5, first_bias=-0.5, skip=True, norm="layer")
    net = training.net(64, 10)
    named = [p[n] for p in net.views(training.first(net)) for n in p if n in ("b", "0.b")]
    assert [(b == -0.5).all() for b in named] == [True, True, False]


@pytest.mark.parametrize("norm", ["none", "batch", "weight"])
@pytest.mark.parametrize(
    ("learn", "learning", "moves"),
    [("all", 1, "111"), ("first", 1, "100"), ("first", 2, "110"), ("last", 1, "001")]
    + [("last", 2, "011"), ("last", 9, "111")],
)
def test_only_chosen_layers_learn_whatever_pulls_at_them(norm, learn, learning, moves):
    pulls = dict(optimizer="adam", lr=0.05, weight_decay=0.1, shrink=0.01, l2=0.1)
    knobs = pulls | dict(norm=norm, learn=learn, learning=learning, constraint="max-norm")
    training = Training(**TINY | knobs)
    net, theta, _ = training.trained()
    box, moved, tracked = 0, {}, []
    for layer, p, q in zip(
        net.layers, net.views(theta), net.views(training.first(net)), strict=True
    ):
        box += bool(layer.matrices)
        for name in p:
            same = np.array_equal(p[name], q[name])
            if name in layer.tracked:
                tracked.append(not same)
            else:
                moved.setdefault(box, set()).add(not same)
    assert moved == {i + 1: {move == "1"} for i, move in enumerate(moves)}
    assert all(tracked) and len(tracked) == (4 if norm == "batch" else 0)


def rates_of(**knobs):
    """The learning rates that a training by gradient descent has taken."""
    knobs = TINY | dict(optimizer="gradient-descent", dropout=0.0, lr=0.08, epochs=4) | knobs
    steps = list(Stack([Training(**knobs)]).steps())
    pairs = zip(steps, steps[1:], strict=False)
    return [float(np.linalg.norm(b.theta - a.theta) / np.linalg.norm(a.grad)) for a, b in pairs]


CYCLE = (0, 0.45, 0.9, 1), (0.1, 1, 0.1, 0.001)
TURN = ((1, "lr", 0.02),)


@pytest.mark.parametrize(
    ("knobs", "expected"),
    [
        (dict(schedule="constant"), [0.08] * 12),
        (dict(schedule="piecewise", span=2.0, factor=0.25), [0.08] * 6 + [0.02] * 6),
        (dict(schedule="exponential", span=1.0), [0.08 * 0.5 ** (t / 3) for t in range(12)]),
        (dict(schedule="power", span=2.0, power=2.0), [0.08 / (1 + t / 6) ** 2 for t in range(12)]),
        (dict(schedule="linear", span=2.0), [0.08 * (1 - t / 12) for t in range(12)]),
        (
            dict(schedule="1cycle"),
            0.08 * np.interp(np.arange(12) / 12, (0, 0.45, 0.9, 1), (0.1, 1, 0.1, 0.001)),
        ),
        (
            dict(schedule="piecewise", span=2.0, changes=((1, "lr", 0.02),)),
            [0.08] + [0.02] * 5 + [0.01] * 6,
        ),
    ],
)
def test_rates_follow_the_schedule_which_counts_epochs(knobs, expected):
    np.testing.assert_allclose(rates_of(**knobs), expected, rtol=1e-4)


def test_constraints_hold_after_every_step_and_gradients_are_cut():
    training = Training(**TINY | dict(constraint="max-norm", limit=0.7, lr=0.5))
    for step in islice(Stack([training]).steps(), 1, None):
        for W in training.net(64, 10).weights(step.theta):
            assert np.linalg.norm(W, axis=-2).max() < 0.7001
    cut = TINY | dict(optimizer="gradient-descent", lr=1.0, clip_value=0.01)
    first, second, *_ = Stack([Training(**cut)]).steps()
    assert 0.0099 < np.abs(second.theta - first.theta).max() < 0.0101


def test_images_and_noise_are_changed_in_training_alone():
    changed = Training(shift=1.0, rotate=10.0, hidden_noise=0.3, noise=0.1, dropout=0.2)
    data, plain = changed.examples_of(), Training()
    net, theta = changed.net(64, 10), Training().net(64, 10).init(0)
    np.testing.assert_array_equal(
        net.predict(theta, data.x), plain.net(64, 10).predict(theta, data.x)
    )
    rng = np.random.default_rng(0)
    assert not np.array_equal(net.forward(theta, data.x, rng)[0][-1], net.predict(theta, data.x))
    assert all(
        np.array_equal(a, b)
        for a, b in zip(vars(data).values(), vars(plain.examples_of()).values(), strict=True)
    )


def test_the_place_of_the_normalization():
    def kinds(**knobs):
        net = Training(depth=1, dropout=0.1, hidden_noise=0.1, **knobs).net(64, 10)
        return [type(layer).__name__ for layer in net.layers]

    disturbed = ["Noise", "Dropout", "Dense"]
    assert kinds(norm="renorm") == ["Dense", "BatchRenorm", "Activation", *disturbed]
    after = kinds(norm="layer", norm_place="after")
    assert after == ["Dense", "Activation", "LayerNorm", *disturbed]
    assert kinds(norm="cosine") == ["Cosine", "Activation", *disturbed]
    assert kinds(activation="parametric-relu") == ["Dense", "ParametricReLU", *disturbed]
    assert kinds(activation="maxout") == ["Maxout", *disturbed]


@pytest.mark.parametrize(
    ("knobs", "shape"),
    [
        ({}, (64, 6)),
        (dict(activation="maxout", pieces=3), (64, 18)),
        (dict(norm="weight"), (64, 6)),
    ],
)
def test_the_look_inside_knows_the_first_matrix_of_every_kind(knobs, shape):
    frame = last(Training(**TINY | knobs))
    assert frame.inside.images.shape == shape
    assert frame.inside.gradients.shape == frame.inside.movement.shape == (3, 1)
    net, theta, _ = Training(**TINY | knobs).trained()
    np.testing.assert_array_equal(first_matrix(net, theta[0]), frame.inside.images)
