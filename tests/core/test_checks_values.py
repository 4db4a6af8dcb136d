"""Data, rules, losses, schedules: nonsense is refused by name, whichever is registered."""

# ruff: noqa: F403, F405  every public name is in the table
from functools import partial
from inspect import isclass, isfunction

import numpy as np
import pytest

import dlcore
from dlcore import *
from dlcore import convex, data, ensembles, neighbours, pretraining
from dlcore import statistics as st
from dlcore.data import *
from dlcore.losses import hinge, weighted_cross_entropy
from dlcore.seeding import generator
from dlcore.training import batches
from tests.core import test_checks_networks
from tests.core.nonsense import *


def pretrained(**options):
    net = mlp(4, 3, 2, activation="sigmoid")
    return pretraining.pretrain(**dict(net=net, theta=net.init(0), x=abs(X) % 1) | options)


TABLE = {
    "affine": dict(
        x=refused(affine, X[:, :3], WORD, LIST, 1.0),
        zoom=refused(lambda v: affine(X, zoom=v), 0, -1, *NO_NUMBERS[:-2]),
        rotate=refused(lambda v: affine(X, rotate=v), *NO_NUMBERS[:-2]),
    ),
    "first": dict(
        data=refused(lambda v: first(v, 3), None, X),
        n=refused(partial(first, DIGITS), 51, *NO_SIZES),
    ),
    "folds": dict(
        x=refused(lambda v: folds(v, Y), *TABLES),
        y=refused(lambda v: folds(X, v), LABELS, Y[:1], WORD),
        k=refused(lambda v: folds(X, Y, v), 1, len(X) + 1, *NO_SIZES),
        seed=refused(lambda v: folds(X, Y, seed=v), -1, 0.5, "1"),
    ),
    "hold_out": dict(
        x=refused(lambda v: hold_out(v, Y), *TABLES),
        y=refused(lambda v: hold_out(X, v), LABELS, Y[:1], WORD),
        share=refused(lambda v: hold_out(X, Y, v), 0, 1, -0.5, *NO_NUMBERS),
        seed=refused(lambda v: hold_out(X, Y, seed=v), -1, 0.5, "1"),
    ),
    "permute": dict(
        data=refused(lambda v: permute(v, [0]), None, X),
        order=refused(
            partial(permute, DIGITS), [0, 1], np.arange(64.0), WORD, None, np.zeros(64, int)
        ),
    ),
    "standardize": dict(data=refused(standardize, None, X)),
    "with_label_noise": dict(
        data=refused(with_label_noise, None, X, Data(X, Y[:, :1], X, Y[:, :1])),
        share=refused(partial(with_label_noise, DIGITS), -0.1, 1.1, *NO_NUMBERS),
    ),
    "zca": dict(
        data=refused(zca, None, X), epsilon=refused(partial(zca, DIGITS), 0, -1, *NO_NUMBERS)
    ),
}
for name in [*PLANE, *CURVES]:
    make = DATASETS[name]
    TABLE[name] = dict(
        n=refused(lambda v, make=make: make(n=v), *NO_SIZES),
        noise=refused(lambda v, make=make: make(noise=v), *NO_NUMBERS, -1),
        seed=refused(lambda v, make=make: make(seed=v), -1, 0.5, "1", None),
    )
TABLE["spiral"]["turns"] = refused(lambda v: spiral(turns=v), *NO_NUMBERS)
TABLE["spiral"]["classes"] = refused(lambda v: spiral(classes=v), *NO_SIZES, 1)
TABLE["line"]["outliers"] = refused(lambda v: line(outliers=v), *NO_NUMBERS, 1.1, -0.1)
# of rules, losses, schedules and what stands in other files
for name, rule in OPTIMIZERS.items():
    knobs = getattr(rule, "__dataclass_fields__", {})
    TABLE[f"optimizer {name}"] = {
        knob: refused(lambda v, rule=rule, knob=knob: rule(**{knob: v}), *NO_NUMBERS[:-2], -1, 1.5)
        for knob in knobs
        if knob != "eps"
    } | {
        knob: refused(lambda v, rule=rule: rule(eps=v), *NO_NUMBERS[:-2], -1, 0)
        for knob in knobs
        if knob == "eps"
    }
for name in "adam", "nadam", "adamax":
    for knob in "beta1", "beta2":
        TABLE[f"optimizer {name}"][knob] += refused(
            lambda v, name=name, knob=knob: OPTIMIZERS[name](**{knob: v}), 1.0, 1, "0.9"
        )
for name, schedule in SCHEDULES.items():
    TABLE[f"schedule {name}"] = {
        knob: refused(
            lambda v, schedule=schedule, knob=knob: schedule(**{knob: v}), *NO_NUMBERS[:-2], -1
        )
        for knob in schedule.__dataclass_fields__
    }
TABLE["schedule performance"]["span"] += refused(lambda v: SCHEDULES["performance"](span=v), 2.5, 0)
for name, loss in LOSSES.items():
    TABLE[f"loss {name}"] = {
        "outputs": refused(lambda v, loss=loss: loss(v, Y), WORD, LIST, None, Y[0]),
        "target": refused(partial(loss, Y), *WRONG_Y[:-4], [[1]]),
    }
