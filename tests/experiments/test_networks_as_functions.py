"""The experiments of lecture 01 against what they claim to show."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from dlcore import CURVES, DATASETS
from dlcore.experiments import (
    DeepAndWide,
    FunctionFamily,
    HandFeatures,
    HandFit,
    KindsOfLearning,
    NandNetwork,
    NetworkNumbers,
    OneNeuron,
    OwnDigit,
    PerceptronSteps,
    ProductionLine,
    Shapes,
    VisibleErrors,
)
from dlcore.experiments.drawing import ink_of
from dlcore.experiments.networks_as_functions._readers import coarse, in_ink
from dlcore.experiments.networks_as_functions.function_family import SIZES
from dlcore.experiments.networks_as_functions.hand_features import FEATURES, features
from dlcore.experiments.networks_as_functions.hand_fit import by_hand
from dlcore.experiments.networks_as_functions.one_neuron import GATES, table_of
from dlcore.experiments.networks_as_functions.own_digit import READERS, SEVEN, an_example
from dlcore.experiments.networks_as_functions.production_line import LINES, SomeLearn
from dlcore.experiments.networks_as_functions.shapes import size_of, width_of
from dlcore.experiments.stack import Stack
from dlcore.network import mlp
from tests.core.helpers import assert_it_repeats, last

LINE = ((-2.0, 0.5), (-1.0, -1.0), (0.5, 1.0), (2.0, 0.0))
EXPERIMENTS = [
    FunctionFamily(),
    HandFit(nodes=LINE),
    OneNeuron(activation="sigmoid"),
    PerceptronSteps(first=1.0),
    NetworkNumbers(),
    NandNetwork(),
    DeepAndWide(epochs=3, examples=40),
    Shapes(epochs=3, examples=40, runs=2),
    HandFeatures(epochs=2, examples=30, runs=2),
    ProductionLine(epochs=1, examples=100, runs=2),
    VisibleErrors(epochs=1, examples=100, runs=2),
    OwnDigit(),
    KindsOfLearning(runs=2),
]


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda e: type(e).__name__)
def test_runs_repeat_and_earlier_frames_stay(experiment):
    assert_it_repeats(experiment)


# ---- families


@pytest.mark.parametrize("family", SIZES)
def test_each_family_holds_the_one_before(family):
    losses = last(FunctionFamily(family=family, seed=3)).losses[0]
    assert (np.diff(losses) <= 1e-9).all() and losses[-1] < losses[0]


def test_the_best_member_is_best():
    """Any other polynomial of the degree has a larger error."""
    frame = list(FunctionFamily().frames())[3]
    x, y = frame.points
    best = np.polyfit(x, y, 3)
    assert abs(((np.polyval(best, x) - y) ** 2).mean() - frame.losses[0, -1]) < 1e-9
    np.testing.assert_allclose(frame.curve, np.polyval(best, frame.side), atol=1e-6)


def test_a_line_bent_by_hand_is_a_network():
    net, theta = by_hand(LINE)
    assert net.widths[0] == 1 and net.size == mlp(1, 3, 1).size
    x = np.linspace(-2, 2, 50)
    line = np.interp(x, *np.array(LINE).T)
    np.testing.assert_allclose(net.predict(theta, x[:, None])[:, 0], line, atol=1e-12)
    frame, data = last(HandFit(nodes=LINE, seed=2)), CURVES["sine"](n=40, noise=0.1, seed=2)
    off = (np.interp(data.x[:, 0], *np.array(LINE).T) - data.y[:, 0]) ** 2
    assert abs(frame.mine_lost[0] - off.mean()) < 1e-6


def test_the_others_have_so_many_times_the_units():
    one, many = (HandFit(nodes=LINE, times=times) for times in (1, 10))
    first = next(iter(one.frames()))
    assert first.theirs.shape == (5, 81) and last(many).theirs_lost[0].max() < 0.05
    moved = last(replace(one, nodes=((-2, 1), *LINE[1:])))
    np.testing.assert_array_equal(moved.theirs, last(one).theirs)  # who do not know of the hand


# ---- units


def test_all_gates_are_all_truth_tables():
    assert len(set(GATES)) == 16
    assert table_of(GATES.index("XOR")).tolist() == [False, True, True, False]
    assert table_of(GATES.index("NAND")).tolist() == [True, True, True, False]
    assert table_of(GATES.index("a > b")).tolist() == [False, False, True, False]


def test_a_unit_is_what_its_numbers_say():
    frame = last(OneNeuron(w1=-2.0, w2=-2.0, bias=3.0))
    assert GATES[frame.gate] == "NAND" and frame.right == 4 and frame.lights.tolist()[3] is False
    place = [int(np.abs(frame.sides - w).argmin()) for w in (-2.0, -2.0)]
    assert GATES[int(frame.atlas[place[1], place[0]])] == "NAND"


def test_bias_and_threshold_are_one_number():
    for bias in (-1.5, 0.2, 2.0):
        one = last(OneNeuron(bias=bias))
        other = last(OneNeuron(bias=bias + 0.75, threshold=0.75))
        np.testing.assert_array_equal(one.outputs, other.outputs)
        np.testing.assert_array_equal(one.atlas, other.atlas)


def test_the_perceptron_follows_its_rule():
    """Again, with fractions and as slowly as it is written."""
    e = PerceptronSteps(lr=0.3, seed=4)
    x, labels = e.places
    frames, w, order = list(e.frames()), [Fraction(0)] * 3, e.exact()[-1]
    wrong = []
    while True:
        before = len(wrong)
        for i in order:
            p = [Fraction(str(v)) for v in (*x[i], 1)]
            sign = 1 if labels[i] else -1
            if sign * sum(a * b for a, b in zip(w, p, strict=True)) <= 0:
                w = [a + Fraction("0.3") * sign * b for a, b in zip(w, p, strict=True)]
                wrong.append(int(i))
        if len(wrong) == before:
            break
    assert [frame.wrong for frame in frames[1:]] == wrong and frames[-1].ends == "rest"
    np.testing.assert_allclose(frames[-1].w, [float(v) for v in w])
    assert frames[-1].right == len(x) and frames[-1].passes.sum() == frames[-1].t


def test_a_perceptron_that_cannot_rest_comes_round():
    xor = PerceptronSteps(circles=((1, 1), (-1, -1)), diamonds=((1, -1), (-1, 1)))
    frame = last(xor)
    assert frame.ends == "cycle" and frame.right < 4
    same = PerceptronSteps(circles=((0.5, 0.5),), diamonds=((0.5, 0.5),))
    assert last(same).ends == "cycle"


def test_the_network_of_source_4():
    first, second = last(NetworkNumbers()), last(NetworkNumbers(x=(0.0, 0.0)))
    np.testing.assert_allclose(first.out, [0.62, 0.83], atol=0.005)
    np.testing.assert_allclose(second.out, [0.51, 0.85], atol=0.005)
    np.testing.assert_allclose(first.units[1], [0.98, 0.12], atol=0.005)
    start = next(iter(NetworkNumbers().frames()))
    assert np.isnan(start.units[1]).all() and start.units[0].tolist() == [1, -1]


def test_four_nands_are_xor():
    w = (-2, -2, 0, 0, -2, -2, -2, -2)
    frames = list(NandNetwork(w=w, b=(3, 3, 3)).frames())
    ends = frames[3::4]
    assert [frame.row for frame in ends] == [0, 1, 2, 3]
    assert [frame.out[0] for frame in ends] == [0, 1, 1, 0]
    assert all(frame.right == 4 for frame in frames) and np.isnan(frames[4].units[1]).all()
    assert last(NandNetwork()).right == 2


# ---- networks


def test_shapes_have_as_many_numbers():
    for depth, width in ((1, 38), (2, 11), (4, 7)):
        assert size_of(depth, width) == mlp(2, *(width,) * depth, 2).size
        assert width_of(depth, 190) == width
    frame = last(Shapes(epochs=1, examples=40, runs=1))
    assert np.ptp(frame.sizes) < 0.15 * frame.sizes.mean()


def test_a_network_without_hidden_layers_has_no_units():
    frame = last(DeepAndWide(depth=0, epochs=1))
    assert frame.seen.units == () and frame.size == mlp(2, 2).size
    assert set(DeepAndWide(depth=0).idle) == {"width", "activation"}


def test_features_are_what_they_are_called():
    ring, bar = np.zeros((2, 28, 28))
    y, x = np.indices((28, 28)) - 13.5
    ring[np.abs(np.hypot(x, y) - 8) < 1.5] = 1
    bar[4:24, 13:15] = 1
    (round_ring, ink_ring, white_ring), (round_bar, ink_bar, white_bar) = features(
        np.stack([ring, bar])
    )
    assert round_ring > 0.99 and round_bar < 0.2 and (white_ring, white_bar) == (1, 0)
    assert abs(ink_bar - bar.mean()) < 1e-6 < ink_ring
    turned = features(np.stack([bar.T]))[0]
    np.testing.assert_allclose(turned, [round_bar, ink_bar, white_bar], atol=1e-5)


def test_only_the_features_in_use_are_seen():
    for name, some in FEATURES.items():
        e = HandFeatures(use=name, examples=30)
        hand, pixels, values, labels = e.sets()
        assert hand.x.shape[1] == len(some) and pixels.x.shape[1] == 784
        assert len(hand.x) == len(pixels.x) == 60 and set(labels) == {0, 1}
        assert values.shape == (len(labels), 3)


def test_boxes_that_do_not_learn_stay():
    about = dict(data="digits", depth=2, width=5, examples=100, epochs=1)
    for boxes in LINES.values():
        stack = Stack([SomeLearn(boxes=boxes, **about)])
        *_, end = stack.steps()
        moved = [
            not np.array_equal(a, b)
            for a, b in zip(
                stack.net.weights(end.theta), stack.net.weights(stack.start), strict=True
            )
        ]
        assert [n for n, m in enumerate(moved, 1) if m] == list(boxes)


# ---- digits


def test_what_is_drawn_is_what_is_seen():
    plain = last(OwnDigit(centre=False))
    np.testing.assert_array_equal(plain.seen, ink_of(SEVEN))
    assert plain.ink == ink_of(SEVEN).sum() and abs(plain.outputs.sum() - 1) < 1e-5
    black = last(OwnDigit(dark=0.5))
    assert set(np.unique(black.seen)) == {0, 1}
    empty = last(OwnDigit(ink=(0,) * 28))
    assert empty.ink == 0 and "Nothing is drawn" in empty.headline


@pytest.mark.parametrize("reader", READERS)
def test_examples_are_read(reader):
    data = DATASETS["mnist10k"]()
    said = [last(OwnDigit(ink=an_example(n), reader=reader)).said for n in range(40)]
    assert (np.array(said) == data.y_test[:40].argmax(-1)).mean() > 0.75


def test_coarse_images_keep_their_ink():
    x = DATASETS["mnist10k"]().x_test[:5]
    assert coarse(x, 28) is x
    np.testing.assert_allclose(coarse(x, 8).sum(1) * 16, x.sum(1), rtol=1e-5)
    assert set(np.unique(in_ink(x, 0.5))) == {0, 1} and in_ink(x, 0.0) is x


def test_errors_that_are_shown_are_errors():
    frame = last(VisibleErrors(epochs=1, examples=200, runs=2))
    assert (frame.labels != frame.said).all() and len(frame.images) == 24 <= frame.wrong
    assert frame.cost.shape == (2,) and set(np.unique(frame.images)) == {0, 1}


def test_self_training_labels_for_itself_and_keeps_what_it_was_told():
    e, data = KindsOfLearning(runs=1, labels=3), DATASETS["digits"]()
    places, labels = e.first_labels(data, 5)
    assert (np.bincount(labels) == 3).all() and len(set(places)) == 30
    np.testing.assert_array_equal(labels, data.y[places].argmax(-1))
    net = mlp(64, 32, 10)
    more, said = e.more_labels(net, net.init(0), data, places, labels, 4)
    np.testing.assert_array_equal(more[:30], places)
    np.testing.assert_array_equal(said[:30], labels)
    assert len(more) == len(set(more)) == 500
    fewer, _ = replace(e, trust=0.5).more_labels(net, net.init(0), data, places, labels, 0)
    assert len(fewer) == 30 + int(0.1 * 470)


def test_all_kinds_reach_their_goals():
    frames = list(KindsOfLearning(runs=3).frames())
    first, end = frames[0], frames[-1]
    assert first.taught.shape == (3, 1) and end.taught.shape == (3, 6)
    assert end.supervised[:, -1].min() > 0.85 > first.supervised[:, -1].max()
    assert end.unsupervised[:, -1].min() > 0.6 and end.rewards[:, -1].min() > 0.55
