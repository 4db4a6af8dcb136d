"""Four learning rates train the same network: its loss, and where the steps land."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...network import mlp
from ...optimizers import OPTIMIZERS
from ...registry import ACTIVATIONS, DATASETS, EXPERIMENTS
from ...training import Objective, descend, updates_of
from ...words import in_words
from ..base import Experiment, Frame, Measure
from ..curves import Curves
from ..phrases import LOST, amount
from .gauge import gauge, landing, to_the_bottom

COUNT, LOOKS, GREEDY = 4, 100, "greedy"


@dataclass(frozen=True)
class FourRatesFrame(Frame):
    """After t of `total` updates with each of R rates, called `names`.

    steps (n,): updates at which one looked; losses (R, n): of all training examples, alpha (R, n):
    median of the gauge since the last look, nan at the first.
    """

    names: tuple
    total: int
    steps: np.ndarray
    losses: np.ndarray
    alpha: np.ndarray

    measures: ClassVar[dict] = {"training loss": Measure(log=True), "gauge": Measure()}
    who: ClassVar[str] = "learning rate"

    @property
    def scores(self):
        """Losses and gauges now."""
        return self.by_name(self.losses[:, -1], self.alpha[:, -1])

    @property
    def best(self):
        """Number of the rate with the lowest loss."""
        return int(np.nan_to_num(self.losses[:, -1], nan=np.inf).argmin())

    def early(self, share=0.25):
        """Median of the gauge over the first part of the run, (R,)."""
        seen = self.steps[1:] <= share * self.total
        return np.nanmedian(self.alpha[:, 1:][:, seen], -1) if seen.any() else self.alpha[:, -1]

    @property
    def headline(self):
        """Who is lowest, and where its steps land."""
        if not self.t:
            return "Copies of one network, before their first step."
        if not np.isfinite(self.losses[self.best, -1]):
            return LOST
        loss, lands = amount(self.losses[self.best, -1]), landing(self.alpha[self.best, -1])
        return f"{self.who_is(self.best).capitalize()} is lowest, {loss}; it lands {lands}."

    def who_is(self, number):
        """A rate in words."""
        return "greedy" if self.names[number] == GREEDY else f"rate {self.names[number]}"

    @property
    def summary(self):
        """All of them."""
        rows = zip(self.losses[:, -1], self.alpha[:, -1], strict=True)
        said = [
            f"{self.who_is(r)}: loss {loss:.3g}, lands {landing(alpha)}"
            if np.isfinite(loss)
            else f"{self.who_is(r)}: lost"
            for r, (loss, alpha) in enumerate(rows)
        ]
        return f"Update {self.t} of {self.total}; {'; '.join(said)}."

    @property
    def table(self):
        """Headings and a row for each rate."""
        rows = zip(self.names, self.losses[:, -1], self.alpha[:, -1], strict=True)
        told = [
            (name, *(f"{v:.3g}" if np.isfinite(v) else "no number" for v in values))
            for name, *values in rows
        ]
        return ("learning rate", "training loss", "gauge"), told


@EXPERIMENTS.add("four-rates")
@dataclass(frozen=True, repr=False)
class FourRates(Experiment):
    """Gradient descent on a 64-32-10 network of digits with lr, lr * times, lr * times^2, ...

    All begin with the same weights and see the same batches. The gauge compares two gradients of
    one batch, before and after its step. greedy: one more run, which takes at each step the rate
    that lands at the bottom.
    """

    lr: float = knob(0.01, 1e-3, 1, log=True, label="smallest rate", help="size of the steps")
    times: float = knob(10.0, 1.2, 20, log=True, least=1.01, help="from each rate to the next")
    greedy: bool = knob(False, label="and a greedy one", help="each step to its bottom")
    batch: int = knob(0, 0, 256, least=0, label="batch size", help="0: all examples at once")
    epochs: int = knob(200, 10, 400, least=1, help="passes over the training examples")
    activation: str = knob("relu", choices=ACTIVATIONS, help="of the 32 hidden units")
    examples: int = knob(500, 100, 1437, least=1, label="training examples", help="how many")
    seed: int = knob(0, 0, 99, least=0, help="first weights, order of examples")

    front: ClassVar[tuple] = ("lr", "times", "greedy", "batch")
    grid: ClassVar[tuple] = ("lr", "batch")

    @property
    def rates(self):
        """The four learning rates, (4,)."""
        return self.lr * self.times ** np.arange(COUNT)

    @property
    def objective(self):
        """The loss of the network on batches."""
        data = DATASETS["digits"]()
        net = mlp(64, 32, 10, activation=self.activation)
        x, y = data.x[: self.examples], data.y[: self.examples]
        return Objective(net, "cross-entropy", x, y, self.batch or None, self.seed)

    def steps(self):
        """Endless (theta (4, P), gauge (4,) of the step that led there)."""
        f = self.objective
        start = np.repeat(f.net.init([self.seed]), COUNT, 0)
        lr = self.rates[:, None].astype(start.dtype)
        steps = descend(f, start, OPTIMIZERS["gradient-descent"](), lr)
        last = next(steps)
        yield last.theta, np.full(COUNT, np.nan)
        while True:
            seen, step = f.seen, next(steps)
            with np.errstate(all="ignore"):  # of a run that diverges
                after = f.at(step.theta, *seen)[1] if self.batch else step.grad
                alpha = gauge(last.grad, after, step.theta - last.theta)
            yield step.theta, alpha
            last = step

    def greedy_steps(self):
        """The same of the greedy run, theta (1, P), gauge (1,)."""
        f, alpha = self.objective, np.full(1, np.nan)
        theta = f.net.init([self.seed])
        while True:
            yield theta, alpha
            theta, alpha = down(f, theta, *f.draw()[:2])

    def all_steps(self):
        """Both together, theta (R, P), gauge (R,)."""
        if not self.greedy:
            yield from self.steps()
        for pair in zip(self.steps(), self.greedy_steps(), strict=True):
            yield tuple(np.concatenate(parts) for parts in zip(*pair, strict=True))

    def work(self):
        """A frame before training and then about 100; None after each update."""
        f, names = self.objective, tuple(in_words(rate, 3) for rate in self.rates)
        names += (GREEDY,) * self.greedy
        total = updates_of(len(f.x), self.batch or len(f.x), self.epochs)
        stride, waiting = max(1, total // LOOKS), []
        curves = Curves(len(names), total // stride + 1, ("losses", "alpha"))
        for t, (theta, alpha) in enumerate(self.all_steps()):
            waiting.append(alpha)
            yield
            if t % stride == 0 or t == total:
                with np.errstate(all="ignore"):
                    losses, _ = f.at(theta, f.x, f.y)
                curves.add(t, losses=losses, alpha=np.median(waiting, 0))
                waiting = []
                parts = curves.steps, curves["losses"], curves["alpha"]
                yield FourRatesFrame(t, names, total, *parts)
            if t == total:
                return


def down(f, theta, x, y):
    """One step to the bottom along the gradient of a batch: theta (1, P) there, and its gauge."""
    _, grad = f.at(theta, x, y)
    rate = to_the_bottom(lambda r: -(f.at(theta - r * grad, x, y)[1] * grad).sum())
    step = -np.float32(rate) * grad
    return theta + step, gauge(grad, f.at(theta + step, x, y)[1], step)
