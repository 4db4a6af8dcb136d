"""Below zero: what noise passes, how low an activation goes, and where its mean lies."""

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

import numpy as np

from ...activations import elu, leaky_relu, relu
from ...knobs import knob
from ...registry import EXPERIMENTS
from ...seeding import generator
from ..base import Experiment, Frame, Measure
from ..phrases import amount, spoken, told

REACH = (-8.0, 2.0)  # of the picture
SHOWN, DRAWN = 40, 4000  # noisy inputs in the picture, and in the numbers
PARAMETRIC = 0.25  # slope at which parametric ReLUs usually begin


@dataclass(frozen=True)
class NegativeFrame(Frame):
    """Four activations around an input.

    z (n,), curves (V, n); centre: the input; shown (m,): it with noise; outputs (V, t): what
    comes out of the first t of them; spread (V,): standard deviation of the outputs; means (V,): of
    the outputs for inputs of mean 0 and standard deviation 1.
    """

    names: tuple
    z: np.ndarray
    curves: np.ndarray
    centre: float
    noise: float
    shown: np.ndarray
    outputs: np.ndarray
    spread: np.ndarray
    means: np.ndarray

    who: ClassVar[str] = "activation"
    measures: ClassVar[dict] = {
        "noise that comes out": Measure(".4f"),
        "mean output": Measure(".3f"),
    }

    @property
    def scores(self):
        """Noise and mean."""
        return self.by_name(self.spread, self.means)

    @property
    def headline(self):
        """Who lets least noise through, beside ReLU."""
        least = self.names[1 + int(self.spread[1:].argmin())]
        most = self.names[1 + int(self.spread[1:].argmax())]
        if least == most:
            return "All let the same noise through."
        low, high = amount(self.spread[1:].min()), amount(self.spread[1:].max())
        out = f"Noise of {amount(self.noise)} in: {spoken(least)} lets out {low}."
        return told(out, f"{spoken(most)}: {high}.")

    @property
    def summary(self):
        """Noise and mean of all."""
        rows = zip(self.names, self.spread, self.means, strict=True)
        said = [f"{name} {s:.3g} (mean output {m:.3f})" for name, s, m in rows]
        return f"z = {self.centre:.3g}, noise {self.noise:.3g} in; out: {'; '.join(said)}."


@EXPERIMENTS.add("negative-side")
@dataclass(frozen=True, repr=False)
class NegativeSide(Experiment):
    """ReLU, leaky ReLU, parametric ReLU as it begins, and ELU, at an input with noise."""

    centre: float = knob(-3.0, *REACH, label="z", help="drag the ring")
    noise: float = knob(0.5, 0, 2, least=0, most=10, help="standard deviation of what is added")
    slope: float = knob(0.01, 0.001, 1, log=True, least=0, help="of leaky ReLU below 0")
    alpha: float = knob(1.0, 0.1, 3, least=0.01, most=10, label="α", help="ELU goes down to −α")
    seed: int = knob(0, 0, 99, least=0, help="of the noise")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("noise", "slope", "alpha")

    def functions(self):
        """{name: z -> value, slope}."""
        return {
            "relu": relu,
            "leaky-relu": partial(leaky_relu, slope=self.slope),
            "parametric-relu": partial(leaky_relu, slope=PARAMETRIC),
            "elu": partial(elu, alpha=self.alpha),
        }

    def frames(self):
        """The noisy inputs come one after the other; the numbers are those of thousands."""
        drawn = generator(self.seed, stream=42).standard_normal(DRAWN)
        drawn = (drawn - drawn.mean()) / drawn.std()
        z, noisy = np.linspace(*REACH, 201), self.centre + self.noise * drawn
        functions = self.functions()
        values = [[f(part)[0] for f in functions.values()] for part in (z, noisy, drawn)]
        curves, outputs, usual = map(np.array, values)
        about = tuple(functions), z, curves, self.centre, self.noise
        found = outputs.std(-1), usual.mean(-1)
        for t in range(SHOWN + 1):
            yield NegativeFrame(t, *about, noisy[:SHOWN], outputs[:, :t], *found)
