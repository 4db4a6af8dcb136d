"""PyTorch as an oracle, where it is installed: `pip install torch` in any environment, then this.

It is no part of the project's environment, being larger than all the rest together.
"""

from itertools import islice

import numpy as np
import pytest

from dlcore import (
    ACTIVATIONS,
    LOSSES,
    OPTIMIZERS,
    Activation,
    BatchNorm,
    Dense,
    LayerNorm,
    Maxout,
    MaxPool,
    Net,
    Objective,
    ParametricReLU,
    Softmax,
    WeightNorm,
    clip_by_norm,
    descend,
    mlp,
)
from dlcore.layers import asked
from tests.core.helpers import normal, one_hot_rows

torch = pytest.importorskip("torch", reason="PyTorch is not installed: an optional oracle")
nn, F = torch.nn, torch.nn.functional

close = np.testing.assert_allclose


def tensor(array):
    return torch.tensor(array, dtype=torch.float64, requires_grad=True)


THEIR_ACTIVATIONS = {
    "linear": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": F.relu,
    "leaky-relu": F.leaky_relu,
    "elu": F.elu,
    "softplus": F.softplus,
}


@pytest.mark.parametrize("name", THEIR_ACTIVATIONS)
def test_activation(name):
    z = np.concatenate([normal(50) * 5, [0.0, 15.0, -15.0, 800.0, -800.0]])
    theirs = tensor(z)
    value = THEIR_ACTIVATIONS[name](theirs)
    value.sum().backward()
    ours, slope = ACTIVATIONS[name](z)
    close(ours, value.detach(), rtol=1e-7, atol=1e-15)
    close(slope, theirs.grad, rtol=1e-7, atol=1e-15)


def cosine(outputs, target):
    return (1 - F.cosine_similarity(outputs, target, dim=-1)).mean()


THEIR_LOSSES = {
    "mse": lambda o, t: 0.5 * F.mse_loss(o, t, reduction="sum") / len(o),
    "mae": lambda o, t: F.l1_loss(o, t, reduction="sum") / len(o),
    "cross-entropy": F.cross_entropy,
    "binary-cross-entropy": lambda o, t: (
        F.binary_cross_entropy_with_logits(o, t, reduction="sum") / len(o)
    ),
    "hinge": lambda o, t: F.multi_margin_loss(o, t.argmax(-1), reduction="sum") * 4 / len(o),
    "kl": lambda o, t: F.kl_div(F.log_softmax(o, -1), t, reduction="batchmean"),
    "cosine-proximity": cosine,
}


@pytest.mark.parametrize("name", THEIR_LOSSES)
def test_loss(name):
    outputs, target = normal(9, 4), one_hot_rows(np.random.default_rng(1), 9, 4)
    theirs = tensor(outputs)
    value = THEIR_LOSSES[name](theirs, torch.tensor(target))
    value.backward()
    ours, grad = LOSSES[name](outputs, target)
    close(ours, value.item(), rtol=1e-9)
    close(grad, theirs.grad, rtol=1e-9, atol=1e-12)


def put(module, **values):
    """The module with these parameters."""
    for name, value in values.items():
        getattr(module, name).data = torch.tensor(value, dtype=torch.float64)
    return module.double()


def layer_pairs():
    """(our layer, our parameters, PyTorch's function, our name: how PyTorch holds its gradient)."""
    W, b, gamma, beta = normal(6, 4), normal(1, 4, seed=1), normal(1, 6, seed=2), normal(1, 6)
    A, c = tensor(W), tensor(b)
    yield Dense(6, 4), {"W": W, "b": b}, lambda x: x @ A + c, {"W": A, "b": c}
    norm = put(nn.LayerNorm(6), weight=gamma[0], bias=beta[0])
    about = {"gamma": norm.weight, "beta": norm.bias}
    yield LayerNorm(6), {"gamma": gamma, "beta": beta}, norm, about
    batch = put(nn.BatchNorm1d(6), weight=gamma[0], bias=beta[0])
    p = {"gamma": gamma, "beta": beta, "mean": 0 * beta, "var": 1 + 0 * beta}
    yield BatchNorm(6), p, batch, {"gamma": batch.weight, "beta": batch.bias}
    prelu = put(nn.PReLU(6), weight=np.linspace(0.1, 0.6, 6))
    yield (
        ParametricReLU(6),
        {"slope": np.linspace(0.1, 0.6, 6)[None]},
        prelu,
        {"slope": prelu.weight},
    )
    yield Softmax(), {}, nn.Softmax(-1), {}
    yield MaxPool((6,), (2,)), {}, lambda x: F.max_pool1d(x[:, None], 2)[:, 0], {}
    pool = lambda x: F.max_pool2d(x.reshape(-1, 1, 2, 3), (2, 1)).reshape(-1, 3)  # noqa: E731
    yield MaxPool((2, 3), (2, 1)), {}, pool, {}
    Ws, bs = tensor(normal(3, 6, 4)), tensor(normal(3, 1, 4))
    maxout = lambda x: (x @ Ws + bs).max(0).values  # noqa: E731
    p = {"W": Ws.detach().numpy(), "b": bs.detach().numpy()}
    yield Maxout(6, 4, 3), p, maxout, {"W": Ws, "b": bs}
    v, g = tensor(W), tensor(np.abs(normal(1, 4)))
    weight = lambda x: x @ (g * v / v.norm(dim=0)) + torch.tensor(b)  # noqa: E731
    yield WeightNorm(6, 4), {"v": W, "g": g.detach().numpy(), "b": b}, weight, {"v": v, "g": g}


