"""Optimizers race down an error surface in two weights (lectures 1, 2 and 3)."""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import ClassVar

import numpy as np

from ..diagnosis import descent
from ..formula import finite_difference, moment
from ..optimizers import OPTIMIZERS, Together
from ..registry import EXPERIMENTS, knob
from ..seeding import generator
from ..surfaces import SURFACES
from ..training import descend
from .base import Experiment, Frame, Measure
from .rates import RATES, best_rates, first_to_stay, rules_of


@dataclass(frozen=True)
class Race:
    """A whole race, of which frames show a part. R rules, K starts, T + 1 moments.

    theta and grad (T + 1, R, K, 2), value (T + 1, R, K); states: what the rules remember, at
    each moment one state for each rule; lr (R,). arrived and lost (R, K): the step from
    which the value stays below the goal, and the step at which the run left the scene for good
    or became inf or nan; inf if never. Where only the paths count, grad and states are None.
    """

    names: tuple
    surface: str
    lr: np.ndarray
    theta: np.ndarray
    value: np.ndarray
    grad: np.ndarray
    states: list

    @cached_property
    def arrived(self):
        """Step of arrival (R, K); who was lost on the way does not count, even if it came back."""
        there = first_to_stay(self.value, SURFACES[self.surface].goal)
        return np.where(np.isfinite(self.lost), np.inf, there)

    @cached_property
    def lost(self):
        """Step of divergence (R, K): ten times the scene's size away from it, or not finite."""
        low, high = np.array(SURFACES[self.surface].domain).T
        size = high - low
        with np.errstate(invalid="ignore"):
            away = ~(np.abs(self.theta - (low + high) / 2) < 10 * size).all(-1)
            away |= ~np.isfinite(self.value)
        return np.where(away.any(0), away.argmax(0), np.inf)


@dataclass(frozen=True)
class RaceFrame(Frame):
    """Step t of a race: paths so far and where everybody is."""

    race: Race

    measures: ClassVar[dict] = {
        "loss": Measure(log=True),
        "steps to arrive": Measure(".0f", log=True, never="never"),
        "share of starts arrived": Measure(".0%"),
    }

    @property
    def scores(self):
        """Medians over the starts, so that a few lost runs, which count as inf, do not decide."""
        race = self.race
        here = np.where(race.lost <= self.t, np.inf, race.value[self.t])
        arrived = np.where(race.arrived <= self.t, race.arrived, np.inf)
        numbers = np.median(here, -1), np.median(arrived, -1), self.arrived
        everybody = (dict(zip(race.names, n.tolist(), strict=True)) for n in numbers)
        return dict(zip(self.measures, everybody, strict=True))

    def kept(self):
        """Paths and losses from the first start."""
        first = {name: getattr(self.race, name)[:, :, :1].copy() for name in ("theta", "value")}
        return RaceFrame(self.t, replace(self.race, **first, grad=None, states=None))

    @property
    def names(self):
        """The rules that race."""
        return self.race.names

    @property
    def paths(self):
        """The way of each rule from the first start (R, t + 1, 2), nan after it is lost."""
        paths = self.race.theta[: self.t + 1, :, 0].swapaxes(0, 1)
        gone = np.arange(self.t + 1) > self.race.lost[:, :1]
        return np.where(gone[..., None], np.nan, paths)

    @property
    def losses(self):
        """Loss along these ways, (R, t + 1)."""
        return self.race.value[: self.t + 1, :, 0].T

    @property
    def places(self):
        """Where all runs are now (R, K, 2), nan for those that are lost."""
        return np.where(self.race.lost[..., None] <= self.t, np.nan, self.race.theta[self.t])

    @property
    def arrived(self):
        """Share of the starts from which each rule has arrived, (R,)."""
        return (self.race.arrived <= self.t).mean(-1)

    @property
    def diverged(self):
        """{rule: step} of those whose first run is lost by now."""
        pairs = zip(self.race.names, self.race.lost[:, 0], strict=True)
        return {name: int(step) for name, step in pairs if step <= self.t}

    @property
    def findings(self):
        """What is wrong with the first run of each rule: a list of `Finding`s."""
        race, surface = self.race, SURFACES[self.race.surface]
        size = np.linalg.norm(np.ptp(surface.domain, axis=1))
        there = np.arange(self.t + 1) < race.lost[:, :1]
        losses = np.where(there, self.losses, np.nan)
        runs = zip(race.theta[: self.t + 1, :, 0].swapaxes(0, 1), losses, self.names, strict=True)
        found = (descent(path, loss, surface.goal, size, name) for path, loss, name in runs)
        return [finding for one in found for finding in one]

    @property
    def summary(self):
        """Who is ahead, who has arrived, who diverged."""
        race, now = self.race, self.losses[:, -1]
        parts = [f"Step {self.t} of {len(race.theta) - 1}"]
        if not self.t:
            parts.append(f"all start at a loss of {now[0]:.3g}")
        elif np.isfinite(now).any():
            best = int(np.nanargmin(np.where(np.isfinite(now), now, np.inf)))
            parts.append(f"lowest loss {now[best]:.3g} ({race.names[best]})")
        there = sorted(zip(race.arrived[:, 0], race.names, strict=True))
        there = [f"{name} at {int(step)}" for step, name in there if step <= self.t]
        parts.append("arrived: " + (", ".join(there) if there else "none yet"))
        parts += [f"{name} diverged at step {step}" for name, step in self.diverged.items()]
        if race.value.shape[-1] > 1:
            shares = [f"{n} {s:.0%}" for n, s in zip(race.names, self.arrived, strict=True) if s]
            parts.append("share of starts arrived: " + (", ".join(shares) or "none yet"))
        return "; ".join(parts) + "."

    @property
    def table(self):
        """Headings and one row for each rule."""
        race, rows = self.race, []
        for r, name in enumerate(race.names):
            step, lost = race.arrived[r, 0], self.diverged.get(name)
            state = f"at step {int(step)}" if step <= self.t else "not yet"
            state = state if lost is None else f"diverged at step {lost}"
            loss = f"{self.losses[r, -1]:.3g}"
            rows.append((name, f"{race.lr[r]:.3g}", loss, state, f"{self.arrived[r]:.0%}"))
        return ("optimizer", "learning rate", "loss", "arrived", "share of starts"), rows

    @np.errstate(all="ignore")  # of a run that diverged
    def moment(self, r, weight):
        """What the next step does to one weight (0 or 1) of rule r's first run."""
        race, f, place = self.race, SURFACES[self.race.surface], (0, weight)
        rule, theta = OPTIMIZERS[race.names[r]](), race.theta[self.t, r]
        slope = finite_difference(lambda theta: f(theta)[0][0], theta, place)
        second = (f.hessian(theta),) if rule.needs_hessian else ()
        state, grad = race.states[self.t][r], race.grad[self.t, r]
        return moment(rule, state, theta, grad, race.lr[r], slope, place, second)


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
    optimizers: tuple = knob(tuple(OPTIMIZERS), choices=OPTIMIZERS, many=True, help="who races")
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
        steps = descend(SURFACES[self.surface], theta, Together(rules), lr[:, None, None])
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
        steps = descend(SURFACES[one.surface], theta, Together(rules), lr[..., None, None])
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
