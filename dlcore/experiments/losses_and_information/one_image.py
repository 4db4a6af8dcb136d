"""Source 4's running example: one image on its way through a small network, step by step."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...activations import softmax
from ...knobs import knob
from ...losses import cross_entropy
from ...network import mlp
from ...optimizers import OPTIMIZERS
from ...registry import DATASETS, EXPERIMENTS
from ...training import Objective, descend
from ..base import Experiment, Frame, Measure
from ..phrases import amount, percent, told

WIDTH, MANY = 8, 200
STAGES = ("first weights", "forward", "loss", "update")


@dataclass(frozen=True)
class OneImageFrame(Frame):
    """Stage t: `stage` is one of STAGES, or "predict" at the end.

    image (8, 8) and label; p (K,): probabilities, nan before the image went through; losses (n,):
    the loss of this image before each update so far; typical: mean first loss of many images.
    updates: how many there are in all.
    """

    stage: str
    image: np.ndarray
    label: int
    p: np.ndarray
    losses: np.ndarray
    typical: float
    updates: int

    measures: ClassVar[dict] = {"probability": Measure(".4f", never="not known yet")}
    who: ClassVar[str] = "class"

    @property
    def scores(self):
        """Of each class."""
        return {"probability": {str(c): float(p) for c, p in enumerate(self.p)}}

    @property
    def even(self):
        """The loss of somebody who gives all classes the same: log K."""
        return float(np.log(len(self.p)))

    @property
    def headline(self):
        """What happens now."""
        if self.stage == "first weights":
            return "The weights are drawn at random. Nobody has looked at the image yet."
        right = percent(self.p[self.label])
        if self.stage == "forward":
            return f"Forward: the right class, {self.label}, gets {right}."
        if self.stage == "loss":
            return f"Loss: minus the logarithm of that is {amount(self.losses[-1])}."
        if self.stage == "update":
            n = f"Update {len(self.losses)}"
            return f"{n}: every weight moves a little against its gradient."
        said = f"Predict: {int(self.p.argmax())} gets most, {percent(self.p.max())}."
        return told(said, f"The loss is {amount(self.losses[-1])}.")

    @property
    def summary(self):
        """Stage, loss, and the first loss of many."""
        now = f"; loss {self.losses[-1]:.4g}" if len(self.losses) else ""
        many = f"before training {MANY} images have a mean loss of {self.typical:.4g}"
        return f"{self.stage.capitalize()}{now}; {many}, log K is {self.even:.4g}."


@EXPERIMENTS.add("one-image")
@dataclass(frozen=True, repr=False)
class OneImage(Experiment):
    """64 pixels, 8 hidden units (tanh), K classes: gradient descent on a single digit."""

    classes: int = knob(10, 2, 10, least=2, most=10, label="classes K", help="digits from 0")
    std: float = knob(0.01, 0.01, 1, log=True, least=0, label="first weights", help="their std")
    lr: float = knob(0.5, 0.01, 3, log=True, label="learning rate", help="size of the steps")
    index: int = knob(0, 0, 50, least=0, most=100, label="image", help="number of the digit")
    updates: int = knob(12, 3, 40, least=1, most=500, help="how often the weights change")
    seed: int = knob(0, 0, 99, least=0, help="of the first weights")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    front: ClassVar[tuple] = ("classes", "std", "lr", "index")
    pace: ClassVar[float] = 2

    def digits(self):
        """Images of the first K digits: x (n, 64), y (n, K)."""
        data = DATASETS["digits"]()
        mine = data.y.argmax(-1) < self.classes
        return data.x[mine][:MANY].astype(float), data.y[mine][:MANY, : self.classes].astype(float)

    def frames(self):
        """First weights; forward, loss and update in turns; predict."""
        x, y = self.digits()
        net = mlp(64, WIDTH, self.classes, activation="tanh", init="normal")
        theta = net.init(self.seed).astype(float) * self.std / 0.01
        typical = float(cross_entropy(net.predict(theta, x), y)[0])
        one = slice(self.index, self.index + 1)
        image, label = x[self.index].reshape(8, 8), int(y[self.index].argmax())
        losses, t = np.zeros(0), 1
        about = typical, self.updates
        yield OneImageFrame(
            0, STAGES[0], image, label, np.full(self.classes, np.nan), losses, *about
        )
        steps = descend(
            Objective(net, "cross-entropy", x[one], y[one]),
            theta,
            OPTIMIZERS["gradient-descent"](),
            self.lr,
        )
        for step in steps:
            p = softmax(net.predict(step.theta, x[one]))[0]
            over = step.t == self.updates
            for stage in ("forward", "loss", "predict" if over else "update"):
                if stage == "loss":
                    losses = np.append(losses, step.value)
                yield OneImageFrame(t, stage, image, label, p, losses, *about)
                t += 1
            if over:
                return
