"""Six losses, one network, one batch: how much each sends back, by how wrong the network is."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...layers import Softmax
from ...network import mlp
from ...registry import ACTIVATIONS, DATASETS, EXPERIMENTS, LOSSES
from ...statistics import gradient_sizes
from ..base import Experiment, Frame, Measure
from ..phrases import amount
from ._six import SIX

BATCH, WIDTH, TIMES = 100, 30, 8
WRONG = np.linspace(0, 20, 41)  # scores of a class that is believed in


@dataclass(frozen=True)
class GradientFrame(Frame):
    """L losses called `names` on a batch; the network adds `wrong` to the score of one class.

    sent (L, n): root mean square over the examples of |dL/dscores| for each of n values in `over`;
    now (L,): with `wrong`; layers (L, depth + 1): root mean square of dL/dW of each matrix.
    """

    names: tuple
    wrong: float
    over: np.ndarray
    sent: np.ndarray
    now: np.ndarray
    layers: np.ndarray

    who: ClassVar[str] = "loss"
    measures: ClassVar[dict] = {
        "gradient at the scores": Measure(log=True),
        "in the first layer": Measure(log=True),
        "in the last layer": Measure(log=True),
    }

    @property
    def scores(self):
        """Of each loss."""
        return self.by_name(self.now, self.layers[:, 0], self.layers[:, -1])

    @property
    def headline(self):
        """Who sends most, who least."""
        most, least = (self.names[int(i)] for i in (self.now.argmax(), self.now.argmin()))
        times = amount(self.now.max() / max(self.now.min(), 1e-12))
        if most == least:
            return f"{most.capitalize()} sends back {amount(self.now[0])}."
        said = f"{most.capitalize()} sends back {times} times as much as {least}."
        return said.replace("-", " ")

    @property
    def summary(self):
        """All of them."""
        said = [f"{name} {now:.3g}" for name, now in zip(self.names, self.now, strict=True)]
        return f"Score {self.wrong:.3g} for one class; gradient at the scores: {', '.join(said)}."


@EXPERIMENTS.add("loss-and-gradient")
@dataclass(frozen=True, repr=False)
class LossAndGradient(Experiment):
    """Digits in a network 64-30-...-30-10 that believes in one class whatever it sees."""

    wrong: float = knob(8.0, 0, 20, least=0, label="sure of one class", help="added to its score")
    depth: int = knob(3, 1, 8, least=1, most=30, label="hidden layers", help="depth")
    activation: str = knob("relu", choices=ACTIVATIONS, help="of the hidden layers")
    losses: tuple = knob(tuple(SIX), choices=tuple(SIX), many=True, help="which are compared")
    seed: int = knob(0, 0, 99, least=0, help="of the network")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("wrong", "depth", "activation")

    def frames(self):
        """A frame at each of TIMES steps on the way from unsure to as sure as wanted."""
        data = DATASETS["digits"]()
        x, y = data.x[:BATCH], data.y[:BATCH]
        net = mlp(64, *[WIDTH] * self.depth, 10, activation=self.activation)
        theta = net.init(self.seed)
        outputs, backward = net.forward(theta, x)
        believed = np.eye(10)[0]
        over = outputs[-1] + WRONG[:, None, None] * believed
        sent = np.array([size(at_scores(*SIX[name][:2], over, y)) for name in self.losses])
        for t in range(TIMES + 1):
            wrong = self.wrong * t / TIMES
            now, layers = [], []
            for name in self.losses:
                pull = at_scores(*SIX[name][:2], outputs[-1] + wrong * believed, y)
                now.append(size(pull))
                grad, _ = backward(pull.astype(theta.dtype))
                layers.append(gradient_sizes(net, grad).reshape(-1))
            found = sent, np.array(now), np.array(layers)
            yield GradientFrame(t, self.losses, wrong, WRONG, *found)


def at_scores(loss, softmax, scores, y):
    """Gradient (..., B, C) of a loss at the scores, behind softmax or not."""
    if not softmax:
        return LOSSES[loss](scores, y)[1]
    p, back = Softmax().forward({}, scores)
    return back(LOSSES[loss](p, y)[1])[0]


def size(pull):
    """Gradients (..., B, C), means over the batch -> what an example sends back, (...)."""
    return np.sqrt((pull * pull).sum(-1).mean(-1)) * pull.shape[-2]
