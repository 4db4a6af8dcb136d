"""Any knobs of `Training` side by side: same seeds, one stack of runs wherever that is possible."""

from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from typing import ClassVar

import numpy as np

from .base import Frame
from .curves import Curves
from .data_knobs import DataKnobs
from .judging import judging
from .stack import Stack, layout
from .training_frame import FitFrame, TrainingFrame, words

PARTS = ("losses", "train", "test")
SHARED = ("runs", "seed")


@dataclass(frozen=True)
class VariantsFrame(Frame):
    """V variants with S seeds each, after the same share of their trainings.

    t of `total` updates of the first variant. steps (V, n): updates of each variant at which the
    curves were taken; losses, train and test (V, S, n): as in a `TrainingFrame`.
    """

    names: tuple
    total: int
    steps: np.ndarray
    losses: np.ndarray
    train: np.ndarray
    test: np.ndarray

    measures: ClassVar[dict] = TrainingFrame.measures
    word: ClassVar[str] = TrainingFrame.word

    @property
    def scores(self):
        """Medians over the seeds, at the curves' last points."""
        return self.by_name(*(self.median(part)[:, -1] for part in ("test", "train", "losses")))

    def median(self, part):
        """Of "losses", "train" or "test": the median over the seeds, (V, n)."""
        return np.median(getattr(self, part), 1)

    def spread(self, part):
        """Of "losses", "train" or "test": lowest and highest of the seeds, (2, V, n)."""
        curves = getattr(self, part)
        return np.stack([curves.min(1), curves.max(1)])

    @property
    def headline(self):
        """Who is best on the test examples, and who is worst."""
        right = self.median("test")[:, -1]
        best, worst = right.argmax(), right.argmin()
        said = f"Test: {self.names[best]} is best with {right[best]:.0%} {self.word}"
        if right[best] == right[worst]:
            return f"Test: all have {right[best]:.0%} {self.word}."
        return f"{said}; {self.names[worst]} is worst with {right[worst]:.0%}."

    @property
    def summary(self):
        """Every variant on the test examples."""
        pairs = zip(self.names, self.test[..., -1], strict=True)
        said = "; ".join(f"{name} {words(shares)}" for name, shares in pairs)
        return f"Update {self.t} of {self.total}, test {self.word}: {said}."

    @property
    def table(self):
        """Headings and one row for each variant: the spread over its seeds."""
        rows = [
            (name, words(train[:, -1]), words(test[:, -1]), f"{np.median(losses[:, -1]):.3g}")
            for name, train, test, losses in zip(
                self.names, self.train, self.test, self.losses, strict=True
            )
        ]
        return ("variant", f"training {self.word}", f"test {self.word}", "training loss"), rows


class FitVariantsFrame(VariantsFrame):
    """A `VariantsFrame` of data without classes."""

    measures: ClassVar[dict] = FitFrame.measures
    word: ClassVar[str] = FitFrame.word


class Variants:
    """`usual`, a `Training`, once for each of variants: {name: the knobs that are different}.

    What differs in numbers, rule or schedule is computed as one `Stack`; what differs in its
    layers, loss, data or batches takes turns. Run s of each variant has the numbers that its own
    training with this seed would have. data: a `Data` to learn, in place of that of the knobs.
    points: how many frames there are at most, about; judging takes its time.

    >>> from dlcore.experiments import Experiment, Training
    >>> from dlcore.knobs import knob
    >>> @dataclass(frozen=True, repr=False)
    ... class HowMuch(Experiment):
    ...     l2: float = knob(0.1, 0.01, 1, log=True, least=0, help="strength")
    ...     def work(self):
    ...         usual = Training(examples=100, epochs=1, runs=2)
    ...         return Variants(usual, {"none": {}, "L2": dict(l2=self.l2)}).work()
    >>> *_, last = HowMuch().frames()
    >>> last.names, last.t, last.test.shape
    (('none', 'L2'), 4, (2, 2, 5))
    """

    def __init__(self, usual, variants, data=None, points=60):
        if not variants:
            raise ValueError("variants must name at least one, not {}")
        self.names, self.points, self.trainings = tuple(variants), points, []
        for name, knobs in variants.items():
            check(name, knobs, usual, data)
            try:
                self.trainings.append(replace(usual, **knobs))
            except ValueError as error:
                raise ValueError(f"{name}: {error}") from error
        alike = {}
        for v, training in enumerate(self.trainings):
            alike.setdefault(layout(training), []).append(v)
        self.places, self.data = list(alike.values()), data

    @property
    def stacks(self):
        """One for each layout, at the start."""
        return [Stack([self.trainings[v] for v in own], self.data) for own in self.places]

    @property
    def stack(self):
        """The one stack of all variants; ValueError if they need several."""
        if len(self.places) > 1:
            one, other = (dict(layout(self.trainings[own[0]])) for own in self.places[:2])
            different = next(name for name in one if one[name] != other[name])
            raise ValueError(f"variants must not differ in {different}: it takes several stacks")
        return self.stacks[0]

    def looks(self, stacks):
        """Updates of each variant at which it is measured, (V, n): at equal shares of the way."""
        least = min(stack.total for stack in stacks)
        first = np.unique([*range(0, least, max(1, least // self.points)), least])
        steps = np.empty((len(self.names), len(first)), int)
        for own, stack in zip(self.places, stacks, strict=True):
            steps[own] = (2 * first * stack.total + least) // (2 * least)  # rounded
        return steps

    def frames(self):
        """The frames alone."""
        return filter(None, self.work())

    def work(self):
        """A frame before training and then about `points`; None after each update."""
        stacks, shape = self.stacks, (len(self.names), len(self.trainings[0].seeds))
        pairs, steps = list(zip(self.places, stacks, strict=True)), self.looks(stacks)
        walks = [(own, walk(stack, steps[own[0]])) for own, stack in pairs]
        curves, total = Curves(np.prod(shape), steps.shape[1], PARTS), steps[0, -1]
        kind = VariantsFrame if stacks[0].classes else FitVariantsFrame
        for n, t in enumerate(steps[0]):
            now = {part: np.empty(shape) for part in PARTS}
            for own, way in walks:
                while (measured := next(way)) is None:
                    yield
                for part, value in measured.items():
                    now[part][own] = value
            curves.add(t, **{part: value.ravel() for part, value in now.items()})
            taken = (curves[part].reshape(*shape, -1) for part in PARTS)
            yield kind(int(t), self.names, int(total), steps[:, : n + 1], *taken)


def walk(stack, looks):
    """None after each update and measurement; at each of the looks {part: (V, S)}."""
    waiting, looks = [], set(looks.tolist())
    for step in stack.steps():
        waiting.append(step.value)
        yield None
        if step.t in looks:
            parts = {}
            for part, share in judging(stack.net, step.theta, stack.data, score=stack.score):
                parts[part] = share
                yield None
            parts["losses"], waiting = np.mean(waiting, 0), []
            yield {part: stack.apart(value) for part, value in parts.items()}


def check(name, knobs, usual, data):
    """Raise ValueError for knobs that are not there, or that all variants share."""
    there = [f.name for f in fields(usual) if f.metadata]
    of_data = [f.name for f in fields(DataKnobs) if f.metadata] if data is not None else []
    for knob in knobs:
        if knob not in there:
            near = get_close_matches(knob, there, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise ValueError(f"{name}: {type(usual).__name__} has no knob {knob!r}.{hint}")
        if knob in (*SHARED, *of_data):
            raise ValueError(f"{name}: {knob} must be the same for all variants")
