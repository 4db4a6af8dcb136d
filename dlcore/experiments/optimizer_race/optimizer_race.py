"""Optimizers race down an error surface in two weights (sources 1, 2 and 3)."""

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...optimizers import OPTIMIZERS
from ...registry import EXPERIMENTS
from ...seeding import generator
from ...surfaces import SURFACES
from ..base import Experiment
from ..rates import OWN, RATES, best_rates, racing, rules_of
from .race import Race, RaceFrame


@EXPERIMENTS.add("optimizer-race")
@dataclass(frozen=True, repr=False)
class OptimizerRace(Experiment):
    """Chosen rules start at the same place and follow the same surface, step by step.

    rates: "same" gives all rules `lr`; "usual" the one each is usually tried with; "tuned" the
    best of 18 between 1e-4 and 2 for each, found beforehand by racing from eight places
    around the start. starts: K places, the first exactly at `start`, the others around it
    with standard deviation `spread` (in the units of the weights).
    """

    surface: str = knob("crescent", choices=SURFACES, help="the error surface")
    optimizers: tuple = knob(
        tuple(OPTIMIZERS.shipped), choices=OPTIMIZERS, many=True, help="who races"
    )
    rates: str = knob("same", choices=RATES, label="learning rates", help="who chooses the rate")
    lr: float = knob(0.02, 1e-4, 2, log=True, label="learning rate", help="used by all if 'same'")
    start: tuple | None = knob(None, point=True, help="where the race begins; click the picture")
    starts: int = knob(1, 1, 50, least=1, most=1000, help="how many places to start from")
    spread: float = knob(0.2, 0, 1, least=0, help="how far apart the starts are")
    steps: int = knob(300, 10, 1000, least=1, most=20000, help="length of the race")
    seed: int = knob(0, 0, 99, least=0, help="which places around the start")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    stacked: ClassVar[tuple] = ("lr", "start", "spread", "seed")
    grid: ClassVar[tuple] = ("surface", "lr")
    front: ClassVar[tuple] = ("surface", "lr", "rates")

    @property
    def at_once(self):
        """Races that are computed together: a stack of paths of 20 megabytes for 9 rules."""
        return max(1, 500 * 300 // (self.starts * self.steps))

    def __post_init__(self):
        super().__post_init__()
        x, y = self.first
        (x0, x1), (y0, y1) = SURFACES[self.surface].domain
        if not (x0 <= x <= x1 and y0 <= y <= y1):
            raise ValueError(
                f"start must lie in the picture, {x0} to {x1} by {y0} to {y1}, not at ({x}, {y})"
            )

    @property
    def idle(self):
        """The rate where rules have their own, and the places where all start at one."""
        idle = {"lr": OWN[self.rates]} if self.rates in OWN else {}
        if self.spread == 0:
            idle["seed"] = "all starts are at one place"
        elif self.starts == 1 and self.rates != "tuned":  # which looks at eight places
            idle |= dict.fromkeys(("spread", "seed"), "there is one start only")
        return idle

    @property
    def first(self):
        """The place where the first run begins."""
        return self.start or SURFACES[self.surface].start

    def reach(self, name):
        """Where the point `name` may lie: ((x0, x1), (y0, y1)), and its usual place."""
        surface = SURFACES[self.surface]
        return surface.domain, surface.start

    def places(self, k):
        """k places to start from, (k, 2): the first exactly, the others around it."""
        noise = self.spread * generator(self.seed).standard_normal((k, 2))
        noise[0] = 0
        return np.array(self.first, float) + noise

    def learning_rates(self):
        """The learning rate of each rule, (R,)."""
        rules, f = rules_of(self.optimizers), SURFACES[self.surface]
        if self.rates == "same":
            return np.full(len(rules), self.lr)
        if self.rates == "usual":
            return np.array([rule.usual_lr for rule in rules])
        return best_rates(f, self.places(8), rules, self.steps, f.goal)

    def run(self):
        """The whole `Race`."""
        rules, lr = rules_of(self.optimizers), self.learning_rates()
        theta = np.broadcast_to(self.places(self.starts), (len(rules), self.starts, 2))
        steps = racing(SURFACES[self.surface], theta, rules, lr[:, None, None])
        seen = [next(steps) for _ in range(self.steps + 1)]
        stacks = [np.stack([getattr(s, name) for s in seen]) for name in ("theta", "value", "grad")]
        return Race(self.optimizers, self.surface, lr, *stacks, [s.state for s in seen])

    @staticmethod
    def together(experiments):
        """E races at once, theta (R, E, K, 2): own rates and starts for each."""
        one, rates, seen = experiments[0], [], []
        for experiment in experiments:
            rates.append(experiment.learning_rates())
            yield 0.0, None
        lr, rules = np.stack(rates, 1), rules_of(one.optimizers)
        places = np.stack([e.places(e.starts) for e in experiments])
        theta = np.broadcast_to(places, (len(rules), *places.shape))
        steps = racing(SURFACES[one.surface], theta, rules, lr[..., None, None])
        for step in islice(steps, one.steps + 1):
            seen.append((step.theta, step.value))
            yield step.t / (one.steps + 1), None
        paths, values = (np.stack(part) for part in zip(*seen, strict=True))
        races = [
            Race(one.optimizers, one.surface, lr[:, e], paths[:, :, e], values[:, :, e], None, None)
            for e in range(len(experiments))
        ]
        yield 1.0, [RaceFrame(one.steps, race) for race in races]

    def frames(self):
        """One `RaceFrame` for each step."""
        race = self.run()
        for t in range(self.steps + 1):
            yield RaceFrame(t, race)
