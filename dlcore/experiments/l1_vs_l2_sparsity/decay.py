"""Weight decay and the L2 penalty: the same under gradient descent, and not under other rules."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...optimizers import OPTIMIZERS
from ...registry import EXPERIMENTS
from ...training import accuracy
from ..base import Experiment, Frame, Measure
from ..curves import Curves
from ..pace import every
from ..phrases import LOST, percent, told
from ..rates import check_first_order
from ..training import Training
from ..variants import Variants

NAMES = ("neither", "L2 penalty", "weight decay")


@dataclass(frozen=True)
class DecayFrame(Frame):
    """Networks after t of `total` updates, K of each kind.

    steps (n,); length (3, K, n): |w| of all weights; test (3, K, n): share of test examples
    right; apart (K, n): |w - w'| / |w| of the networks with a penalty and with decay.
    """

    total: int
    steps: np.ndarray
    length: np.ndarray
    test: np.ndarray
    apart: np.ndarray

    names: ClassVar[tuple] = NAMES
    who: ClassVar[str] = "kind"
    measures: ClassVar[dict] = {"test right": Measure(".1%"), "length of the weights": Measure()}

    @property
    def scores(self):
        """Means over the seeds."""
        return self.by_name(*(part[..., -1].mean(-1) for part in (self.test, self.length)))

    @property
    def headline(self):
        """How far apart penalty and decay lead."""
        if not self.t:
            return "All start with the same weights."
        right = list(self.scores["test right"].values())
        apart = np.median(self.apart[:, -1])
        if not np.isfinite(apart):
            return LOST
        if apart < 0.005:
            return f"L2 penalty and weight decay agree: {percent(right[1])} right."
        penalty, decay = map(percent, right[1:])
        said = f"penalty and decay lead {percent(apart)} apart: {penalty} and {decay} right"
        return told(f"{said}.")

    @property
    def summary(self):
        """How far the two are apart, how long their weights are, what they get right."""
        right, length = (list(s.values()) for s in self.scores.values())
        said = [
            f"{name} {r:.1%}, |w| = {size:.3g}"
            for name, r, size in zip(NAMES, right, length, strict=True)
        ]
        apart = np.median(self.apart[:, -1])
        return (
            f"Update {self.t} of {self.total}: weights with penalty and with decay differ by "
            f"{apart:.2g} of their length; test right: {'; '.join(said)}."
        )


@EXPERIMENTS.add("decay")
@dataclass(frozen=True, repr=False)
class Decay(Experiment):
    """Three kinds of training with one rule at its usual learning rate times `rate`.

    penalty: gradient + strength w goes into the rule; decay: strength w is added to what comes
    out of it (Loshchilov & Hutter 2019, whose name for the second with Adam is AdamW).
    """

    optimizer: str = knob("adam", choices=OPTIMIZERS, help="the rule")
    strength: float = knob(0.03, 1e-3, 3, log=True, label="strength λ", help="of both")
    rate: float = knob(
        1.0, 0.1, 5, log=True, label="rate, in usual ones", help="its usual one is 1"
    )
    data: str = knob("digits", choices=("digits", "mnist10k"), help="what is learned")
    examples: int = knob(400, 100, 2000, least=1, label="training examples", help="how many")
    label_noise: float = knob(0.2, 0, 0.5, least=0, most=1, help="share of labels drawn at random")
    width: int = knob(100, 10, 200, least=1, most=1024, label="hidden units", help="width")
    epochs: int = knob(60, 1, 100, least=1, help="passes over the training examples")
    runs: int = knob(3, 1, 6, least=1, most=50, label="networks", help="seeds of each kind")
    seed: int = knob(0, 0, 99, least=0, help="of the first network, and of the noise")

    front: ClassVar[tuple] = ("optimizer", "strength", "rate")

    def __post_init__(self):
        super().__post_init__()
        check_first_order(self.optimizer)

    def work(self):
        """About 50 frames; None after each update."""
        kinds = {}, {"l2": self.strength}, {"weight_decay": self.strength}
        names = "data examples label_noise width optimizer epochs runs seed".split()
        knobs = {name: getattr(self, name) for name in names}
        lr = self.rate * OPTIMIZERS[self.optimizer].usual_lr
        usual = Training(depth=1, lr=lr, **knobs)
        nets = Variants(usual, dict(zip(NAMES, kinds, strict=True))).stack
        net, data = nets.net, nets.data
        looks = every(nets.total // 50, nets.total)
        length = Curves(3 * self.runs, len(looks), ("length", "test"))
        apart = Curves(self.runs, len(looks), ("apart",))
        for step in nets.steps():
            if step.t not in looks:
                yield
                continue
            weights = step.theta * net.weight_mask
            right = accuracy(net, step.theta, data.x_test[:500], data.y_test[:500])
            length.add(step.t, length=np.linalg.norm(weights, axis=-1), test=right)
            _, penalty, decay = nets.apart(weights)
            apart.add(step.t, apart=relative(penalty, decay))
            both = (nets.apart(length[name]) for name in ("length", "test"))
            yield DecayFrame(step.t, nets.total, length.steps, *both, apart["apart"])


def relative(a, b):
    """|a - b| / |b| of each row, (K,)."""
    return np.linalg.norm(a - b, axis=-1) / np.linalg.norm(b, axis=-1)
