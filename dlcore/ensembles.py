"""Many networks as one: all sub-networks of dropout, bagging, bias and variance."""

from dataclasses import dataclass, field

import numpy as np

from .checks import array, floats, number, require
from .layers import Dense, Dropout, run_forward
from .seeding import generator
from .training import Objective, batches


def masks(M):
    """All 2^M choices of M units, (2^M, M) of 0 and 1; unit j is bit j of the row's number.

    >>> masks(2).tolist()
    [[0, 0], [1, 0], [0, 1], [1, 1]]
    """
    M = number("M", M, whole=True, least=0, most=24)
    return np.arange(2**M)[:, None] >> np.arange(M) & 1


def mask_probabilities(M, rate):
    """Probability of each mask if every unit is dropped with probability `rate`, (2^M,)."""
    M = number("M", M, whole=True, least=0, most=24)
    rate, chance = number("rate", rate, least=0, most=1), np.ones(1)
    for _ in range(M):
        chance = np.concatenate([chance * rate, chance * (1 - rate)])
    return chance


def subset_sums(terms, start):
    """terms (M, ...), start (...) -> start + the sum of each of the 2^M subsets, (2^M, ...).

    In the order of `masks`, by doubling: with each term all sums there are, once more with it.
    That is one addition for each result instead of M.
    """
    sums = np.empty((2 ** len(terms), *start.shape), start.dtype)
    sums[0] = start
    for j, term in enumerate(terms):
        np.add(sums[: 2**j], term, out=sums[2**j : 2 ** (j + 1)])
    return sums


def dropout_at(net):
    """Place of the only dropout layer of a net; it must have a dense layer behind it."""
    places = [i for i, layer in enumerate(net.layers) if isinstance(layer, Dropout)]
    good = len(places) == 1 and isinstance((*net.layers, None)[places[0] + 1], Dense)
    require(good, "net", net, "with one dropout layer and a dense layer right behind it")
    return places[0]


def around_dropout(net, theta, x):
    """What each unit that can be dropped adds to the layer behind, (M, B, C), the bias (B, C), and
    what is done with their sum."""
    x, theta = array("x", x, "(B, n_in)", n_in=net.widths[0]), floats("theta", theta)
    at, p = dropout_at(net), net.views(theta)
    (dropout, dense), rest = net.layers[at : at + 2], net.layers[at + 2 :]
    require(dense.n_in <= 12, "net", f"{dense.n_in} units", "one with dropout of at most 12 units")
    h = [x, *run_forward(net.layers[:at], p[:at], x, None)[0]][-1]
    kept = dropout.forward({}, h)[0] / h.dtype.type(1 - dropout.rate)  # prediction is the mean
    W, b = p[at + 1]["W"], p[at + 1]["b"]
    terms = kept.T[..., None] * W[:, None]
    start = np.broadcast_to(b, (len(x), dense.n_out))
    return terms, start, lambda z: [z, *run_forward(rest, p[at + 2 :], z, None)[0]][-1]


def subnetworks(net, theta, x):
    """Outputs of all 2^M networks that dropout of M units makes of one net, (2^M, B, C).

    theta (P,), x (B, n_in), M at most 12. Row m is the net in training with row m of `masks(M)`;
    what comes before the dropout layer is computed once.
    """
    terms, start, rest = around_dropout(net, theta, x)
    return rest(subset_sums(terms, start))


def ensemble_mean(net, theta, x, of=lambda outputs: outputs):
    """Mean of the outputs of all 2^M sub-networks, each as likely as dropout makes it, (B, C).

    of: what of the outputs is averaged, e.g. `softmax`. To compare with net.predict(theta, x),
    the single net with scaled weights. Each choice of half of the units meets all choices of the
    others in turn, some examples at a time, so that what is summed stays in the cache.
    """
    terms, start, rest = around_dropout(net, theta, x)
    rate, half = net.layers[dropout_at(net)].rate, len(terms) // 2
    sizes = half, len(terms) - half
    low, high = (mask_probabilities(n, rate).astype(terms.dtype) for n in sizes)
    step, means = max(1, 2**15 // (len(low) * start.shape[1])), []
    for i in range(0, len(start), step):
        some, begin = terms[:, i : i + step], start[i : i + step]
        sums, mean = subset_sums(some[:half], begin), 0.0
        for chance, more in zip(high, subset_sums(some[half:], np.zeros_like(begin)), strict=True):
            z = of(rest(sums + more))
            mean = mean + chance * (low @ z.reshape(len(low), -1))
        means.append(mean.reshape(z.shape[1:]))
    return np.concatenate(means)


def relative_gap(a, b):
    """|a - b| / |b|, lengths over all entries: 0 for equal arrays."""
    b = array("b", b, "(...)")
    a = array("a", a, str(b.shape))
    require(np.any(b), "b", b, "other than 0")
    return np.linalg.norm(a - b) / np.linalg.norm(b)


def total_variation(p, q):
    """Mean over examples of 1/2 sum |p - q| for distributions (B, C): 0 equal, 1 disjoint."""
    p = array("p", p, "(B, C)")
    q = array("q", q, str(p.shape))
    return 0.5 * np.abs(p - q).sum(-1).mean()


def bootstrap(n, K, seed=0):
    """K times n of n examples with replacement, (K, n): some twice, 37 % of them never."""
    n, K = (number(name, size, whole=True, least=1) for name, size in (("n", n), ("K", K)))
    return generator(seed, stream=14).integers(n, size=(K, n))


@dataclass
class Bagging(Objective):
    """Objective of K runs of which run k only knows the examples samples[k]; samples (K, n).

    With rows of `bootstrap`: bagging (Breiman 1996). With parts of the examples: the same model
    from different data sets, as `bias_variance` wants it.
    """

    samples: np.ndarray = field(kw_only=True)

    def __post_init__(self):
        super().__post_init__()
        self.samples = np.asarray(self.samples)
        good = self.samples.ndim == 2 and self.samples.dtype.kind in "iu"
        good = good and np.all((self.samples >= 0) & (self.samples < len(self.x)))
        require(good, "samples", self.samples, f"rows (K, n) of places 0 to {len(self.x) - 1}")
        K, n = self.samples.shape
        orders = batches(n, self.batch or n, generator(self.seed, stream=1))
        self.rows = (self.samples[np.arange(K)[:, None], order] for order in orders)


def mean_of_first(outputs):
    """Outputs of K models (K, ...) -> mean of the first 1, 2, ... K of them, (K, ...)."""
    outputs = floats("outputs", outputs)
    counts = np.arange(1, len(outputs) + 1).reshape(-1, *[1] * (outputs.ndim - 1))
    return outputs.cumsum(0) / counts


def bias_variance(outputs, truth):
    """Models from K data sets, outputs (K, B, C), true values (B, C) -> bias^2, variance.

    bias^2 = mean over examples of (mean output - truth)^2, variance = that of (output - mean
    output)^2: how wrong the models are together, and how much they differ. Their sum is the mean
    squared error. An average of M independent models has the same bias and 1/M of the variance.
    """
    outputs = array("outputs", outputs, "(K, B, C)")
    truth = array("truth", truth, str(outputs.shape[1:]))
    mean = outputs.mean(0)
    return ((mean - truth) ** 2).mean(), ((outputs - mean) ** 2).mean()
