"""Adam line by line on a sequence of gradients, and what Adagrad and RMSProp make of the same."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...optimizers import Adagrad, Adam, RMSProp
from ...registry import EXPERIMENTS, Registry
from ...seeding import generator
from ..base import Experiment, Frame, Measure
from ..phrases import amount

RULES = ("adam", "adagrad", "rmsprop")
GRADIENTS = Registry("sequence of gradients")


@GRADIENTS.add("constant")
def constant(n, rng):
    """1 at every step: n -> (n,)."""
    return np.ones(n)


@GRADIENTS.add("noisy")
def noisy(n, rng):
    """1 on average with as much noise: what a mini-batch sends."""
    return 1 + rng.standard_normal(n)


@GRADIENTS.add("sparse")
def sparse(n, rng):
    """1 at every tenth step, else 0: a weight that few examples use."""
    return (np.arange(n) % 10 == 9).astype(float)


@GRADIENTS.add("spike")
def spike(n, rng):
    """0.1 at every step, and once, at step 10, 10."""
    return np.where(np.arange(n) == 9, 10.0, 0.1)


@GRADIENTS.add("calm")
def calm(n, rng):
    """Source 4: small ones, then 0.1, which is a surprise; and 0.1 from then on."""
    return continued([0.001, 0.001, 0.003, 0.002, 0.1], n)


@GRADIENTS.add("wild")
def wild(n, rng):
    """Source 4: large ones, then the same 0.1, which is none."""
    return continued([10.8, 20.9, 31.7, 12.1, 0.1], n)


def continued(start, n):
    """The numbers of a list, then its last one again and again, (n,)."""
    return np.array(start)[np.minimum(np.arange(n), len(start) - 1)]


SILENT = tuple(name for name in GRADIENTS if name != "noisy")  # a reader's own may draw, too


@dataclass(frozen=True)
class LinesFrame(Frame):
    """The first t + 1 of n gradients have come.

    gradients (t + 1,); m, v, m_hat, v_hat (t + 1,): Adam's means and what it divides one by the
    root of the other; steps (3, t + 1): of Adam, Adagrad, RMSProp, in units of the learning rate.
    """

    total: int
    experiment: "AdamLines"
    gradients: np.ndarray
    m: np.ndarray
    v: np.ndarray
    m_hat: np.ndarray
    v_hat: np.ndarray
    steps: np.ndarray

    measures: ClassVar[dict] = {"length of the step": Measure(".4g")}

    @property
    def scores(self):
        """The last step of each rule, in units of the learning rate."""
        return {"length of the step": dict(zip(RULES, self.steps[:, -1].tolist(), strict=True))}

    @property
    def lines(self):
        """Adam's lines: [(formula, the same with numbers)], the step from the learning rate."""
        e, t, g = self.experiment, self.t + 1, f"{self.gradients[-1]:.4g}"
        m0, v0 = (f"{part[-2] if self.t else 0:.4g}" for part in (self.m, self.v))
        m, v, m_hat, v_hat = (f"{x[-1]:.4g}" for x in (self.m, self.v, self.m_hat, self.v_hat))
        b1, b2, c1, c2 = (f"{b:.4g}" for b in (e.beta1, e.beta2, 1 - e.beta1, 1 - e.beta2))
        out = [
            ("m = β1 m + (1 − β1) g", f"{b1} · {m0} + {c1} · {g} = {m}"),
            ("v = β2 v + (1 − β2) g²", f"{b2} · {v0} + {c2} · {g}² = {v}"),
            ("m̂ = m / (1 − β1ᵗ)", f"{m} / {1 - e.beta1**t:.4g} = {m_hat}"),
            ("v̂ = v / (1 − β2ᵗ)", f"{v} / {1 - e.beta2**t:.4g} = {v_hat}"),
        ]
        if not e.correction:
            out[2:] = [("m̂ = m, not corrected", m_hat), ("v̂ = v, not corrected", v_hat)]
        length = f"{m_hat} / √{v_hat} = {self.steps[0, -1]:.4g}"
        return [*out, ("step / lr = m̂ / (√v̂ + ε)", length)]

    @property
    def headline(self):
        """The gradient that came, and the steps it made."""
        gradient, (adam, adagrad, rmsprop) = self.gradients[-1], map(amount, self.steps[:, -1])
        moved = f"Adam moves {adam}, Adagrad {adagrad}, RMSProp {rmsprop} (× rate)"
        return f"Gradient {amount(gradient)}: {moved}."

    @property
    def summary(self):
        """The gradient that came and the steps it made."""
        adam, adagrad, rmsprop = self.steps[:, -1]
        return (
            f"Step {self.t + 1} of {self.total}: the gradient is {self.gradients[-1]:.4g}; in "
            f"units of the learning rate Adam moves by {adam:.3g}, Adagrad by {adagrad:.3g}, "
            f"RMSProp by {rmsprop:.3g}."
        )

    @property
    def table(self):
        """Headings and one row for each of Adam's lines."""
        return ("Adam", f"step {self.t + 1}"), self.lines


@EXPERIMENTS.add("adam-lines")
@dataclass(frozen=True, repr=False)
class AdamLines(Experiment):
    """The gradients of one weight come from a list; the rules are the course's own.

    correction: whether Adam's means, which start at 0, are divided by 1 - beta^t (Kingma & Ba
    2015, section 3).
    """

    gradients: str = knob("constant", choices=GRADIENTS, help="what comes, step by step")
    correction: bool = knob(True, label="bias correction", help="of Adam's two means")
    beta1: float = knob(0.9, 0, 0.999, least=0, most=0.9999, help="Adam: memory of gradients")
    beta2: float = knob(0.999, 0.5, 0.999, least=0, most=0.9999, help="Adam: memory of squares")
    alpha: float = knob(0.9, 0, 0.999, least=0, most=0.9999, help="RMSProp: memory of squares")
    steps: int = knob(50, 5, 200, least=1, most=5000, help="how many gradients")
    seed: int = knob(0, 0, 99, least=0, help="the noise of 'noisy'")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    grid: ClassVar[tuple] = ("beta1", "beta2")
    front: ClassVar[tuple] = ("gradients", "correction", "alpha", "beta2")

    @property
    def idle(self):
        """The seed of gradients without noise."""
        return {"seed": "these gradients have no noise"} if self.gradients in SILENT else {}

    def adam(self, g):
        """m, v, m_hat, v_hat and the steps, (5, n)."""
        rule, rows = Adam(self.beta1, self.beta2), []
        state = rule.init(g[0])
        for grad in g:
            state, step = rule.update(state, grad)
            t, m, v = state
            if self.correction:
                rows.append((m, v, m / (1 - self.beta1**t), v / (1 - self.beta2**t), step))
            else:
                rows.append((m, v, m, v, m / (np.sqrt(v) + rule.eps)))
        return np.array(rows).T

    def frames(self):
        """One frame for each gradient."""
        g = GRADIENTS[self.gradients](self.steps, generator(self.seed))
        *means, adam = self.adam(g)
        steps = np.stack([adam, walk(Adagrad(), g), walk(RMSProp(self.alpha), g)])
        for t in range(self.steps):
            seen = (part[: t + 1] for part in (g, *means))
            yield LinesFrame(t, self.steps, self, *seen, steps[:, : t + 1])


def walk(rule, g):
    """The directions of a rule for gradients of one weight, (n,)."""
    state, steps = rule.init(g[0]), []
    for grad in g:
        state, step = rule.update(state, grad)
        steps.append(step)
    return np.array(steps)
