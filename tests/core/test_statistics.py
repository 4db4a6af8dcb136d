"""What goes on inside a network."""

import numpy as np
import pytest

from dlcore import LOSSES, Activation, Cosine, Dense, Maxout, Net, Residual, WeightNorm, mlp
from dlcore import statistics as st

RNG = np.random.default_rng(0)
X = RNG.standard_normal((30, 5))


def passed(net, theta, x=X, seed=1):
    """Outputs, dy, gradient and deltas of a cross-entropy with random classes."""
    outputs, backward = net.forward(theta, x)
    C = outputs[-1].shape[-1]
    y = np.eye(C)[np.random.default_rng(seed).integers(C, size=len(x))]
    _, dy = LOSSES["cross-entropy"](outputs[-1], y)
    return outputs, dy, *backward(dy)


def test_moments_and_histograms():
    net = mlp(5, 8, 6, 3, activation="tanh")
    theta = net.init(0, np.float64)
    outputs, *_ = passed(net, theta)
    mean, std = st.moments(outputs)
    assert mean.shape == std.shape == (5,)
    assert mean[2] == outputs[2].mean() and std[4] == outputs[4].std()
    counts, edges = st.histograms(outputs, bins=20)
    assert counts.shape == (5, 20) and edges.shape == (21,)
    assert counts.sum(1).tolist() == [30 * y.shape[-1] for y in outputs]
    assert edges[0] == min(y.min() for y in outputs)
    counts, _ = st.histograms([np.array([[0.5, np.nan, 5]])], bins=2, span=(0, 1))
    assert counts.tolist() == [[0, 1]]


def test_sizes_of_gradients_and_movement_follow_their_formulas():
    net = Net((Dense(5, 4), Activation("tanh"), Maxout(4, 3, 2), Dense(3, 3)))
    start, theta = net.init(0, np.float64), net.init(1, np.float64)
    _, _, grad, _ = passed(net, theta)
    W0, *pieces, W2 = net.weights(grad)
    sizes = st.gradient_sizes(net, grad)
    np.testing.assert_allclose(sizes, [np.sqrt(np.mean(W**2)) for W in (W0, np.stack(pieces), W2)])
    moved = st.weight_movement(net, theta, start)
    a, b = net.weights(theta)[0], net.weights(start)[0]
    np.testing.assert_allclose(moved[0], np.linalg.norm(a - b) / np.linalg.norm(b))
    assert not st.weight_movement(net, start, start).any()


def test_gradient_at_the_outputs_is_that_of_finite_differences():
    net = mlp(5, 4, 3, activation="tanh")
    theta = net.init(2, np.float64)
    outputs, dy, _, deltas = passed(net, theta)
    sizes = st.delta_sizes(deltas, dy)
    assert sizes.shape == (3,) and sizes[2] == np.sqrt(np.mean(dy**2))
    # the last layer as a network of its own: its input is the output of layer 1
    rest, target = Net(net.layers[2:]), np.eye(3)[np.random.default_rng(1).integers(3, size=30)]
    own, h = theta[-rest.size :], outputs[1]
    slopes = np.zeros_like(h)
    for place in np.ndindex(h.shape):
        for side in (1, -1):
            other = h.copy()
            other[place] += side * 1e-5
            slopes[place] += (
                side * LOSSES["cross-entropy"](rest.predict(own, other), target)[0] / 2e-5
            )
    assert sizes[1] == pytest.approx(np.sqrt(np.mean(slopes**2)), rel=1e-6)


def test_runs_give_what_each_gives_alone():
    net = mlp(5, 8, 6, 3)
    theta = net.init((0, 1, 2), np.float64)
    outputs, dy, grad, deltas = passed(net, theta)
    together = (
        *st.moments(outputs),
        st.gradient_sizes(net, grad),
        st.delta_sizes(deltas, dy),
        st.weight_movement(net, theta, theta[0]),
        st.dead_share(net, outputs, X),
        st.saturated_share(net, outputs, X),
        st.ripple(net, theta, st.nudged(net, theta, 0, (0, 1), 0.5), X),
    )
    for k in range(3):
        own, dy, grad, deltas = passed(net, theta[k])
        alone = (
            *st.moments(own),
            st.gradient_sizes(net, grad),
            st.delta_sizes(deltas, dy),
            st.weight_movement(net, theta[k], theta[0]),
            st.dead_share(net, own, X),
            st.saturated_share(net, own, X),
            st.ripple(net, theta[k], st.nudged(net, theta[k], 0, (0, 1), 0.5), X),
        )
        for stacked, single in zip(together, alone, strict=True):
            np.testing.assert_allclose(stacked[:, k], single, rtol=1e-12)


