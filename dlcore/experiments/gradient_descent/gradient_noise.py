"""How far the gradient of a batch is from that of all examples, for batches of growing size."""

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

import numpy as np

from ...gradients import per_example_gradients
from ...knobs import knob
from ...network import mlp
from ...optimizers import OPTIMIZERS
from ...registry import DATASETS, EXPERIMENTS
from ...seeding import generator
from ...training import Objective, descend, updates_of
from ..base import Experiment, Frame, Measure
from ..phrases import amount, percent, told

GOING = (0.1, 32)  # learning rate and batch size of the training before


@dataclass(frozen=True)
class NoiseFrame(Frame):
    """The t + 1 smallest batch sizes (t + 1,), each with M batches.

    noise (t + 1,): root mean square of |g_batch - g| / |g|; uphill (t + 1,): share of batches along
    whose gradient the loss of all grows; cloud (2, M): gradients of the present size, seen along g
    and across it, in units of |g|; one: the noise that batches of 1 have, by calculation.
    """

    sizes: np.ndarray
    noise: np.ndarray
    uphill: np.ndarray
    cloud: np.ndarray
    one: float

    measures: ClassVar[dict] = {
        "noise": Measure(log=True),
        "uphill": Measure(".1%"),
    }

    @property
    def scores(self):
        """Of the present size."""
        return {"noise": {"": float(self.noise[-1])}, "uphill": {"": float(self.uphill[-1])}}

    @property
    def slope(self):
        """Of the logarithm of the noise over that of the batch size; nan for one size."""
        if not self.t:
            return np.nan
        return float(np.polyfit(np.log(self.sizes), np.log(self.noise), 1)[0])

    @property
    def headline(self):
        """How large the noise is, and who points uphill."""
        size, times = self.sizes[-1], amount(self.noise[-1])
        said = f"Batches of {size}: the noise is {times} times the gradient."
        return told(said, f"{percent(self.uphill[-1])} point uphill.")

    @property
    def summary(self):
        """The same, and the slope."""
        slope = "" if np.isnan(self.slope) else f"; slope in powers of ten {self.slope:.2f}"
        return (
            f"Batches of {self.sizes[-1]}: noise {self.noise[-1]:.3g} times the gradient; "
            f"{self.uphill[-1]:.1%} point uphill{slope}."
        )

    @property
    def table(self):
        """Headings and a row for each batch size."""
        rows = zip(self.sizes, self.noise, self.uphill, strict=True)
        head = ("batch size", "noise / gradient", "point uphill")
        return head, [(int(b), f"{v:.3g}", f"{u:.1%}") for b, v, u in rows]


@EXPERIMENTS.add("gradient-noise")
@dataclass(frozen=True, repr=False)
class GradientNoise(Experiment):
    """g_batch = mean of its examples' gradients, at one place, for many batches of each size.

    The place is where a 64-32-10 network of digits is after some passes with a rate of 0.1 and
    batches of 32. Batches are drawn without putting back, as in training; their variance is that of
    single examples times (N - B) / ((N - 1) B).
    """

    epochs: int = knob(1, 0, 20, least=0, label="passes before", help="of training")
    draws: int = knob(400, 50, 1000, least=10, most=10000, label="batches", help="of each size")
    examples: int = knob(500, 50, 1000, least=10, most=1437, label="training examples", help="N")
    seed: int = knob(0, 0, 99, least=0, help="weights, order, batches")

    instant: ClassVar[bool] = False
    front: ClassVar[tuple] = ("epochs", "draws", "seed")
    grid: ClassVar[tuple] = ("epochs", "examples")

    def gradients(self):
        """The gradient of each example (N, P)."""
        data, net = DATASETS["digits"](), mlp(64, 32, 10)
        x, y = data.x[: self.examples], data.y[: self.examples]
        lr, batch = GOING
        f = Objective(net, "cross-entropy", x, y, batch, self.seed)
        steps = descend(f, net.init(self.seed), OPTIMIZERS["gradient-descent"](), lr)
        there = next(islice(steps, updates_of(len(x), batch, self.epochs), None))
        return per_example_gradients(net, "cross-entropy", there.theta, x, y)[1].astype(float)

    def work(self):
        """A frame for each batch size 1, 2, 4, ... up to half of the examples."""
        yield
        g = self.gradients()
        mean, n = g.mean(0), len(g)
        away = (g - mean) / np.linalg.norm(mean)
        yield
        gram, forward = away @ away.T, 1 + away @ (mean / np.linalg.norm(mean))
        across = sideways(away, mean)
        rng, one = generator(self.seed, stream=22), np.sqrt(np.trace(gram) / n)
        sizes = 2 ** np.arange(int(np.log2(n / 2)) + 1)
        noise, uphill = [], []
        for t, size in enumerate(sizes):
            yield
            rows = rng.random((self.draws, n)).argpartition(size - 1, -1)[:, :size]
            share = np.zeros((self.draws, n))
            np.put_along_axis(share, rows, 1 / size, -1)
            noise.append(np.sqrt(((share @ gram) * share).sum(-1).mean()))
            cloud = share @ np.stack([forward, across], -1)
            uphill.append((cloud[:, 0] < 0).mean())
            seen = sizes[: t + 1], np.array(noise), np.array(uphill)
            yield NoiseFrame(t, *seen, cloud.T, one)


def sideways(away, mean):
    """How far examples' gradients (N, P) are off along the direction across g that varies most."""
    along = mean / np.linalg.norm(mean)
    across = away - np.outer(away @ along, along)
    values, vectors = np.linalg.eigh(across @ across.T)
    return vectors[:, -1] * np.sqrt(values[-1])
