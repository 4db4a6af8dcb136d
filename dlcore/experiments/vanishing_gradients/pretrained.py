"""A deep sigmoid network that is pre-trained layer by layer, with the control that tells why."""

from dataclasses import dataclass, replace
from itertools import islice
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...network import mlp
from ...optimizers import Momentum
from ...pretraining import autoencoder, pretraining, rbm, shuffled
from ...registry import DATASETS, EXPERIMENTS
from ...training import Objective, descend, updates_of
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import percent, told
from ..training import judging
from ..training_frame import words

METHODS = {"rbm": rbm, "autoencoder": autoencoder}
NAMES = ("random", "4 × random", "pre-trained", "shuffled")
BATCH = 32
JUDGED = 500  # examples of each part on which networks are judged
LEARN, TUNE, LOOK = 25, 3, 15  # updates between two frames, and between two measurements


@dataclass(frozen=True)
class PretrainedFrame(Frame):
    """First the layers learn one after the other, without labels; then all networks train.

    names (N,): first weights that are compared; doing: what happens now; updates: how many the
    training of all layers has; steps (n,): when networks were judged; train and test (N, K, n):
    share right of K networks of each name, nan if not yet; images (n_in, width): weights of the
    first layer of the first network as pre-training leaves them.
    """

    names: tuple
    doing: str
    updates: int
    steps: np.ndarray
    train: np.ndarray
    test: np.ndarray
    images: np.ndarray

    who: ClassVar[str] = "first weights"
    measures: ClassVar[dict] = {
        "training right": Measure(".1%", never="not trained yet"),
        "test right": Measure(".1%", never="not trained yet"),
    }

    @property
    def scores(self):
        """Means over the networks of one name."""
        return self.by_name(*(part.mean(1)[:, self.reached] for part in (self.train, self.test)))

    @property
    def reached(self):
        """Place of the latest point of the curves."""
        return max(int(np.isfinite(self.train[0, 0]).sum()) - 1, 0)

    @property
    def headline(self):
        """What learns; later, how good the networks are."""
        if np.isnan(self.train).all():
            if not self.doing.endswith("learns"):
                return "All layers train, with labels."
            return told(f"{self.doing.split(', ')[1]}, without labels.")
        shares = self.scores["training right"].items()
        said = ", ".join(f"{name} {percent(share)}" for name, share in shares)
        return f"Right in training: {said}."

    @property
    def summary(self):
        """What happens, and how good the networks are by now."""
        if np.isnan(self.train).all():
            return f"{self.doing}."
        shares = zip(self.names, self.train[..., self.reached], strict=True)
        return f"{self.doing}. Training {'; '.join(f'{n}: {words(s)}' for n, s in shares)} right."


@EXPERIMENTS.add("pretrained")
@dataclass(frozen=True, repr=False)
class Pretrained(Experiment):
    """Sigmoid networks, trained by momentum from four kinds of first weights.

    Xavier's; 4 times those; those after pre-training; and these in another order within each
    matrix, which keeps their size and destroys what was learned.
    """

    method: str = knob("rbm", choices=METHODS, label="pre-training by", help="how a layer learns")
    data: str = knob("mnist10k", choices=("digits", "mnist10k"), help="what is learned")
    examples: int = knob(2000, 200, 8000, least=1, label="training examples", help="how many")
    depth: int = knob(5, 1, 8, least=1, most=50, label="hidden layers", help="depth")
    width: int = knob(50, 10, 100, least=1, most=1024, label="units a layer", help="width")
    first: int = knob(5, 1, 10, least=1, label="epochs before", help="of each layer, no labels")
    epochs: int = knob(5, 1, 40, least=1, label="epochs after", help="of all layers, with labels")
    lr: float = knob(0.1, 0.001, 1, log=True, label="learning rate", help="of the training")
    runs: int = knob(3, 1, 5, least=1, most=50, label="networks", help="seeds of each kind")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("method", "depth", "lr")

    def frames(self):
        """A frame every 25 updates of a layer, then every three of all networks."""
        data = DATASETS[self.data]()
        data = replace(data, x=data.x[: self.examples], y=data.y[: self.examples])
        n_in, n_out = data.x.shape[1], data.y.shape[1]
        net = mlp(n_in, *[self.width] * self.depth, n_out, activation="sigmoid")
        total = updates_of(len(data.x), BATCH, self.epochs)
        steps = np.array(every(LOOK, total))
        right = np.full((2, len(NAMES), self.runs, len(steps)), np.nan)
        learned, t = net.init(self.seeds), 0

        def frame(doing):
            images = net.weights(learned)[0][0].copy()
            return PretrainedFrame(t, NAMES, doing, total, steps, *right.copy(), images)

        for doing in self.learning(net, data.x, learned):
            if t % LEARN == 0:
                yield frame(doing)
            t += 1
        for step in islice(self.training(net, data, learned), total + 1):
            t += 1
            doing = f"All layers train, update {step.t} of {total}"
            if step.t in steps:
                judged = judging(net, step.theta, data, JUDGED)
                for part, (_, shares) in zip(right, judged, strict=True):
                    part[..., steps.searchsorted(step.t)] = shares.reshape(len(NAMES), -1)
                    yield frame(doing)
            elif step.t % TUNE == 0:
                yield frame(doing)

    def learning(self, net, x, learned):
        """Layer after layer of each network learns from x; yields what happens, at each update.

        learned (K, P): parameters, which are changed in place.
        """
        learn = METHODS[self.method]
        for k, seed in enumerate(self.seeds):
            for layer, theta in pretraining(net, learned[k], x, learn, self.first, seed=seed):
                learned[k] = theta
                yield f"Network {k + 1} of {self.runs}, layer {layer + 1} learns"

    def training(self, net, data, learned):
        """Steps of all networks, in the order of `NAMES`, those of one name side by side."""
        random, seeds = net.init(self.seeds), self.seeds
        mixed = [shuffled(net, theta, s) for theta, s in zip(learned, seeds, strict=True)]
        theta = np.concatenate([random, 4 * random, learned, mixed])
        f = Objective(net, "cross-entropy", data.x, data.y, BATCH, [*seeds] * len(NAMES))
        return descend(f, theta, Momentum(), self.lr)
