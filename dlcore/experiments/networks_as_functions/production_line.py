"""Three boxes in a row: which of them may learn, while the others stay as they were drawn?"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import GUESSING, percent
from ..stack import Stack
from ..training import Training

LINES = {
    "only box 1": (1,),
    "only box 2": (2,),
    "only box 3": (3,),
    "boxes 2 and 3": (2, 3),
    "boxes 1 and 3": (1, 3),
    "boxes 1 and 2": (1, 2),
    "all three": (1, 2, 3),
}


@dataclass(frozen=True)
class ProductionLineFrame(Frame):
    """L lines with K seeds each after t of `total` updates: right (L, K), of the test digits."""

    total: int
    right: np.ndarray

    names: ClassVar[tuple] = tuple(LINES)
    who: ClassVar[str] = "what learns"
    measures: ClassVar[dict] = {"test digits right": Measure(".1%")}

    @property
    def scores(self):
        """Means over the seeds."""
        return self.by_name(self.right.mean(-1))

    @property
    def single(self):
        """The best of those in which one box learns, and its share."""
        name = max(self.names[:3], key=self.scores["test digits right"].get)
        return name, self.scores["test digits right"][name]

    @property
    def headline(self):
        """One box, and all."""
        if not self.t:
            return GUESSING
        (name, share), whole = self.single, self.right[-1].mean()
        return f"One box: {name} is best, {percent(share)} right. All three: {percent(whole)}."

    @property
    def summary(self):
        """All lines."""
        pairs = self.scores["test digits right"].items()
        said = "; ".join(f"{name} {share:.1%}" for name, share in pairs)
        return f"Update {self.t} of {self.total}, test digits right: {said}."


@dataclass(frozen=True, repr=False)
class SomeLearn(Training):
    """A `Training` in which only some boxes learn: dense layers, counted from 1."""

    boxes: tuple = (1, 2, 3)

    def learns(self, net):
        """Where theta may change, (P,) of bool."""
        mask, box = np.zeros(net.size, bool), 0
        for layer, p in zip(net.layers, net.views(mask), strict=True):
            box += bool(layer.matrices)
            for name in p:
                p[name][...] = box in self.boxes
        return mask


@EXPERIMENTS.add("production-line")
@dataclass(frozen=True, repr=False)
class ProductionLine(Experiment):
    """A network 784-width-width-10; what does not learn keeps its random weights. Adam."""

    examples: int = knob(
        1000, 100, 4000, log=True, least=10, most=8000, label="training digits", help="how many"
    )
    width: int = knob(30, 4, 200, log=True, least=1, most=512, label="units a box", help="width")
    epochs: int = knob(8, 1, 20, least=1, help="passes over the digits")
    runs: int = knob(3, 1, 10, least=1, most=20, label="seeds", help="how many of each")
    seed: int = knob(0, 0, 99, least=0, help="first weights, order of the digits")

    front: ClassVar[tuple] = ("width", "examples", "epochs")

    def work(self):
        """About 20 frames; None after each update."""
        names = "examples width epochs runs seed".split()
        about = dict(data="mnist10k", depth=2, optimizer="adam", lr=0.003, batch=50)
        about |= {name: getattr(self, name) for name in names}
        stack = Stack([SomeLearn(boxes=boxes, **about) for boxes in LINES.values()])
        test = stack.data.x_test[:1000], stack.data.y_test[:1000]
        looks = set(every(stack.total // 20, stack.total))
        for step in stack.steps():
            yield None
            if step.t in looks:
                right = stack.apart(stack.score(stack.net, step.theta, *test))
                yield ProductionLineFrame(step.t, stack.total, right)