for name in PENALTIES:
    TABLE[f"penalty {name}"] = dict(w=refused(PENALTIES[name], WORD, LIST, None, [1j]))
for name in ACTIVATIONS:
    TABLE[f"activation {name}"] = dict(z=refused(ACTIVATIONS[name], WORD, LIST, None, [1j]))
TABLE |= {
    "batches": dict(batch=refused(lambda v: batches(8, v, RNG), *NO_SIZES[:6], True)),
    "generator": dict(seed=refused(generator, -1, 1.5, "1", None, [], [-1], True)),
    "weighted_cross_entropy": dict(
        outputs=refused(lambda v: weighted_cross_entropy(v, Y), WORD, LIST, None, Y[0]),
        target=refused(partial(weighted_cross_entropy, Y), *WRONG_Y[:-4], [[1]]),
        weights=refused(lambda v: weighted_cross_entropy(Y, Y, v), [-1, 1, 1], [1], WORD, None),
    ),
    "hinge": dict(margin=refused(lambda v: hinge(Y, Y, v), -1, *NO_NUMBERS)),
    "masks": dict(M=refused(ensembles.masks, -1, 2.5, "2", None, 99)),
    "bootstrap": dict(
        n=refused(lambda v: ensembles.bootstrap(v, 2), *NO_SIZES),
        K=refused(lambda v: ensembles.bootstrap(2, v), *NO_SIZES),
    ),
    "bias_variance": dict(
        outputs=refused(lambda v: ensembles.bias_variance(v, Y), Y, WORD),
        truth=refused(lambda v: ensembles.bias_variance(np.stack([Y, Y]), v), LABELS, Y[:1], WORD),
    ),
    "Bagging": dict(
        samples=refused(
            lambda v: ensembles.Bagging(NET, "mse", X, Y, samples=v), [0, 1], [[8]], [[0.5]], WORD
        )
    ),
    "moments": dict(outputs=refused(st.moments, [], None, X, [[1, 2]], [WORD])),
    "histograms": dict(
        outputs=refused(st.histograms, [], None, [X[:0]]),
        bins=refused(lambda v: st.histograms([X], v), *NO_SIZES),
    ),
    "gradient_sizes": dict(
        net=refused(lambda v: st.gradient_sizes(v, THETA), None),
        theta=refused(lambda v: st.gradient_sizes(NET, v), THETA[1:], WORD),
    ),
    "active_units": dict(
        net=refused(lambda v: st.active_units(v, THETA, X), None),
        x=refused(lambda v: st.active_units(NET, THETA, v), *WRONG_X),
    ),
    "thin_linear": dict(x=refused(lambda v: st.thin_linear(NET, THETA, v), X[None], *WRONG_X)),
    "largest_line": dict(
        pieces=refused(lambda v: convex.largest_line(v, X[0]), X[0], WORD, None),
        x=refused(lambda v: convex.largest_line([[1, 0]], v), X, WORD, None),
    ),
    "tangents": dict(
        k=refused(convex.tangents, *NO_SIZES),
        reach=refused(lambda v: convex.tangents(2, v), -1, *NO_NUMBERS),
    ),
    "nearest_convex": dict(
        x=refused(lambda v: convex.nearest_convex(v, [1.0, 2, 3]), [1, 1, 2], WORD),
        y=refused(lambda v: convex.nearest_convex([1.0, 2, 3], v), [1, 2], WORD, None),
    ),
    "Neighbours": dict(
        x=refused(lambda v: neighbours.Neighbours(v, Y), X * np.nan, *TABLES),
        y=refused(lambda v: neighbours.Neighbours(X, v), LABELS, Y[:1], WORD, None),
        k=refused(lambda v: neighbours.Neighbours(X, Y, v), len(X) + 1, *NO_SIZES),
    ),
    "nearest": dict(
        x=refused(lambda v: neighbours.nearest(v, X), X * np.nan, *WRONG_X),
        among=refused(lambda v: neighbours.nearest(X, v), *TABLES),
        k=refused(lambda v: neighbours.nearest(X, X, v), len(X) + 1, *NO_SIZES),
    ),
    "co_adaptation": dict(h=refused(st.co_adaptation, X[0], X[:, :1], WORD)),
    "pretrain": dict(
        net=refused(lambda v: pretraining.pretrain(v, THETA, X), None, NET),
        batch=refused(lambda v: pretrained(batch=v), *NO_SIZES),
        epochs=refused(lambda v: pretrained(epochs=v), -1, 0.5, "1", None),
        x=refused(lambda v: pretrained(x=v), X - 9, *TABLES),
        learn=refused(lambda v: pretrained(learn=v), "rbm", None),
    ),
}


@pytest.mark.parametrize("argument, calls", cases(TABLE))
def test_nonsense_is_refused_by_name(argument, calls):
    check(argument, calls)


def test_the_tables_have_all_public_names():
    asked = {*TABLE, *test_checks_networks.TABLE}
    asked |= {"knob", "from_csv", *IMAGES, "fashion_mnist"}  # tested where they are
    for module in dlcore, data:
        there = {name: thing for name, thing in vars(module).items() if name[0] != "_"}
        made = {name for name, thing in there.items() if isclass(thing) or isfunction(thing)}
        assert made <= asked, made - asked
