"""A race of optimizers down an error surface, and what a moment of it shows."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

import numpy as np

from ...diagnosis import descent
from ...formula import finite_difference, moment
from ...optimizers import OPTIMIZERS
from ...surfaces import SURFACES
from ..base import Frame, Measure
from ..phrases import listed, spoken, told
from ..rates import first_to_stay


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
        return self.by_name(np.median(here, -1), np.median(arrived, -1), self.arrived)

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
    def headline(self):
        """Who is in the pit; before anybody is, who is lowest."""
        race, lost = self.race, self.diverged
        there = sorted(zip(race.arrived[:, 0].tolist(), race.names, strict=True))
        there = [(int(step), name) for step, name in there if step <= self.t]
        gone = f"Lost: {listed(lost, 2)}." if lost else ""
        if there:
            (step, first), *others = there
            also = listed([f"{spoken(name)}: {step}" for step, name in others], 2)
            said = f"{spoken(first)} is in the pit (step {step})."
            return told(said, also and f"{also}.", gone)
        if not self.t:
            return "All start at the ring."
        if len(lost) == len(race.names):
            return told(gone)
        if self.t == len(race.theta) - 1:
            return told("Nobody reached the pit.", gone)
        losses = np.where(np.isfinite(self.losses[:, -1]), self.losses[:, -1], np.inf)
        best = spoken(race.names[int(losses.argmin())])
        return told(f"{best} is {'lowest' if len(race.names) > 1 else 'on its way'}.", gone)

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
