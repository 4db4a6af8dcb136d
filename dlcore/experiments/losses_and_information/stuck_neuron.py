"""One sigmoid neuron that is sure and wrong, taught by squared error and by cross-entropy."""

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

import numpy as np

from ...activations import sigmoid
from ...knobs import knob
from ...layers import Activation, Dense
from ...network import Net
from ...optimizers import OPTIMIZERS
from ...registry import EXPERIMENTS
from ...training import Objective, descend
from ..base import Experiment, Frame, Measure
from ..phrases import amount, told
from ..plane import points

REACH, SIDE = 4.0, 41
RULES = {  # name: (layers behind the sum w x + b, loss)
    "squared error": ((Activation("sigmoid"),), "mse"),
    "cross-entropy": ((), "binary-cross-entropy"),  # has its sigmoid built in
}


@dataclass(frozen=True)
class StuckFrame(Frame):
    """After t of `total` steps. side (SIDE,); surfaces (2, SIDE, SIDE): loss over b and w.

    paths (2, t + 1, 2): w and b of each neuron; outputs (2, t + 1); slopes (2,): |dL/d(w x + b)|
    now; target.
    """

    total: int
    side: np.ndarray
    surfaces: np.ndarray
    paths: np.ndarray
    outputs: np.ndarray
    slopes: np.ndarray
    target: float

    names: ClassVar[tuple] = tuple(RULES)
    who: ClassVar[str] = "taught by"
    measures: ClassVar[dict] = {"output": Measure(".3f"), "slope": Measure(".2g")}

    @property
    def scores(self):
        """Now."""
        return self.by_name(self.outputs[:, -1], self.slopes)

    @property
    def headline(self):
        """Both outputs, or both slopes at the start."""
        if not self.t:
            times = self.slopes[1] / max(self.slopes[0], 1e-12)
            out, wanted = amount(self.outputs[0, 0]), amount(self.target)
            steep = f"the slope of cross-entropy is {amount(times)} times as steep"
            return f"It says {out}, wanted is {wanted}; {steep}."
        one, other = (amount(float(f"{out[-1]:.2f}")) for out in self.outputs)
        said = f"After {self.t} steps squared error has it say {one}, cross-entropy {other}."
        return told(said)

    @property
    def summary(self):
        """Outputs and slopes."""
        rows = zip(RULES, self.outputs[:, -1], self.slopes, strict=True)
        said = "; ".join(f"{n}: output {out:.3g}, slope {slope:.2g}" for n, out, slope in rows)
        return f"Step {self.t} of {self.total}, wanted is {self.target:.3g}; {said}."


@EXPERIMENTS.add("stuck-neuron")
@dataclass(frozen=True, repr=False)
class StuckNeuron(Experiment):
    """a = sigmoid(w x + b) for one x; gradient descent from one start on two losses."""

    w: float = knob(2.0, -REACH, REACH, label="first w", help="drag the ring")
    b: float = knob(2.0, -REACH, REACH, label="first b", help="drag the ring")
    lr: float = knob(0.15, 0.01, 10, log=True, label="learning rate", help="of both")
    target: float = knob(0.0, 0, 1, least=0, most=1, label="wanted output", help="the target")
    x: float = knob(1.0, -2, 2, label="input", help="x, the one example")
    steps: int = knob(300, 50, 1000, least=1, most=5000, help="length of the run")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    front: ClassVar[tuple] = ("w", "b", "lr", "target")

    def objectives(self):
        """The loss of each neuron as a function of theta = (w, b)."""
        x, y = np.full((1, 1), self.x), np.full((1, 1), self.target)
        return [
            Objective(Net((Dense(1, 1), *behind)), loss, x, y) for behind, loss in RULES.values()
        ]

    def frames(self):
        """A frame for each step, or for each of 100 moments of a long run."""
        side = np.linspace(-REACH, REACH, SIDE)
        plane = points(side)
        surfaces, paths, outputs = [], [], []
        for f in self.objectives():
            surfaces.append(f(plane)[0].reshape(SIDE, SIDE))
            way = descend(f, np.array([self.w, self.b]), OPTIMIZERS["gradient-descent"](), self.lr)
            path = np.stack([step.theta for step in islice(way, self.steps + 1)])
            paths.append(path)
            outputs.append(sigmoid(path @ [self.x, 1.0])[0])
        surfaces, paths, outputs = map(np.stack, (surfaces, paths, outputs))
        slopes = np.abs(outputs - self.target)
        slopes[0] *= outputs[0] * (1 - outputs[0])
        stride = max(1, self.steps // 100)
        for t in [*range(0, self.steps, stride), self.steps]:
            so_far = slice(t + 1)
            seen = paths[:, so_far], outputs[:, so_far], slopes[:, t]
            yield StuckFrame(t, self.steps, side, surfaces, *seen, self.target)