@pytest.mark.parametrize(
    "layer, p, module, parameters", list(layer_pairs()), ids=lambda v: repr(v)[:20]
)
def test_layer(layer, p, module, parameters):
    x = normal(8, 6, seed=5)
    theirs = tensor(x)
    value = module(theirs)
    dy = normal(*value.shape, seed=6)
    (value * torch.tensor(dy)).sum().backward()
    y, back = layer.forward(p, x, np.random.default_rng(0))
    dx, gradients = back(dy)
    close(y, value.detach(), rtol=1e-9, atol=1e-12)
    close(asked(dx), theirs.grad, rtol=1e-8, atol=1e-12)
    for name, parameter in parameters.items():
        ours = gradients[name]
        close(ours, parameter.grad.numpy().reshape(ours.shape), rtol=1e-8, atol=1e-12)


def test_tracked_statistics_with_the_variance_over_b():
    """PyTorch divides its tracked variance by B - 1, we by B, as Keras does."""
    x, layer, theirs = normal(8, 6), BatchNorm(6, momentum=0.9), nn.BatchNorm1d(6).double()
    theirs(torch.tensor(x))
    p = {"gamma": np.ones((1, 6)), "beta": np.zeros((1, 6))}
    p |= {"mean": np.zeros((1, 6)), "var": np.ones((1, 6))}
    y, back = layer.forward(p, x, np.random.default_rng(0))
    _, gradients = back(y)
    close((p["mean"] - gradients["mean"])[0], theirs.running_mean, rtol=1e-12)
    change = (p["var"] - gradients["var"])[0] - 0.9
    close(change * 8 / 7 + 0.9, theirs.running_var, rtol=1e-12)


# our rule -> PyTorch's, with the same constants
THEIR_RULES = {
    "gradient-descent": lambda w, lr: torch.optim.SGD(w, lr),
    "momentum": lambda w, lr: torch.optim.SGD(w, lr, momentum=0.9),
    "nesterov": lambda w, lr: torch.optim.SGD(w, lr, momentum=0.9, nesterov=True),
    "adagrad": lambda w, lr: torch.optim.Adagrad(w, lr, eps=1e-8),
    "adadelta": lambda w, lr: torch.optim.Adadelta(w, lr, rho=0.95, eps=1e-6),
    "adam": lambda w, lr: torch.optim.Adam(w, lr),
    "adamax": lambda w, lr: torch.optim.Adamax(w, lr),
    "nadam": lambda w, lr: torch.optim.NAdam(w, lr, momentum_decay=1e6),  # that is, constant
}


def copy_of(net, theta):
    """The network with dense layers and tanh, in PyTorch, from the same weights."""
    modules = []
    for layer, p in zip(net.layers, net.views(theta), strict=True):
        linear = p and put(nn.Linear(layer.n_in, layer.n_out), weight=p["W"].T, bias=p["b"][0])
        modules.append(linear or nn.Tanh())
    return nn.Sequential(*modules)


def flat(model):
    """Its parameters in the order of theta."""
    parts = [module for module in model if isinstance(module, nn.Linear)]
    pairs = [(part.weight.detach().numpy().T.ravel(), part.bias.detach().numpy()) for part in parts]
    return np.concatenate([array for pair in pairs for array in pair])


def compare_paths(rule, make, lr=0.05, clip=None, rtol=1e-5):
    net, rng = mlp(6, 8, 4, activation="tanh"), np.random.default_rng(0)
    x, y, theta = rng.standard_normal((20, 6)), one_hot_rows(rng, 20, 4), net.init(0, float)
    model = copy_of(net, theta)
    optimizer = make(model.parameters(), lr)
    f = Objective(net, "cross-entropy", x, y)
    walk = descend(f, theta, OPTIMIZERS[rule](), lr, clip=clip and clip_by_norm(clip))
    for step in islice(walk, 25):
        close(step.theta, flat(model), rtol=rtol, atol=rtol / 100)
        optimizer.zero_grad()
        loss = F.cross_entropy(model(torch.tensor(x)), torch.tensor(y))
        loss.backward()
        close(step.value, loss.item(), rtol=1e-6)
        if clip:
            nn.utils.clip_grad_norm_(model.parameters(), clip)
        optimizer.step()


@pytest.mark.parametrize("rule", THEIR_RULES)
def test_path_of_a_rule(rule):
    compare_paths(rule, THEIR_RULES[rule])


def test_path_with_clipping():
    """PyTorch adds 1e-6 to the norm."""
    compare_paths("momentum", THEIR_RULES["momentum"], clip=0.05, rtol=1e-3)


def test_decoupled_weight_decay_is_adamw():
    """With biases in a group of their own: AdamW would decay them as well."""
    net, rng = Net((Dense(6, 4),)), np.random.default_rng(0)
    x, y, theta = rng.standard_normal((20, 6)), one_hot_rows(rng, 20, 4), net.init(0, float)
    linear = copy_of(net, theta)[0]
    groups = [{"params": [linear.weight]}, {"params": [linear.bias], "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, 0.05, weight_decay=0.1)
    f = Objective(net, "cross-entropy", x, y)
    for step in islice(descend(f, theta, OPTIMIZERS["adam"](), 0.05, weight_decay=0.1), 25):
        close(step.theta, flat(nn.Sequential(linear)), rtol=1e-5, atol=1e-7)
        optimizer.zero_grad()
        F.cross_entropy(linear(torch.tensor(x)), torch.tensor(y)).backward()
        optimizer.step()


def test_networks_agree_in_float32():
    net, rng = Net((Dense(6, 5), Activation("tanh"), Dense(5, 3))), np.random.default_rng(0)
    theta, x = net.init(0), rng.standard_normal((9, 6)).astype(np.float32)
    model = copy_of(net, theta).float()
    close(net.predict(theta, x), model(torch.tensor(x)).detach(), rtol=1e-5, atol=1e-6)
