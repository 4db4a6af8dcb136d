"""One image among different others: what a network with normalization says of it."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...activations import softmax
from ...knobs import knob
from ...layers import Activation, BatchNorm, BatchRenorm, Dense, LayerNorm
from ...network import Net
from ...optimizers import OPTIMIZERS
from ...registry import DATASETS, EXPERIMENTS
from ...seeding import generator
from ...training import Objective, accuracy, descend, updates_of
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import percent, told

NORMS = {"batch norm": BatchNorm, "renorm": BatchRenorm, "layer norm": LayerNorm}
OTHERS = ("mixed", "all of one class")
COMPANIES, LOOKS, TRAINED, WIDTH = 6, 24, 1000, 50
MODES = ("training mode", "prediction")


@dataclass(frozen=True)
class SameImageFrame(Frame):
    """A network after t updates of `total`, and one test image in 6 batches.

    image (64,); label: its class. sure (2, 6): probability of its class in each batch, in training
    mode and in prediction; said (2, 6): the class with the highest one. steps (k,); right (2, k):
    share of the test digits, in both modes.
    """

    total: int
    image: np.ndarray
    label: int
    sure: np.ndarray
    said: np.ndarray
    steps: np.ndarray
    right: np.ndarray

    measures: ClassVar[dict] = {"test right": Measure(".1%"), "answers": Measure(".0f")}
    who: ClassVar[str] = "mode"
    modes: ClassVar[tuple] = MODES

    @property
    def apart(self):
        """Highest minus lowest probability over the batches, (2,)."""
        return np.ptp(self.sure, -1)

    @property
    def answers(self):
        """How many different classes are said, (2,)."""
        return np.array([len(np.unique(row)) for row in self.said])

    @property
    def scores(self):
        """What is right, and how many answers there are."""
        pairs = zip(self.measures, (self.right[:, -1], self.answers), strict=True)
        return {name: dict(zip(MODES, row.tolist(), strict=True)) for name, row in pairs}

    @property
    def headline(self):
        """How sure it is of the class."""
        if not self.t:
            return "Before training: guesswork."
        low, high = percent(self.sure[0].min()), percent(self.sure[0].max())
        fixed = percent(self.sure[1, 0])
        return told(f"A {self.label}: training mode {low} to {high}, prediction {fixed} sure.")

    @property
    def summary(self):
        """The same, and what is right of all."""
        low, high = self.sure.min(-1), self.sure.max(-1)
        modes = zip(MODES, low, high, self.right[:, -1], strict=True)
        said = "; ".join(
            f"{mode}: {a:.1%} to {b:.1%} for its class, {right:.1%} of test digits right"
            for mode, a, b, right in modes
        )
        return f"Update {self.t} of {self.total}; {said}."

    @property
    def table(self):
        """Headings and a row for each batch."""
        head = ("batch", *(f"{mode}, {what}" for mode in MODES for what in ("says", "sure")))
        columns = zip(*self.said, *self.sure, strict=True)
        rows = [
            (i + 1, int(a), f"{p:.1%}", int(b), f"{q:.1%}")
            for i, (a, b, p, q) in enumerate(columns)
        ]
        return head, rows


@EXPERIMENTS.add("same-image")
@dataclass(frozen=True, repr=False)
class SameImage(Experiment):
    """Two ReLU layers learn 1,000 digits; then one test image is judged in six batches.

    memory: of the tracked mean and variance. In training mode a batch is measured itself.
    """

    norm: str = knob("batch norm", choices=NORMS, label="normalization", help="of both layers")
    others: str = knob("mixed", choices=OTHERS, help="in the batches of the image")
    size: int = knob(16, 1, 64, least=1, most=200, label="batch at the test", help="examples in it")
    memory: float = knob(0.9, 0, 0.999, least=0, below=1, help="of the tracked mean")
    image: int = knob(9, 0, 99, least=0, most=300, help="which test image")
    lr: float = knob(0.02, 1e-3, 1, log=True, label="learning rate", help="of momentum")
    epochs: int = knob(4, 1, 20, least=1, help="passes over the digits")
    seed: int = knob(0, 0, 99, least=0, help="weights, order, and who is in a batch")

    front: ClassVar[tuple] = ("norm", "others", "size", "memory")

    @property
    def idle(self):
        """Layers without memory; batches of one."""
        idle = {"memory": "layer norm tracks nothing"} if self.norm == "layer norm" else {}
        return idle | ({"others": "the image is alone"} if self.size == 1 else {})

    @property
    def net(self):
        """64-50-50-10."""
        kind = NORMS[self.norm]
        about = {} if kind is LayerNorm else dict(momentum=self.memory)
        layers = []
        for n_in in (64, WIDTH):
            layers += [Dense(n_in, WIDTH, "he-normal"), kind(WIDTH, **about), Activation("relu")]
        return Net((*layers, Dense(WIDTH, 10)))

    def companies(self, data):
        """(6, size, 64): batches of test images with the image in front."""
        rng, labels = generator(self.seed, stream=20), data.y_test.argmax(-1)
        others = np.flatnonzero(np.arange(len(labels)) != self.image)
        batches = []
        for k in range(COMPANIES):
            own = others if self.others == "mixed" else others[labels[others] == k]
            chosen = rng.choice(own, self.size - 1, replace=len(own) < self.size - 1)
            batches.append(data.x_test[[self.image, *chosen]])
        return np.stack(batches)

    def judged(self, net, theta, batches, data):
        """Probabilities (2, 6, 10) of the image, and what is right of the test digits, (2,)."""
        outputs = [net.forward(theta, batches, rng)[0][-1] for rng in (generator(0), None)]
        n = min(320, len(data.x_test)) // self.size * self.size
        parts = data.x_test[:n].reshape(-1, self.size, data.x_test.shape[-1])
        said = net.forward(theta, parts, generator(0))[0][-1].argmax(-1).ravel()
        own = (said == data.y_test[:n].argmax(-1)).mean()
        tracked = accuracy(net, theta, data.x_test[:n], data.y_test[:n])
        return softmax(np.stack(outputs)[:, :, 0]), np.array([own, tracked])

    def work(self):
        """A frame before training and then about 24; None after each update."""
        data, net = DATASETS["digits"](), self.net
        f = Objective(net, "cross-entropy", data.x[:TRAINED], data.y[:TRAINED], 32, self.seed)
        total, label = updates_of(TRAINED, 32, self.epochs), int(data.y_test[self.image].argmax())
        looks, batches, seen = every(total // LOOKS, total), self.companies(data), []
        steps = descend(f, net.init(self.seed), OPTIMIZERS["momentum"](), self.lr)
        for t in range(total + 1):
            theta = next(steps).theta
            yield
            if t in looks:
                p, right = self.judged(net, theta, batches, data)
                seen.append((t, right))
                at, curves = map(np.array, zip(*seen, strict=True))
                about = data.x_test[self.image], label, p[..., label], p.argmax(-1)
                yield SameImageFrame(t, total, *about, at, curves.T)
