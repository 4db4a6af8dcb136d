"""A network of ten layers about 1986 and today: five parts, each old or new."""

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..judging import judging
from ..phrases import percent, told
from ..stack import Stack
from ..training import Training

PARTS = {  # part: (knob of `Training`, then, now)
    "first weights": ("init", "normal", "he-normal"),
    "ReLU": ("activation", "sigmoid", "relu"),
    "batch norm": ("norm", "none", "batch"),
    "Adam": ("optimizer", "gradient-descent", "adam"),
    "1cycle": ("schedule", "constant", "1cycle"),
}
RATES = {"gradient-descent": (0.03, 0.3, 1.0), "adam": (0.003, 0.01, 0.03)}
THEN, NOW, MINE = "1986", "today", "your mix"


def recipes(mine):
    """{name: its new parts}: then, then with one new part, now, now with one old part, mine."""
    new = tuple(PARTS)
    plus = {f"+ {part}": (part,) for part in new}
    minus = {f"− {part}": tuple(p for p in new if p != part) for part in new}
    return {THEN: ()} | plus | {NOW: new} | minus | {MINE: mine}


def knobs_of(new):
    """New parts -> the knobs of `Training` of all five."""
    return {knob: ways[part in new] for part, (knob, *ways) in PARTS.items()}


@dataclass(frozen=True)
class ThenAndNowFrame(Frame):
    """What t of V recipes have led to; nan where not known yet.

    mine: the new parts of the reader's recipe. rates (V, R): three learning rates of each; train,
    test (V, R, K): share of training and test digits right.
    """

    names: tuple
    mine: tuple
    rates: np.ndarray
    train: np.ndarray
    test: np.ndarray

    who: ClassVar[str] = "recipe"
    measures: ClassVar[dict] = {
        "test right": Measure(".1%", never="not known yet"),
        "training right": Measure(".1%", never="not known yet"),
        "best rate": Measure(".3g", log=True, never="not known yet"),
    }

    @property
    def best(self):
        """Which of its rates each recipe learns its training digits best with, (V,)."""
        return self.train.mean(-1).argmax(-1)

    def at_best(self, part):
        """Of "train" or "test": the shares at this rate, (V, K)."""
        return getattr(self, part)[np.arange(len(self.names)), self.best]

    @property
    def scores(self):
        """Means over the networks."""
        test, train = (self.at_best(part).mean(-1) for part in ("test", "train"))
        rates = self.rates[np.arange(len(self.names)), self.best]
        return self.by_name(test, train, np.where(np.isfinite(test), rates, np.nan))

    @property
    def changes(self):
        """{recipe: points of test accuracy against 1986 (+) or today (−)} of those known."""
        right = self.scores["test right"]
        base = {"+": right[THEN], "−": right[NOW]}
        changes = {n: 100 * (v - base[n[0]]) for n, v in right.items() if n[0] in base}
        return {name: change for name, change in changes.items() if np.isfinite(change)}

    @property
    def headline(self):
        """Both ends, and what helps the old and harms the new most."""
        right, changes = self.scores["test right"], self.changes
        ends = {name: right[name] for name in (THEN, NOW) if np.isfinite(right[name])}
        if not ends:
            return "Nothing is trained yet."
        both = f"{', '.join(f'{name} {percent(share)}' for name, share in ends.items())} right."
        if self.t < len(self.names):
            return told(both)
        helps, harms = max(changes, key=changes.get), min(changes, key=changes.get)
        return told(both, f"Largest steps: {helps} and {harms}.")

    @property
    def summary(self):
        """All recipes that are known."""
        right = self.scores["test right"].items()
        said = "; ".join(f"{name} {share:.1%}" for name, share in right if np.isfinite(share))
        return f"Test right at the best of three rates: {said or 'nothing is known yet'}."


@EXPERIMENTS.add("then-and-now")
@dataclass(frozen=True, repr=False)
class ThenAndNow(Experiment):
    """Five parts of a deep network, each as about 1986 or as today.

    Then: weights N(0, 0.01^2), sigmoid, no normalization, gradient descent, a constant rate. Each
    recipe has three learning rates to choose from; the one that learns its training digits best is
    shown.
    """

    parts: tuple = knob(
        ("batch norm", "Adam"), choices=tuple(PARTS), many=True, label="your mix", help="new parts"
    )
    depth: int = knob(10, 1, 20, least=1, most=100, label="hidden layers", help="depth")
    epochs: int = knob(8, 1, 20, least=1, help="passes over the training digits")
    data: str = knob("digits", choices=("digits", "mnist10k"), help="what is learned")
    examples: int = knob(1000, 100, 2000, least=1, label="training digits", help="how many")
    width: int = knob(30, 8, 100, least=1, most=1024, label="units a layer", help="width")
    runs: int = knob(2, 1, 5, least=1, most=20, label="networks", help="seeds of each recipe")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("depth", "epochs", "examples")

    def work(self):
        """A frame before training and after each recipe: both ends first; None in between."""
        wanted = {name: knobs_of(new) for name, new in recipes(self.parts).items()}
        names, rates = tuple(wanted), np.array([RATES[k["optimizer"]] for k in wanted.values()])
        found = np.full((2, *rates.shape, self.runs), np.nan)
        about = (names, self.parts, rates)
        yield ThenAndNowFrame(0, *about, *found.copy())
        for t, v in enumerate(sorted(range(len(names)), key=lambda v: names[v][0] in "+−"), 1):
            found[:, v] = yield from self.judged(wanted[names[v]], rates[v])
            yield ThenAndNowFrame(t, *about, *found.copy())

    def judged(self, knobs, rates):
        """Share right of training and test digits, (2, R, K), with each rate; for `yield from`."""
        own = "data examples depth width epochs runs seed".split()
        usual = Training(**{name: getattr(self, name) for name in own}, batch=32, **knobs)
        stack = Stack([replace(usual, lr=float(lr)) for lr in rates])
        for step in stack.steps():
            theta = step.theta
            yield
        found = []
        for _, share in judging(stack.net, theta, stack.data):
            found.append(stack.apart(share))
            yield
        return found
