"""Does a new entry of a registry do what all others of its kind do? A verdict in words.

When a notebook cell registers something, its verdict is printed below the cell; entries that
fail stay registered, and the panels that use them say what is wrong.
"""

import numpy as np

from .data import Data
from .registry import Registry
from .surfaces import SURFACES

TOLERANCE = 1e-5  # of a gradient against central differences, relative


def agreed(good, complaint):
    """Raise ValueError with the complaint unless good."""
    if not good:
        raise ValueError(complaint)


def same_slope(f, x, what):
    """f: x -> (value summed over all entries, gradient): compare along three random directions."""
    value, grad = f(x)
    agreed(np.shape(grad) == x.shape, f"{what} has shape {np.shape(grad)}, needed is {x.shape}")
    for seed in range(3):
        way = np.random.default_rng(seed).standard_normal(x.shape)
        measured = (f(x + 1e-6 * way)[0] - f(x - 1e-6 * way)[0]) / 2e-6
        said = (grad * way).sum()
        gap = abs(measured - said) / max(abs(measured), abs(said), 1e-3)
        agreed(gap < TOLERANCE, f"{what} gives {said:.6g}, finite differences give {measured:.6g}")


def keeps_float32(f, x, what):
    """float32 in, float32 out: a stray float64 would double the cost of training."""
    for part in f(x.astype(np.float32)):
        agreed(np.asarray(part).dtype != np.float64, f"{what} turns float32 into float64")


def numbers(*shape):
    """Random numbers that no kink is near."""
    x = np.random.default_rng(7).standard_normal(shape)
    return x + 0.1 * np.sign(x)


def check_activation(f):
    """z -> (value, slope)."""
    z = numbers(6, 5)
    agreed(np.shape(f(z)[0]) == z.shape, f"the value has shape {np.shape(f(z)[0])}, not {z.shape}")
    same_slope(lambda z: (f(z)[0].sum(), f(z)[1]), z, "the slope")
    keeps_float32(f, z, "it")


def check_loss(f):
    """(outputs, target) -> (value of each run, gradient)."""
    target = np.eye(4)[[0, 1, 2, 3, 1]]
    stack = numbers(3, 5, 4)
    shape = np.shape(f(stack, target)[0])
    agreed(
        shape == (3,), f"for 3 runs the value has shape {shape}: sum over the last two axes only"
    )
    same_slope(lambda z: f(z, target), stack[0], "the gradient")
    keeps_float32(lambda z: f(z, target.astype(np.float32)), stack, "it")


def check_penalty(f):
    """w (..., P) -> (value of each run, gradient)."""
    w = numbers(3, 4, 5)
    runs = w.shape[: 1 if f.of_matrices else 2]
    shape = np.shape(f(w)[0])
    agreed(shape == runs, f"for runs {runs} the value has shape {shape}")
    same_slope(lambda w: (f(w)[0].sum(), f(w)[1]), w, "the gradient")
    keeps_float32(f, w, "it")


def check_surface(f):
    """theta (..., 2) -> (value, gradient)."""
    sides = np.array(f.domain)
    theta = sides[:, 0] + (sides[:, 1] - sides[:, 0]) * np.random.default_rng(7).random((6, 2))
    shape = np.shape(f(theta)[0])
    agreed(shape == (6,), f"for 6 points the value has shape {shape}: index theta[..., 0]")
    same_slope(lambda theta: (f(theta)[0].sum(), f(theta)[1]), theta, "the gradient")


def check_initializer(f):
    """(rng, shape) -> array."""
    for shape in ((6, 4), (3, 6, 4)):
        W = np.asarray(f(np.random.default_rng(0), shape))
        agreed(W.shape == shape, f"asked for shape {shape}, it gives {W.shape}")
        agreed(np.isfinite(W).all(), "some weights are not finite")
    again = f(np.random.default_rng(0), shape)
    agreed(np.array_equal(W, again), "it must draw from rng alone: equal seeds, equal weights")


def check_constraint(f):
    """W -> W allowed."""
    W = numbers(3, 6, 4)
    agreed(np.shape(f(W)) == W.shape, f"W of shape {W.shape} comes back as {np.shape(f(W))}")
    agreed(np.allclose(f(f(W)), f(W)), "what is allowed must stay as it is")


def check_schedule(kind):
    """A class that gives finite rates when made without arguments."""
    made = kind()
    state = made.init()
    for t in range(100):
        state, lr = made.update(state, t, np.asarray(1.0))
        agreed(np.isfinite(lr) and lr >= 0, f"at step {t} the rate is {lr}")


def check_optimizer(kind):
    """A class with init and update that goes down a bowl, K runs at once as each alone."""
    rule = kind()
    bowl, theta = SURFACES["bowl"], numbers(3, 2)
    second = (bowl.hessian,) if rule.needs_hessian else ()

    def run(theta, steps=60, lr=0.01):
        state = rule.init(theta)
        for _ in range(steps):
            state, way = rule.update(state, bowl(theta)[1], *(h(theta) for h in second))
            agreed(np.shape(way) == theta.shape, f"the direction has shape {np.shape(way)}")
            theta = theta - lr * way
        return theta

    end = run(theta)
    single = np.stack([run(one) for one in theta])
    agreed(np.allclose(end, single), "3 runs at once differ from 3 single runs")
    agreed(np.isfinite(end).all(), "with lr = 0.01 it diverges on a bowl")
    agreed(
        (bowl(end)[0] < bowl(theta)[0]).all(), "in 60 steps of lr = 0.01 a bowl does not go down"
    )


def check_dataset(load):
    """() -> Data."""
    data = load()
    agreed(isinstance(data, Data), f"it gives {type(data).__name__}, needed is Data")
    for x, y in ((data.x, data.y), (data.x_test, data.y_test)):
        agreed(len(x) == len(y) > 0, f"{len(x)} examples have {len(y)} targets")
        agreed(np.isfinite(x).all(), "some inputs are not finite")
    agreed(data.x.shape[1:] == data.x_test.shape[1:], "training and test inputs differ in width")


def check_experiment(kind):
    """A class whose first frames can be told in a sentence, the same ones every time."""
    from .experiments.base import Experiment  # not before: it brings all experiments with it

    agreed(issubclass(kind, Experiment), "it must be a subclass of Experiment")
    one, two = next(iter(kind().frames())), next(iter(kind().frames()))
    agreed(isinstance(one.summary, str) and one.summary, "its frames need a summary")
    agreed(one.summary == two.summary, "two runs of it say different things")


CHECKS = {
    "activation": check_activation,
    "loss": check_loss,
    "penalty": check_penalty,
    "surface": check_surface,
    "initializer": check_initializer,
    "constraint": check_constraint,
    "schedule": check_schedule,
    "optimizer": check_optimizer,
    "data set": check_dataset,
    "experiment": check_experiment,
}


@np.errstate(all="ignore")
def verdict(kind, name, thing):
    """(True or False, one sentence) on an entry of the registry of this kind."""
    promise = CHECKS[kind].__doc__.rstrip(".")
    try:
        CHECKS[kind](thing)
    except Exception as error:
        said = str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"
        said = said.rstrip(".")
        return False, f"The {kind} {name!r} does not work yet: {said}. Needed: {promise}."
    return True, f"The {kind} {name!r} works (checked: {promise}). Every panel has it now."


def announce(kind, name, thing):
    """Print the verdict on what a notebook cell has just registered."""
    if kind in CHECKS:
        print(verdict(kind, name, thing)[1])


Registry.announce = staticmethod(announce)
