"""As many numbers to learn, in one wide layer or in several narrow ones."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...data import PLANE
from ...knobs import knob
from ...registry import ACTIVATIONS, EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..phrases import GUESSING, percent
from ..training import Training
from ..variants import Variants


@dataclass(frozen=True)
class ShapesFrame(Frame):
    """S shapes with K seeds each, after t of `total` updates.

    names (S,): of the shapes; sizes (S,): how many numbers each learns; right (S, K): share of new
    points; bend: the activation.
    """

    total: int
    names: tuple
    sizes: np.ndarray
    right: np.ndarray
    bend: str

    who: ClassVar[str] = "shape"
    measures: ClassVar[dict] = {"new points right": Measure(".1%")}

    @property
    def scores(self):
        """Means over the seeds."""
        return self.by_name(self.right.mean(-1))

    @property
    def gain(self):
        """Points by which several narrow layers are ahead of one wide layer, on average."""
        return 100 * float(self.right[1:].mean() - self.right[0].mean())

    @property
    def headline(self):
        """One layer, and several."""
        if not self.t:
            return GUESSING
        wide, deep = (percent(part.mean()) for part in (self.right[0], self.right[1:]))
        return f"New points right: {wide} with one wide layer, {deep} with several narrow ones."

    @property
    def summary(self):
        """All shapes."""
        rows = zip(self.names, self.sizes, self.right.mean(-1), strict=True)
        said = "; ".join(f"{name} ({size} numbers) {share:.1%}" for name, size, share in rows)
        return f"Update {self.t} of {self.total}, {self.bend}, new points right: {said}."


def size_of(depth, width):
    """Parameters of a network 2-width-...-width-2."""
    return 3 * width + (depth - 1) * (width * width + width) + 2 * width + 2


def width_of(depth, budget):
    """The width whose number of parameters is nearest to the budget."""
    return min(range(1, budget), key=lambda width: abs(size_of(depth, width) - budget))


@EXPERIMENTS.add("shapes")
@dataclass(frozen=True, repr=False)
class Shapes(Experiment):
    """Networks of one to four hidden layers with about equally many parameters; Adam."""

    activation: str = knob("tanh", choices=ACTIVATIONS, help="of the hidden units")
    numbers: int = knob(190, 40, 600, least=20, most=3000, label="parameters", help="about so many")
    data: str = knob("spiral", choices=PLANE, help="points of two classes")
    examples: int = knob(200, 20, 400, least=4, most=2000, label="training points", help="how many")
    lr: float = knob(0.01, 0.001, 0.1, log=True, label="learning rate", help="of Adam")
    epochs: int = knob(120, 10, 400, least=1, help="passes over the points")
    runs: int = knob(5, 1, 10, least=1, most=20, label="seeds", help="first weights")
    seed: int = knob(0, 0, 99, least=0, help="points, and the first of the seeds")

    front: ClassVar[tuple] = ("activation", "numbers", "data")

    def work(self):
        """About 20 frames; None after each update."""
        names = "activation lr epochs runs seed".split()
        about = {name: getattr(self, name) for name in names}
        init = "he-normal" if self.activation.endswith("lu") else "xavier-normal"
        usual = Training(optimizer="adam", batch=20, init=init, **about)
        widths = [width_of(depth, self.numbers) for depth in (1, 2, 3, 4)]
        shapes = {f"{d} × {w}": dict(depth=d, width=w) for d, w in enumerate(widths, 1)}
        sizes = np.array([size_of(d, w) for d, w in enumerate(widths, 1)])
        data = PLANE[self.data](n=self.examples, seed=self.seed)
        for frame in Variants(usual, shapes, data, points=20).work():
            if frame is None:
                yield None
                continue
            right = frame.test[..., -1]
            yield ShapesFrame(frame.t, frame.total, frame.names, sizes, right, self.activation)
