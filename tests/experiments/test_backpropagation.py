"""Experiments of lecture 08: the written-out passes are those of the core, faults are faults."""

from dataclasses import replace

import numpy as np
import pytest

from dlcore import ACTIVATIONS, LOSSES, Activation, Net, mlp
from dlcore.autograd import EXPRESSIONS, OPERATIONS, Node, backward, call
from dlcore.experiments import (
    Blame,
    BugBench,
    BugsInTraining,
    GraphWithNumbers,
    HandDeltas,
    NumbersOnEdges,
    RecursionOrSweep,
    WhoseGradient,
    Wiggle,
)
from dlcore.experiments.backpropagation import _passes, _small
from dlcore.experiments.backpropagation.bug_bench import CASES
from dlcore.experiments.backpropagation.graph_with_numbers import W1, W2
from dlcore.experiments.backpropagation.recursion_or_sweep import parameters, really, recursive
from dlcore.seeding import generator


def last(experiment):
    *_, frame = experiment.frames()
    return frame


def core(small):
    """deltas and gradients of a `Small` by the core."""
    net = mlp(2, 2, 2, 2, activation=small.activation)
    net = Net((*net.layers, Activation(small.activation)))
    theta = np.zeros(net.size)
    dense = net.views(theta)[::2]
    for views, W, b in zip(dense, small.weights, small.biases, strict=True):
        views["W"][...], views["b"][...] = W, b
    outputs, back = net.forward(theta, small.x[None])
    grad, deltas = back(LOSSES["mse"](outputs[-1], small.target[None])[1])
    return [d[0] for d in deltas[1::2]], [views["W"] for views in net.views(grad)[::2]], outputs


# ---- the small network


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
@pytest.mark.parametrize("seed", [0, 3, 11])
def test_the_small_network_is_that_of_the_core(seed, activation):
    small = replace(_small.drawn(seed), activation=activation)
    deltas, gradients = small.backward()
    known = core(small)
    for ours, theirs in ((deltas, known[0][1:]), (gradients, known[1])):
        for one, other in zip(ours[-len(theirs) :], theirs, strict=True):
            np.testing.assert_allclose(one, other, atol=1e-15)


def test_the_deltas_of_source_4():
    """With target (1, 0); the numbers themselves, to four places."""
    small = _small.source_four()
    np.testing.assert_allclose(small.forward()[0][3], [0.6177, 0.8291], atol=5e-5)
    first, second, third = small.backward()[0]
    np.testing.assert_allclose(third, [-0.0903, 0.1175], atol=5e-5)
    np.testing.assert_allclose(second, [-0.0458, 0.0552], atol=5e-5)
    np.testing.assert_allclose(first, [-0.0036, -0.0010], atol=5e-5)


@pytest.mark.parametrize("largest", [False, True])
@pytest.mark.parametrize("seed", [0, 5, 9])
def test_products_are_finite_differences(seed, largest):
    small = replace(_small.drawn(seed), largest=largest)
    pairs = zip(small.backward()[1], small.wiggled(), strict=True)
    assert max(np.abs(a - b).max() for a, b in pairs) < 1e-8


def test_a_maximum_passes_to_the_winner_only():
    small = _small.source_four(largest=True)
    came, masks = small.backward()[1][1][:, 0], small.forward()[2][1][:, 0]
    assert masks.sum() == 1 and (came[masks == 0] == 0).all() and (came[masks == 1] != 0).all()


def test_what_has_not_come_back_is_not_told():
    frames = list(NumbersOnEdges(edge="x2 → h2").frames())
    assert [f.known for f in frames] == [False, False, False, True]
    assert [len(f.table[1]) for f in frames] == [0, 4, 8, 12]
    into, back, product, wiggle = frames[-1].factors
    assert into == -1 and np.isclose(into * back, product) and np.isclose(product, wiggle)
    assert "Forward" in frames[0].headline and "goes in −1" in frames[-1].headline


# ---- typed deltas


def typed(deltas):
    """As the knob holds them, from the outputs on."""
    return tuple(float(f"{v:.2g}") for layer in deltas[::-1] for v in layer)


