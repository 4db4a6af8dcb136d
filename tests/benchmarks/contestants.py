"""Who is timed: make(workload) -> run(n), which makes n steps and returns their n losses."""

from itertools import islice

import numpy as np

from dlcore import OPTIMIZERS, Activation, Dense, Dropout, Net, Objective, descend


def layers_of(work):
    """(n_in, n_out, whether an activation follows) of each dense layer."""
    pairs = list(zip(work.sizes, work.sizes[1:], strict=False))
    return [(*pair, pair is not pairs[-1]) for pair in pairs]


def dlcore(work, replay=True):
    """This course, through what everybody uses: Net, Objective, descend, the registered rules."""
    layers = []
    for n_in, n_out, inner in layers_of(work):
        layers.append(Dense(n_in, n_out))
        if inner:
            layers.append(Activation(work.activation))
            layers += [Dropout(work.dropout)] * (work.dropout > 0)
    net = Net(tuple(layers))
    x, y = work.data()
    f = Objective(net, work.loss, x, y, work.batch, penalties={"l2": work.l2} if work.l2 else {})
    f.rows = work.rows()
    theta = net.init(0)
    dense = [p for p in net.views(theta) if "W" in p]
    for p, (W, b) in zip(dense, work.weights(), strict=True):
        p["W"][...], p["b"][...] = W, b
    steps = descend(f, theta, OPTIMIZERS[work.rule](), work.lr, replay=replay)
    return lambda n: np.array([next(steps).value for _ in range(n)])


def dlcore_plain(work):
    """The same, each step as it stands in the code."""
    return dlcore(work, replay=False)


def torch_model(work):
    """The same network in PyTorch, with the same first weights."""
    import torch
    from torch import nn

    torch.set_num_threads(1)
    kinds = {"relu": nn.ReLU, "tanh": nn.Tanh, "sigmoid": nn.Sigmoid}
    modules = []
    for (n_in, n_out, inner), (W, b) in zip(layers_of(work), work.weights(), strict=True):
        linear = nn.Linear(n_in, n_out)
        linear.weight.data, linear.bias.data = torch.from_numpy(W.T.copy()), torch.from_numpy(b)
        modules.append(linear)
        if inner:
            modules.append(kinds[work.activation]())
            modules += [nn.Dropout(work.dropout)] if work.dropout else []
    return torch, nn.Sequential(*modules)


def torch_rule(torch, work, model, **more):
    """The same optimizer; weight decay is added to the gradient, as L2 is."""
    weights = [p for p in model.parameters() if p.ndim == 2]
    biases = [p for p in model.parameters() if p.ndim == 1]
    groups = [{"params": weights, "weight_decay": work.l2}, {"params": biases}]
    if work.rule == "adam":
        return torch.optim.Adam(groups, lr=work.lr, **more)
    momentum = 0.9 if work.rule == "momentum" else 0.0
    return torch.optim.SGD(groups, lr=work.lr, momentum=momentum, **more)


def torch_eager(work, **more):
    """PyTorch as one writes it: a line for each of the five parts of a step."""
    torch, model = torch_model(work)
    rule, rows = torch_rule(torch, work, model, **more), work.rows()
    x, y = map(torch.from_numpy, work.data())
    functional = torch.nn.functional
    labels = y if work.loss == "mse" else y.argmax(1)
    loss_of = functional.cross_entropy
    if work.loss == "mse":
        loss_of = lambda out, target: 0.5 * functional.mse_loss(out, target)  # noqa: E731

    def step(row):
        loss = loss_of(model(x[row]), labels[row])
        rule.zero_grad()
        loss.backward()
        rule.step()
        return loss.item()

    batches = map(torch.from_numpy, rows)
    return lambda n: np.array([step(row) for row in islice(batches, n)])


def torch_fused(work):
    """The same with PyTorch's fused optimizers."""
    return torch_eager(work, fused=True)


