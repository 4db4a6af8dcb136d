"""Train with and without a penalty, then cut the weakest connections and see what is left."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ...training import accuracy
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import percent
from ..training import Training
from ..variants import Variants

NAMES = ("no penalty", "L2", "L1")
SHARES = np.array([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.99])
JUDGED, PICTURED, LOST = 500, 4, 0.02  # test examples, units of each kind, accuracy we can spare


@dataclass(frozen=True)
class PruningFrame(Frame):
    """First the networks train; then a share of each one's weights is cut, more and more.

    test (3, K, S): share of test examples right after shares[s] of the weights were cut, nan if
    not yet; images (3, PICTURED, n_in): weights of the first units of each kind's first network,
    nan where cut; exact (3, K): share of weights that were 0 without any cut.
    """

    doing: str
    test: np.ndarray
    images: np.ndarray
    exact: np.ndarray

    shares: ClassVar[np.ndarray] = SHARES
    names: ClassVar[tuple] = NAMES
    measures: ClassVar[dict] = {
        "can be cut": Measure(".0%", never="not known yet"),
        "test right, uncut": Measure(".1%", never="not known yet"),
    }

    @property
    def spare(self):
        """The largest share up to which each network loses at most 2 points, (3, K)."""
        fine = self.test >= self.test[..., :1] - LOST
        least = np.where(fine.all(-1), len(SHARES), fine.argmin(-1)) - 1
        return np.where(np.isnan(self.test[..., 0]), np.nan, SHARES[np.maximum(least, 0)])

    @property
    def scores(self):
        """Medians over the networks of a kind."""
        return self.by_name(np.median(self.spare, -1), np.median(self.test[..., 0], -1))

    @property
    def headline(self):
        """What is right after the cut; at the end, how much can be cut."""
        if np.isnan(self.test[..., 0]).any():
            return "The networks train; nothing is cut yet."
        now = np.isfinite(self.test[0, 0]).sum() - 1
        if now < len(SHARES) - 1:
            right = zip(NAMES, np.median(self.test[..., now], -1), strict=True)
            said = ", ".join(f"{percent(share)} ({name})" for name, share in right)
            return f"{SHARES[now]:.0%} cut; still right: {said}."
        said = (f"{percent(share)} ({name})" for name, share in self.scores["can be cut"].items())
        return f"Can be cut at little loss: {', '.join(said)}."

    @property
    def summary(self):
        """What happens; how much can be cut."""
        if np.isnan(self.test[..., 0]).any():
            return f"{self.doing}."
        now = np.isfinite(self.test[0, 0]).sum() - 1
        right = zip(NAMES, np.median(self.test[..., now], -1), strict=True)
        said = ", ".join(f"{name} {share:.1%}" for name, share in right)
        if now < len(SHARES) - 1:
            return f"{self.doing}; test right: {said}."
        spare = zip(NAMES, np.median(self.spare, -1), strict=True)
        said = ", ".join(f"{name} {share:.0%}" for name, share in spare)
        return f"{self.doing}. At a loss of at most 2 points one can cut: {said} of the weights."

    @property
    def table(self):
        """Headings and one row for each share, medians over the networks."""
        middle = np.median(self.test, 1).T
        known = [row for row in zip(SHARES, middle, strict=True) if np.isfinite(row[1]).all()]
        rows = [(f"{share:.0%}", *(f"{r:.1%}" for r in right)) for share, right in known]
        return ("share cut", *(f"test right, {name}" for name in NAMES)), rows


@EXPERIMENTS.add("pruning")
@dataclass(frozen=True, repr=False)
class Pruning(Experiment):
    """Networks with one hidden layer, trained by gradient descent: three kinds, K seeds each.

    The L1 kind has soft thresholds. Cut are the smallest weights of all matrices together, and
    nothing is trained afterwards (Han et al. 2015 do, and can cut more).
    """

    data: str = knob("mnist10k", choices=("digits", "mnist10k"), help="what is learned")
    examples: int = knob(2000, 200, 8000, least=1, label="training examples", help="how many")
    width: int = knob(40, 10, 100, least=PICTURED, most=1024, label="hidden units", help="width")
    l2: float = knob(0.003, 0, 0.1, least=0, label="L2", help="strength of its kind")
    l1: float = knob(0.0005, 0, 0.01, least=0, label="L1", help="strength of its kind")
    lr: float = knob(0.2, 0.01, 1, log=True, label="learning rate", help="size of the steps")
    epochs: int = knob(10, 1, 30, least=1, help="passes over the training examples")
    runs: int = knob(3, 1, 5, least=1, most=50, label="networks", help="seeds of each kind")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("l1", "l2", "epochs")

    def work(self):
        """Frames of the training, then one for each share; None after each update."""
        kinds = {}, {"l2": self.l2}, {"shrink": self.l1}
        names = "data examples width lr epochs runs seed".split()
        knobs = {name: getattr(self, name) for name in names}
        usual = Training(depth=1, optimizer="gradient-descent", **knobs)
        nets = Variants(usual, dict(zip(NAMES, kinds, strict=True))).stack
        net, data = nets.net, nets.data
        test = np.full((len(NAMES), self.runs, len(SHARES)), np.nan)
        looks = every(nets.total // 25, nets.total)
        for step in nets.steps():
            theta = step.theta
            doing = f"Update {step.t} of {nets.total}"
            shown = step.t in looks
            yield self.frame(step.t, nets, theta, theta, doing, test) if shown else None
        x, y = data.x_test[:JUDGED], data.y_test[:JUDGED]
        for s, share in enumerate(SHARES):
            left = cut(net, theta, share)
            test[..., s] = nets.apart(accuracy(net, left, x, y))
            doing = f"{share:.0%} of the weights are cut"
            yield self.frame(step.t + 1 + s, nets, theta, left, doing, test)

    def frame(self, t, nets, theta, left, doing, test):
        """What is known, and pictures of a few units; theta before and left after the cut."""
        before, after = (nets.apart(nets.net.weights(each)[0])[:, 0] for each in (theta, left))
        images = np.where((after == 0) & (before != 0), np.nan, after)[..., :PICTURED]
        exact = nets.apart((theta[:, nets.net.weight_mask == 1] == 0).mean(-1))
        return PruningFrame(t, doing, test.copy(), images.swapaxes(1, 2), exact)


def cut(net, theta, share):
    """theta (K, P) with the share of its weights that are smallest in size set to 0; no bias."""
    weights = np.flatnonzero(net.weight_mask)
    theta = theta.copy()
    order = np.abs(theta[:, weights]).argsort(-1)[:, : round(share * len(weights))]
    np.put_along_axis(theta, weights[order], 0, -1)
    return theta