def test_dead_units_are_counted_over_all_examples():
    net = mlp(5, 4, 3)
    theta = net.init(0, np.float64)
    net.views(theta)[0]["b"][0, :] = [0, -1e3, -1e3, 0]
    outputs, _ = net.forward(theta, X)
    assert st.dead_share(net, outputs, X).tolist() == [0.5]
    one_active = outputs[0].max(0)[0]
    net.views(theta)[0]["b"][0, 0] = -one_active + 1e-9  # active for a single example: not dead
    outputs, _ = net.forward(theta, X)
    assert st.dead_share(net, outputs, X).tolist() == [0.5]


@pytest.mark.parametrize("name, edge", [("sigmoid", 3.6369), ("tanh", 1.8184)])
def test_saturated_is_where_the_slope_is_a_tenth_of_the_largest(name, edge):
    net = Net((Activation(name), Dense(4, 1)))
    x = np.array([[0, edge - 1e-3, edge + 1e-3, -edge - 1e-3]])
    outputs, _ = net.forward(np.zeros(5), x)
    assert st.saturated_share(net, outputs, x).tolist() == [0.5]
    assert st.saturated_share(net, outputs, x, below=1.0).tolist() == [0.75]


def test_a_nudge_changes_what_it_should_and_only_what_comes_after():
    net = mlp(5, 6, 6, 3, activation="sigmoid")
    theta = net.init(0, np.float64)
    other = st.nudged(net, theta, 1, (2, 3), 0.7)
    assert np.flatnonzero(other != theta).size == 1
    W, W_other = net.weights(theta)[1], net.weights(other)[1]
    assert W_other[2, 3] == W[2, 3] + 0.7
    moved = st.ripple(net, theta, other, X)
    assert not moved[:2].any() and (moved[2:] > 0).all()
    h = net.forward(theta, X)[0][1]
    assert moved[2] == pytest.approx(0.7 * np.sqrt(np.mean(h[:, 2] ** 2)), rel=1e-12)
    column = st.nudged(net, theta, 0, (slice(None), 1), 0.1)
    assert np.flatnonzero(column != theta).size == 5


def test_a_relu_net_is_a_thin_linear_net_for_each_input():
    net = mlp(64, 64, 64, 64, 64, 64, 64, 10)
    theta = net.init(3, np.float64)
    x = np.random.default_rng(4).standard_normal((20, 64))
    W, b = st.thin_linear(net, theta, x)
    assert W.shape == (20, 64, 10) and b.shape == (20, 1, 10)
    y = net.predict(theta, x)
    np.testing.assert_allclose((x[:, None] @ W + b)[:, 0], y, atol=1e-15 * 64 * np.abs(y).max())
    assert not np.allclose(W[0], W[1])
    # it is the same net nearby, and its slope
    near = x + 1e-7 * np.random.default_rng(5).standard_normal(x.shape)
    np.testing.assert_allclose((near[:, None] @ W + b)[:, 0], net.predict(theta, near), atol=1e-12)


def test_a_maxout_net_is_the_net_of_its_winners():
    net = Net((Maxout(6, 5, 3), Maxout(5, 4, 2), Dense(4, 2), Activation("relu"), Dense(2, 3)))
    theta = net.init(1, np.float64) + 0.1 * np.random.default_rng(2).standard_normal(net.size)
    x = np.random.default_rng(4).standard_normal((20, 6))
    W, b = st.thin_linear(net, theta, x)
    assert W.shape == (20, 6, 3) and b.shape == (20, 1, 3)
    np.testing.assert_allclose((x[:, None] @ W + b)[:, 0], net.predict(theta, x), atol=1e-13)
    first = net.layers[0], net.views(theta)[0]
    winners = first[0].winners(first[1], x)
    z = np.stack([x @ first[1]["W"][k] + first[1]["b"][k] for k in range(3)])
    np.testing.assert_array_equal(winners, z.argmax(0))
    assert len(np.unique(winners, axis=0)) > 10  # another net for nearly every example


def test_only_nets_of_straight_pieces_have_a_thin_linear_net():
    net = mlp(5, 4, 3, activation="tanh")
    with pytest.raises(ValueError, match="dense, maxout and ReLU layers only, not Activation"):
        st.thin_linear(net, net.init(0), X)