def test_two_digits_are_enough():
    for seed in range(12):
        frame = last(HandDeltas(seed=seed, typed=typed(_small.drawn(seed).backward()[0])))
        assert frame.count == 6 and frame.findings == []


@pytest.mark.parametrize(
    "change, words",
    [
        (lambda d, n: (-d[2], d[1], d[0]), "y1 has the wrong sign"),
        (lambda d, n: (n.forward()[0][3] - n.target, d[1], d[0]), "y1 lacks the slope"),
        (lambda d, n: (d[2], n.weights[2] @ d[2], d[0]), "k1 lacks the slope"),
        (lambda d, n: (d[2], n.forward()[1][1] * (n.weights[2][:, 0] * d[2][0]), d[0]), "one path"),
        (lambda d, n: (d[2], d[1], n.forward()[1][0] * (n.weights[1].T @ d[1])), "that come in"),
        (lambda d, n: (d[2], 0 * d[1], d[0]), "k1 is not typed yet"),
        (lambda d, n: (d[2], 0 * d[1] + 0.5, d[0]), "k1 is not right yet"),
    ],
)
def test_mistakes_are_told_apart(change, words):
    net = _small.source_four()
    numbers = change(net.backward()[0], net)
    given = tuple(float(v) for layer in numbers for v in layer)
    [finding] = last(HandDeltas(typed=given)).findings
    assert words in finding.sentence


# ---- planted faults


def test_the_healthy_pass_is_that_of_the_core():
    rng = generator(4, stream=1)
    layers = [(W[0], b[0]) for W, b in _passes.started([rng], (4, 5, 3))]
    x, y = rng.standard_normal((6, 4)), np.eye(3)[rng.integers(0, 3, 6)]
    for name in ("sigmoid", "relu", "tanh"):
        net = mlp(4, 5, 3, activation=name)
        theta = np.concatenate([part.ravel() for pair in layers for part in pair])
        outputs, back = net.forward(theta, x)
        known = back(LOSSES["cross-entropy"](outputs[-1], y)[1])[0]
        outs, slopes = _passes.forward(layers, x, name)
        ours = _passes.backward(layers, outs, slopes, y, name)
        flat = np.concatenate([part.ravel() for pair in ours for part in pair])
        np.testing.assert_allclose(flat, known, atol=1e-15)


@pytest.mark.parametrize("case", range(1, 7))
def test_the_bench_finds_every_fault_and_no_other(case):
    for seed in range(4):
        frame = last(BugBench(case=case, seed=seed))
        off = (frame.apart > 1e-4).tolist()
        fault = CASES[case - 1]
        assert off == {"healthy": [False] * 3, "never reset": [True] * 3}.get(
            fault, [True, True, False]
        )


def test_a_slope_at_the_output_is_no_fault_of_relu():
    assert last(BugBench(case=6, activation="relu")).apart.max() < 1e-4


def test_wiggles_too_large_or_too_small_find_faults_that_are_none():
    healthy = CASES.index("healthy") + 1
    for eps in (1.0, 1e-12):
        assert last(BugBench(case=healthy, eps=eps)).apart.max() > 1e-4


def test_faults_in_training_start_alike_and_stale_weights_need_a_rate():
    frames = list(BugsInTraining(epochs=1, lr=0.0).frames())
    assert (frames[-1].right == frames[0].right[:1, :1]).all()
    assert len(frames) == 2 and frames[-1].t == 20


# ---- graphs


def test_every_operation_has_the_gradient_of_its_value():
    rng = np.random.default_rng(0)
    shapes = {"@": ((1, 3), (3, 2)), "p₁": ((1, 4),)}
    for name in OPERATIONS:
        usual = ((1, 3), (1, 3)) if name in ("+", "·", "max") else ((1, 3),)
        values = [np.abs(rng.standard_normal(s)) + 0.1 for s in shapes.get(name, usual)]
        nodes = [Node(v) for v in values]
        out = call(name, *nodes)
        backward(out)
        for k, node in enumerate(nodes):
            for place in np.ndindex(node.value.shape):
                moved = []
                for step in (1e-6, -1e-6):
                    other = [v.copy() for v in values]
                    other[k][place] += step
                    moved.append(call(name, *map(Node, other)).value.sum())
                slope = (moved[0] - moved[1]) / 2e-6
                np.testing.assert_allclose(node.grad[place], slope, atol=1e-7, err_msg=name)


