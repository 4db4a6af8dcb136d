"""Dropout's weights at test time: scaled, forgotten to be scaled, inverted, scaled twice."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...data import first
from ...knobs import knob
from ...layers import Activation, Dense, Dropout, PlainDropout
from ...network import Net
from ...optimizers import OPTIMIZERS
from ...registry import ACTIVATIONS, DATASETS, EXPERIMENTS, LOSSES
from ...seeding import generator
from ...statistics import rms
from ...training import Objective, accuracy, descend, updates_of
from ..base import Experiment, Frame, Measure
from ..curves import Curves
from ..pace import every, stepped
from ..phrases import amount, percent, told

WAYS = ("plain, weights × (1 − p)", "plain, weights as they are", "inverted", "inverted, × (1 − p)")
PROBES = 40  # test examples whose z is compared, at 5 units


@dataclass(frozen=True)
class MismatchFrame(Frame):
    """Two stacks of K networks after t updates of `total`, each tested in two ways: W = 4.

    right, losses (W, K, n): share right and cross-entropy on test examples, at steps (n,).
    z, z_test (N,): what comes into units of the second layer, bias apart, with plain dropout: mean
    of 20 masks, as in training, and with all units and unchanged weights; both over the rms of
    z. ratio: z_test over the mean of z over masks.
    """

    total: int
    rate: float
    steps: np.ndarray
    right: np.ndarray
    losses: np.ndarray
    z: np.ndarray
    z_test: np.ndarray
    ratio: float

    names: ClassVar[tuple] = WAYS
    who: ClassVar[str] = "trained, tested"
    measures: ClassVar[dict] = {
        "test right": Measure(".1%"),
        "test loss": Measure(),
        "z′ over z": Measure(".2f"),
    }

    @property
    def scores(self):
        """Means over the seeds, and the ratio of the one way that changes z."""
        means = (curves[..., -1].mean(-1).tolist() for curves in (self.right, self.losses))
        both = (dict(zip(WAYS, numbers, strict=True)) for numbers in means)
        ratio = {"z′ over z": {WAYS[1]: self.ratio}}
        return dict(zip(self.measures, both, strict=False)) | ratio

    @property
    def headline(self):
        """What forgetting the factor does."""
        right, wrong = self.right[:2, ..., -1].mean(-1)
        when = "scaling forgotten" if self.t else "untrained, scaling forgotten"
        if not np.isfinite(self.ratio):
            return told(f"{when}: nothing comes through.")
        said = f"{when}: z is {amount(self.ratio)} times as large"
        if not self.t:
            return told(f"{said}.")
        same = percent(right) == percent(wrong)
        costs = "as before" if same else f"instead of {percent(right)}"
        return told(f"{said}; {percent(wrong)} right {costs}.")

    @property
    def summary(self):
        """What forgetting the factor costs."""
        right, loss = self.right[..., -1].mean(-1), self.losses[..., -1].mean(-1)
        return (
            f"Update {self.t} of {self.total}: plain dropout and weights × {1 - self.rate:.2g}: "
            f"{right[0]:.1%} of test digits right, loss {loss[0]:.2g}; with weights as they are "
            f"z is {self.ratio:.2f} times as large, {right[1]:.1%} right, loss {loss[1]:.2g}; "
            f"inverted dropout {right[2]:.1%}, loss {loss[2]:.2g}."
        )


@EXPERIMENTS.add("mismatch")
@dataclass(frozen=True, repr=False)
class Mismatch(Experiment):
    """Networks with two hidden layers and dropout on both, trained in the two forms of dropout.

    Plain (as in the sources): y r in training, weights behind times 1 - p in the test. Inverted
    (as in libraries): y r / (1 - p) in training, nothing in the test.
    """

    rate: float = knob(0.5, 0.1, 0.9, least=0.01, most=0.99, label="dropout", help="rate p")
    activation: str = knob("tanh", choices=ACTIVATIONS, help="of both hidden layers")
    loss: str = knob("mse", choices=("mse", "cross-entropy"), help="what is minimized")
    width: int = knob(60, 4, 200, least=2, most=512, label="units a layer", help="width")
    examples: int = knob(800, 50, 1400, least=1, label="training examples", help="how many")
    lr: float = knob(0.003, 1e-4, 0.1, log=True, label="learning rate", help="of Adam")
    epochs: int = knob(20, 1, 60, least=1, help="passes over the training examples")
    runs: int = knob(3, 1, 10, least=1, most=20, label="networks", help="seeds")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("rate", "loss", "activation")

    def net(self, dropout):
        """Hidden layers, each followed by the layer that is given."""
        init = "he-normal" if self.activation == "relu" else "xavier-normal"
        sizes = (64, self.width, self.width)
        layers = []
        for n_in, n_out in zip(sizes, sizes[1:], strict=False):
            layers += [Dense(n_in, n_out, init), Activation(self.activation), dropout]
        return Net((*layers, Dense(self.width, 10)))

    def work(self):
        """A frame before training and then at most about 40; None after each update of a stack."""
        data = first(DATASETS["digits"](), min(self.examples, 1437))
        nets = self.net(PlainDropout(self.rate)), self.net(Dropout(self.rate))
        adam, descents = OPTIMIZERS["adam"](), []
        for net in nets:
            f = Objective(net, self.loss, data.x, data.y, 32, self.seeds)
            descents.append(descend(f, net.init(self.seeds), adam, self.lr))
        total = updates_of(len(data.x), 32, self.epochs)
        looks = every(total // 40, total)
        curves = Curves(len(WAYS) * self.runs, len(looks), ("right", "losses"))
        for t in range(total + 1):
            thetas = yield from stepped(descents)
            if t not in looks:
                continue
            right, losses = yield from self.judged(nets, thetas, data)
            curves.add(t, right=right, losses=losses)
            taken = (curves[name].reshape(len(WAYS), self.runs, -1) for name in curves.values)
            yield MismatchFrame(
                t, total, self.rate, curves.steps, *taken, *self.z(thetas[0][0], data)
            )

    def judged(self, nets, thetas, data):
        """Share right and loss on the test examples, (2, ways times seeds); for `yield from`."""
        (plain, inverted), x, y = nets, data.x_test, data.y_test
        found = []
        # prediction: the plain net multiplies by 1 - p, the inverted one does not
        pairs = zip((plain, inverted, inverted, plain), np.repeat(thetas, 2, 0), strict=True)
        for net, theta in pairs:
            loss = LOSSES[self.loss](net.predict(theta, x), y)[0]
            found.append((accuracy(net, theta, x, y), loss))
            yield
        return np.concatenate(found, 1)

    @np.errstate(divide="ignore", invalid="ignore")  # where nothing comes through: nan
    def z(self, theta, data):
        """Into five units of the second layer with masks, with all units; their ratio."""
        net = self.net(PlainDropout(0.0))
        x, W = data.x_test[:PROBES], net.weights(theta)[1][:, :20]
        h = net.forward(theta, x)[0][1]
        rng = generator(self.seed, stream=42)
        masks = rng.random((100, 1, self.width)) >= self.rate
        thin = (h * masks) @ W
        whole, mean = h @ W, thin.mean(0)
        ratio = (whole * mean).sum() / (mean * mean).sum()
        few = np.stack([thin[:20].mean(0)[:, :5], whole[:, :5]]).reshape(2, -1)
        return *few / rms(few[0]), float(ratio)