def test_lines_through_the_plane_cut_it_into_the_known_number_of_regions():
    # w units of one layer are w lines; those in general position make 1 + w + w (w - 1) / 2 pieces
    net = Net((Dense(2, 3), Activation("relu"), Dense(3, 1)))
    theta = np.zeros(net.size)
    p = net.views(theta)[0]
    p["W"][...], p["b"][...] = [[1, 0, 1], [0, 1, 1]], [[0, 0, -1]]
    axis = np.linspace(-3, 3, 200)
    grid = np.stack(np.meshgrid(axis, axis), -1).reshape(-1, 2)
    number = st.regions(net, theta, grid)
    assert number.min() == 0 and number.max() + 1 == 7
    same = (grid > 1.5).all(1)
    assert len(np.unique(number[same])) == 1
    assert len(np.unique(number[(grid > 0).all(1)])) == 2


def test_active_units_stand_in_the_order_of_the_layers():
    net = mlp(5, 4, 3, 2)
    theta = net.init((0, 1), np.float64)
    active = st.active_units(net, theta, X)
    assert active.shape == (2, 30, 7) and active.dtype == bool
    outputs, _ = net.forward(theta, X)
    np.testing.assert_array_equal(active, np.concatenate([outputs[1], outputs[3]], -1) > 0)


def test_co_adaptation_of_copies_and_of_strangers():
    rng = np.random.default_rng(0)
    h = rng.standard_normal((4000, 1))
    assert st.co_adaptation(np.concatenate([h, 3 * h + 1, -h], 1)) == pytest.approx(1)
    assert st.co_adaptation(rng.standard_normal((4000, 10))) < 0.03
    constant = np.concatenate([h, np.ones_like(h)], 1)
    assert st.co_adaptation(constant) == 0
    two = np.stack([np.concatenate([h, h], 1), constant])
    np.testing.assert_allclose(st.co_adaptation(two), [1, 0])
    three = rng.standard_normal((50, 3)) @ rng.standard_normal((3, 3))
    corr = np.abs(np.corrcoef(three.T))[np.triu_indices(3, 1)]
    assert st.co_adaptation(three) == pytest.approx(corr.mean())


def test_a_start_of_zero():
    net = mlp(5, 4, 3, init="zeros")
    start = net.init(0)
    assert st.weight_movement(net, start, start).tolist() == [0, 0]
    moved = st.nudged(net, start, 1, (0, 0), 0.1)
    assert st.weight_movement(net, moved, start).tolist() == [0, np.inf]


@pytest.mark.parametrize("scale", [1e30, 1e-40, np.nan, np.inf])
def test_runs_that_diverge_have_statistics_and_no_warnings(scale):
    with np.errstate(invalid="ignore"):
        outputs = [np.array([[1.0, -2], [0, 1]], np.float32) * np.float32(scale)]
    with np.errstate(all="raise", under="ignore"):
        (mean,), (std,) = st.moments(outputs)
        counts, edges = st.histograms(outputs, bins=4)
        (size,) = st.delta_sizes([None], outputs[0])
    if np.isfinite(scale):
        assert mean == 0 and std == pytest.approx(scale * np.sqrt(1.5), rel=1e-4)
        assert size == pytest.approx(scale * np.sqrt(1.5), rel=1e-4)
        assert counts.sum() == 4 and edges[0] == pytest.approx(-2 * scale, rel=1e-4)
    else:
        assert not np.isfinite([mean, std, size]).any() and counts.sum() <= 1


def test_co_adaptation_needs_two_units():
    with pytest.raises(ValueError, match="h must be outputs of at least 2 units"):
        st.co_adaptation(np.ones((5, 1)))


@pytest.mark.parametrize(("kind", "name"), [(WeightNorm, "v"), (Cosine, "W")])
def test_directions_count_as_matrices_though_no_penalty_acts_on_them(kind, name):
    net = Net((kind(6, 5), Activation("tanh"), Residual((kind(5, 5),)), Dense(5, 3)))
    theta = net.init([0, 1])
    parts = st.matrices(net, theta)
    assert [part.shape for part in parts] == [(2, 30), (2, 25), (2, 15)]
    assert len(net.weights(theta)) == 1
    np.testing.assert_array_equal(parts[0], net.views(theta)[0][name].reshape(2, -1))