def sklearn_epochs(work):
    """scikit-learn's MLP: `partial_fit` walks a whole epoch in one call."""
    from sklearn.neural_network import MLPClassifier, MLPRegressor

    if work.dropout:
        raise ValueError("scikit-learn has no dropout")
    kind = MLPRegressor if work.loss == "mse" else MLPClassifier
    model = kind(
        hidden_layer_sizes=work.sizes[1:-1],
        activation={"sigmoid": "logistic"}.get(work.activation, work.activation),
        solver="adam" if work.rule == "adam" else "sgd",
        alpha=work.l2,
        batch_size=work.batch,
        learning_rate_init=work.lr,
        momentum=0.0,
        nesterovs_momentum=False,
    )
    x, y = work.data()
    target = y.ravel() if work.loss == "mse" else y.argmax(1)
    classes = {} if work.loss == "mse" else {"classes": np.arange(work.sizes[-1])}
    steps = -(-work.examples // work.batch)

    def run(n):
        losses = []
        while len(losses) < n:
            first = {} if hasattr(model, "coefs_") else classes
            model.partial_fit(x, target, **first)
            losses += [model.loss_] * steps
        return np.array(losses)

    run.multiple = steps
    return run


def jax_jit(work, scan=0):
    """JAX with a compiled step; scan: so many steps compiled into one call."""
    import jax
    import jax.numpy as jnp

    if work.dropout:
        raise ValueError("not written with dropout")
    act = {"relu": jax.nn.relu, "tanh": jnp.tanh, "sigmoid": jax.nn.sigmoid}[work.activation]
    x, y = map(jnp.asarray, work.data())

    def loss_of(layers, row):
        h = x[row]
        for W, b in layers[:-1]:
            h = act(h @ W + b)
        out, target = h @ layers[-1][0] + layers[-1][1], y[row]
        if work.loss == "mse":
            return 0.5 * ((out - target) ** 2).sum(1).mean()
        return -(target * jax.nn.log_softmax(out)).sum(1).mean()

    tree = jax.tree_util.tree_map

    def step(state, row):
        theta, m, v, t = state
        value, g = jax.value_and_grad(loss_of)(theta, row)
        t = t + 1
        if work.rule == "adam":
            m = tree(lambda m, g: 0.9 * m + 0.1 * g, m, g)
            v = tree(lambda v, g: 0.999 * v + 0.001 * g * g, v, g)
            g = tree(lambda m, v: m / (1 - 0.9**t) / (jnp.sqrt(v / (1 - 0.999**t)) + 1e-8), m, v)
        return (tree(lambda p, g: p - work.lr * g, theta, g), m, v, t), value

    theta = [tuple(map(jnp.asarray, layer)) for layer in work.weights()]
    zeros = tree(jnp.zeros_like, theta)
    state, rows = (theta, zeros, zeros, jnp.zeros(())), work.rows()
    one = jax.jit(step)
    many = jax.jit(lambda state, rows: jax.lax.scan(step, state, rows))

    def run(n):
        nonlocal state
        values = []
        for _ in range(-(-n // scan) if scan else n):
            if scan:
                state, value = many(state, np.stack(list(islice(rows, scan))))
            else:
                state, value = one(state, next(rows))
            values.append(np.atleast_1d(value))
        return np.concatenate(values)

    run.multiple = scan or 1
    return run


def jax_scan(work):
    """JAX with 50 steps compiled into one call."""
    return jax_jit(work, scan=50)


def products(work):
    """Nothing but the matrix products of a step: the floor under everybody."""
    B, calls = work.batch, []
    for i, (n_in, n_out, _) in enumerate(layers_of(work)):
        x, W, z = (np.ones(shape, "f4") for shape in ((B, n_in), (n_in, n_out), (B, n_out)))
        dW, dx = np.empty_like(W), np.empty_like(x)
        calls += [(x.dot, W, z), (x.T.dot, z, dW)] + ([(z.dot, W.T, dx)] if i else [])

    def run(n):
        for _ in range(n):
            for product, a, out in calls:
                product(a, out)
        return np.zeros(n)

    return run


CONTESTANTS = {
    "dlcore": dlcore,
    "dlcore, not replayed": dlcore_plain,
    "PyTorch eager": torch_eager,
    "PyTorch fused": torch_fused,
    "scikit-learn, whole epochs": sklearn_epochs,
    "JAX jit": jax_jit,
    "JAX scan, 50 steps": jax_scan,
    "matrix products alone": products,
}