def test_every_path_counts():
    a = Node(3.0)
    backward(a * a + a + 1)
    assert a.grad == 7
    assert last(GraphWithNumbers(expression="a a + a", values=(3.0, 0, 0))).headline.endswith(
        "a: 7."
    )


def test_the_graph_of_source_2_is_the_core():
    frame = last(GraphWithNumbers(expression="network of source 2"))
    grads = dict(zip(frame.names, frame.grads, strict=True))
    net = mlp(3, 2, 3)
    theta = np.zeros(net.size)
    first, _, second = net.views(theta)
    first["W"][...], second["W"][...] = W1, W2
    outputs, back = net.forward(theta, np.array([[2.0, 1.0, -3.0]]))
    value, dy = LOSSES["cross-entropy"](outputs[-1], np.eye(3)[:1])
    views = net.views(back(dy)[0])
    np.testing.assert_allclose(frame.values[-1], value, atol=1e-14)
    np.testing.assert_allclose(grads["W1"], views[0]["W"], atol=1e-14)
    np.testing.assert_allclose(grads["W2"], views[2]["W"], atol=1e-14)


def test_a_readers_expression_is_in_the_menu():
    EXPRESSIONS["mine"] = lambda a, b, c: a * b * c
    try:
        assert last(GraphWithNumbers(expression="mine", values=(2.0, 3.0, 4.0))).values[-1] == 24
    finally:
        del EXPRESSIONS["mine"]


# ---- counts, pushes, pulls, blame


def test_visits_are_counted_as_the_formula_says():
    for depth, width in ((1, 1), (1, 7), (3, 4), (5, 3), (2, 30)):
        assert really(depth, width) == recursive(depth, width)
    assert parameters(1, 10) == mlp(10, 10).size
    assert parameters(3, 4) == mlp(4, 4, 4, 4).size
    assert last(RecursionOrSweep()).now[0] == 11_111_111_110


def test_a_push_arrives_by_both_paths():
    frame = last(Wiggle(joint="3 x + 4 y"))
    assert frame.paths.tolist() == [6, -4] and frame.slope == 2 and np.isclose(frame.quotient, 2)
    for joint in ("x y", "max(x, y)", "3 x + 4 y"):
        frame = last(Wiggle(joint=joint, g="sin s", h="s²", s=0.7, push=1e-6))
        assert np.isclose(frame.quotient, frame.slope, atol=1e-4)


def test_gradients_of_digits_have_cosines():
    frame = last(WhoseGradient())
    np.testing.assert_allclose(frame.cosines, frame.cosines.T, atol=1e-12)
    np.testing.assert_allclose(np.diag(frame.cosines), 1)
    assert frame.gap < 1e-12 and sorted(set(frame.labels)) == [0, 1, 3, 8]
    same = np.mean([frame.between(k, k) for k in (0, 1, 3, 8)])
    assert np.isclose(same, frame.alike[0])


def test_one_pixel_after_the_other_is_changed():
    frames = list(Blame(chosen=2).frames())
    for t, frame in enumerate(frames):
        assert (frame.image != frames[0].image).sum() <= t and len(frame.shares) == t + 1
    assert frames[-1].shares[-1, frames[0].wanted] > frames[0].shares[0, frames[0].wanted]
    assert frames[0].wanted == frames[0].labels[2] != frames[0].said[2]
    assert next(Blame(wanted="7").frames()).wanted == 7


def test_activations_of_the_small_network_may_be_any():
    for name in ACTIVATIONS:
        assert np.isfinite(last(NumbersOnEdges(activation=name)).cost)
