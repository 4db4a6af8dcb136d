"""Batches of different size on an equal budget of examples."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...network import mlp
from ...optimizers import OPTIMIZERS
from ...registry import DATASETS, EXPERIMENTS
from ...training import Objective, descend, updates_of
from ..base import Experiment, Frame, Measure
from ..curves import Curves
from ..pace import every
from ..phrases import amount, told

SIZES = {"1": 1, "10": 10, "32": 32, "100": 100, "500": 500, "all": None}
LOOKS = 60


@dataclass(frozen=True)
class BudgetFrame(Frame):
    """All batch sizes (B,) after the same number t of `total` examples.

    passes (n,): over the training examples, at which one looked; updates (B, n): how many steps
    each had made by then; losses (B, n): of all training examples; epochs: passes of a run.
    """

    names: tuple
    total: int
    epochs: int
    passes: np.ndarray
    updates: np.ndarray
    losses: np.ndarray

    measures: ClassVar[dict] = {
        "training loss": Measure(log=True),
        "updates": Measure(".0f", log=True),
    }
    who: ClassVar[str] = "batch size"

    @property
    def scores(self):
        """Loss and number of updates now."""
        return self.by_name(self.losses[:, -1], self.updates[:, -1])

    @property
    def headline(self):
        """Who is lowest, after how many steps."""
        if not self.t:
            return "Nobody has seen an example yet."
        best = int(np.nan_to_num(self.losses[:, -1], nan=np.inf).argmin())
        fewest = int(self.updates[:, -1].argmin())
        who, steps = self.who_is(best), self.updates[:, -1]
        last = f"{self.who_is(fewest)}: {steps[fewest]:,}." if fewest != best else ""
        return told(f"lowest: {who}, after {steps[best]:,} steps.", last)

    def who_is(self, number):
        """A batch size in words."""
        name = self.names[number]
        return "all examples at once" if name == "all" else f"batches of {name}"

    @property
    def summary(self):
        """Every size."""
        rows = zip(self.names, self.losses[:, -1], self.updates[:, -1], strict=True)
        said = "; ".join(
            f"batch size {name}: loss {loss:.3g} after {n:,} updates"
            if np.isfinite(loss)
            else f"batch size {name}: lost"
            for name, loss, n in rows
        )
        return f"{self.passes[-1]:.3g} of {self.epochs} passes; {said}."

    @property
    def table(self):
        """Headings and a row for each size."""
        rows = zip(self.names, self.losses[:, -1], self.updates[:, -1], strict=True)
        head = ("batch size", "training loss", "updates")
        return head, [(n, amount(v) if np.isfinite(v) else "lost", f"{u:,}") for n, v, u in rows]


@EXPERIMENTS.add("batch-budget")
@dataclass(frozen=True, repr=False)
class BatchBudget(Experiment):
    """A 64-32-10 network of digits by gradient descent; each size sees equally many examples.

    All begin with the same weights; the order of the examples is new in each pass.
    """

    sizes: tuple = knob(("1", "10", "100", "all"), choices=SIZES, many=True, help="of the batches")
    lr: float = knob(0.1, 0.003, 2, log=True, label="learning rate", help="size of the steps")
    epochs: int = knob(3, 1, 20, least=1, label="passes", help="over the training examples")
    examples: int = knob(500, 20, 1437, least=1, label="training examples", help="how many")
    seed: int = knob(0, 0, 99, least=0, help="first weights, order of examples")

    front: ClassVar[tuple] = ("lr", "epochs", "examples")
    grid: ClassVar[tuple] = ("lr", "epochs")

    def objective(self, name):
        """The loss on batches of a size."""
        data, net = DATASETS["digits"](), mlp(64, 32, 10)
        x, y = data.x[: self.examples], data.y[: self.examples]
        return Objective(net, "cross-entropy", x, y, SIZES[name], self.seed)

    def walk(self, f, counts):
        """The loss of all examples after each of the counts of updates; None after each update."""
        steps = descend(f, f.net.init(self.seed), OPTIMIZERS["gradient-descent"](), self.lr)
        step = next(steps)
        for count in counts:
            while step.t < count:
                step = next(steps)
                yield None
            with np.errstate(all="ignore"):  # of a run that diverged
                loss, _ = f.at(step.theta, f.x, f.y)
            yield loss

    def work(self):
        """A frame before the first example and then about 60; None after each update."""
        objectives = [self.objective(name) for name in self.sizes]
        n = len(objectives[0].x)
        total = n * self.epochs
        looks = every(total // LOOKS, total)
        done = [[updates_by(seen, n, f.batch or n) for seen in looks] for f in objectives]
        walks = [self.walk(*pair) for pair in zip(objectives, done, strict=True)]
        curves = Curves(len(walks), len(looks), ("updates", "losses"))
        for i, seen in enumerate(looks):
            losses = []
            for walk in walks:
                while (loss := next(walk)) is None:
                    yield
                losses.append(loss)
            curves.add(seen, updates=[counts[i] for counts in done], losses=losses)
            updates = curves["updates"].astype(int)
            parts = curves.steps / n, updates, curves["losses"]
            yield BudgetFrame(seen, self.sizes, total, self.epochs, *parts)


def updates_by(seen, n, batch):
    """How many whole batches of the passes over n examples are done after `seen` examples.

    >>> [updates_by(seen, 10, 4) for seen in (3, 4, 9, 10, 14)]
    [0, 1, 2, 3, 4]
    """
    passes, rest = divmod(seen, n)
    return updates_of(n, batch, passes) + rest // batch
