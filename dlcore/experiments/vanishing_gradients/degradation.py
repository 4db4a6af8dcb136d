"""20 against 56 layers, plain and residual, on training and on test examples (He et al. 2016)."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ...statistics import gradient_sizes
from ...training import Objective
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import percent
from ..training import PROBE, Training, judging
from ..training_frame import words

KINDS = {"plain": dict(skip=False, init="he-normal"), "residual": dict(skip=True, init="normal")}
JUDGED = 300  # examples of each part that errors are measured on
EVERY = 16  # updates between two measurements; then the next network has its turn
TURN = 2  # updates between two frames


@dataclass(frozen=True)
class DegradationFrame(Frame):
    """Networks of different depth, trained in turns.

    names (N,); total: updates of each; steps (n,): when errors were measured; train and test
    (N, K, n): share wrong of K networks of each name; gradients (N, K): root mean square of
    dL/dW of the first layer over that of the last, before training. nan: not measured yet.
    """

    names: tuple
    total: int
    steps: np.ndarray
    train: np.ndarray
    test: np.ndarray
    gradients: np.ndarray

    who: ClassVar[str] = "layers"
    kinds: ClassVar[tuple] = tuple(KINDS)  # all there are, in the order of the check boxes
    measures: ClassVar[dict] = {
        "training wrong": Measure(".1%", never="not measured yet"),
        "test wrong": Measure(".1%", never="not measured yet"),
    }

    def latest(self, curves):
        """The newest measurement of each network, (N, K)."""
        last = np.isfinite(curves[:, 0]).sum(-1) - 1
        return curves[np.arange(len(curves)), :, last]

    @property
    def scores(self):
        """Means over the networks of one name."""
        return self.by_name(self.latest(self.train).mean(-1), self.latest(self.test).mean(-1))

    @property
    def headline(self):
        """Errors on the training examples."""
        wrong, depths = {}, []
        for name, share in self.scores["training wrong"].items():
            kind, depth = name.split(", ")
            wrong.setdefault(kind, []).append(share)
            depths += [depth] if depth not in depths else []
        known = {kind: map(percent, e) for kind, e in wrong.items() if np.isfinite(e).all()}
        if not known:
            return "The networks start; errors are not measured yet."
        said = (f"{kind} {' and '.join(errors)}" for kind, errors in known.items())
        return f"{' and '.join(depths)} layers, training errors: {', '.join(said)}."

    @property
    def summary(self):
        """Errors on both parts."""
        both = zip(self.names, self.latest(self.train), self.latest(self.test), strict=True)
        said = (
            f"{n}: training {words(a)} wrong, test {words(b)}"
            for n, a, b in both
            if np.isfinite(a + b).all()
        )
        return f"Update {self.t} of {self.total}. {'; '.join(said) or 'Nothing measured yet'}."

    @property
    def table(self):
        """The scores, and how unequal the gradients of first and last layer are at the start."""
        head, rows = super().table
        write = Measure(".2g", never=self.measures["training wrong"].never).write
        ratios = map(write, np.median(self.gradients, -1))
        return (*head, "first over last gradient at the start"), [
            (*row, ratio) for row, ratio in zip(rows, ratios, strict=True)
        ]


@EXPERIMENTS.add("degradation")
@dataclass(frozen=True, repr=False)
class Degradation(Experiment):
    """ReLU networks on MNIST-10k, trained with Adam; each kind in two depths.

    plain: He's first weights. residual: every layer h + relu(h W + b), with weights so small
    (standard deviation 0.01) that at first it hands its input on; with He's they would explode.
    Errors are measured on 300 examples of each part.
    """

    kinds: tuple = knob(("plain",), choices=KINDS, many=True, help="how layers are connected")
    shallow: int = knob(20, 2, 60, least=1, most=100, label="layers of one", help="hidden ones")
    deep: int = knob(56, 2, 60, least=1, most=100, label="layers of the other", help="hidden ones")
    width: int = knob(32, 8, 64, least=1, most=512, label="units a layer", help="width")
    examples: int = knob(3000, 500, 8000, least=1, label="training examples", help="how many")
    lr: float = knob(0.001, 1e-4, 0.1, log=True, label="learning rate", help="of Adam")
    batch: int = knob(64, 16, 256, least=1, label="batch size", help="examples per update")
    epochs: int = knob(6, 1, 20, least=1, help="passes over the training examples")
    runs: int = knob(3, 1, 10, least=1, most=50, label="networks", help="seeds of each kind")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("deep", "shallow", "lr")

    def trainings(self):
        """{name: Training} of each kind and depth."""
        shared = dict(data="mnist10k", activation="relu", optimizer="adam", examples=self.examples)
        shared |= {k: getattr(self, k) for k in ("width", "lr", "batch", "epochs", "runs", "seed")}
        depths = dict.fromkeys((self.shallow, self.deep))
        return {
            f"{kind}, {depth}": Training(depth=depth, **KINDS[kind], **shared)
            for kind in self.kinds
            for depth in depths
        }

    def work(self):
        """A frame every two updates of one network, and after each measurement."""
        trainings = self.trainings()
        racers = [enumerate(training.fit()) for training in trainings.values()]
        first = next(iter(trainings.values()))
        total = first.updates(first.examples_of())
        steps = np.array(every(EVERY, total))
        errors = np.full((2, len(racers), self.runs, len(steps)), np.nan)
        gradients = np.full((len(racers), self.runs), np.nan)

        def frame(t):
            return DegradationFrame(
                t, tuple(trainings), total, steps, *errors.copy(), gradients.copy()
            )

        for i, goal in enumerate(steps):
            for n, racer in enumerate(racers):
                for t, (_, state) in racer:
                    if t == 0:
                        net, theta, data = state
                        for k, own in enumerate(theta):
                            yield None
                            gradients[n, k] = first_over_last(net, own, data)
                    if t == goal:
                        break
                    if t % TURN == 0:
                        yield frame(t)
                for part, (_, right) in zip(errors, judging(*state, JUDGED), strict=True):
                    part[n, :, i] = 1 - right
                    yield frame(t)


@np.errstate(divide="ignore", invalid="ignore")  # where nothing is left of either: nan
def first_over_last(net, theta, data):
    """Root mean square of dL/dW of the first matrix over that of the last; theta (P,)."""
    f = Objective(net, "cross-entropy", data.x, data.y)
    sizes = gradient_sizes(net, f.at(theta, data.x[:PROBE], data.y[:PROBE])[1])
    return sizes[0] / sizes[-1]
