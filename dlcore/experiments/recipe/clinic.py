"""A sick training: look with instruments that cost points, name the fault, change one thing."""

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from ...diagnosis import divergence
from ...knobs import knob
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..judging import judging
from ..phrases import amount, percent, told
from ._instruments import FREE, INSTRUMENTS, READERS, Reading, reading
from ._sick import Sick, SickStack, watched
from .recipe_loop import FOR_THE_TEST, FOR_TRAINING, GOOD, SIGMOID, USUAL

FAULTS = {  # what ails each patient, and what that is in knobs of `Sick`
    "steps too large": dict(lr=0.3),
    "schedule ends too soon": dict(schedule="exponential", factor=0.9, span=0.02),
    "no unit speaks": dict(first_bias=-5.0),
    "too few examples": dict(examples=60, epochs=100),
    "examples in order of class": dict(order="sorted by class"),
    "softmax twice": dict(softmaxes=2),
    "network too small": dict(width=3, activation="tanh", init="xavier-normal"),
    "all weights start at 0": dict(init="zeros"),
    "steps too small": dict(lr=0.0006),
    "gradient vanishes": SIGMOID,
}
PATIENTS = tuple(FAULTS)  # in this order: patient 1, 2, ...
NOT_YET, NOTHING = "I do not know yet", "nothing"
CURES = {  # the knobs of a patient -> those that are changed
    NOTHING: lambda knobs: {},
    "steps ÷ 10": lambda knobs: dict(lr=knobs["lr"] / 10),
    "steps × 10": lambda knobs: dict(lr=knobs["lr"] * 10),
    "slower schedule": lambda knobs: dict(span=1.0),
    "shuffle the examples": lambda knobs: dict(order="new each epoch"),
    "one softmax": lambda knobs: dict(softmaxes=1),
    "biases start at 0": lambda knobs: dict(first_bias=0.0),
    "He weights": lambda knobs: dict(init="he-normal"),
    "ReLU and He weights": FOR_TRAINING["ReLU"],
    "wider layers": FOR_TRAINING["wider layers"],
    **{name: FOR_THE_TEST[name] for name in ("more examples", "dropout", "L2")},
}
FRESH = 3  # seeds on which a change is judged
POINTS = 50  # of the curve of losses


@dataclass(frozen=True)
class ClinicFrame(Frame):
    """A sick training, and three fresh ones with a change.

    before (n,): training loss of the sick one; after (m,): that of
    the changed ones, mean; tests (3,): their test digits right at the end, nan before. read: what
    the instrument says, or None; price: of the instrument; named: None before the end.
    goal: the share right that is good; points: of a whole curve.
    """

    before: np.ndarray
    after: np.ndarray
    changed: bool
    price: int
    tests: np.ndarray
    read: Reading | None
    named: bool | None

    who: ClassVar[str] = "network"
    measures: ClassVar[dict] = {"test right": Measure(".1%", never="not known")}
    goal: ClassVar[float] = GOOD
    points: ClassVar[int] = POINTS

    @property
    def scores(self):
        """What the changed networks know in the end."""
        return {"test right": {f"fresh {n + 1}": float(x) for n, x in enumerate(self.tests)}}

    @property
    def cured(self):
        """Are all fresh networks good?"""
        return bool((self.tests >= GOOD).all())

    @property
    def findings(self):
        """Only what the loss says: the instruments cost something."""
        return divergence(self.before, "The training")

    @property
    def headline(self):
        """The loss, then the verdict."""
        if not len(self.after) and self.named is None:
            return told(f"The training loss is {amount(self.before[-1])}.", self.bill)
        diagnosis = {None: "", True: "The name is right.", False: "The name is not right."}
        if not self.changed:
            return told("Nothing was changed.", diagnosis[self.named], self.bill)
        if self.named is None and not np.isfinite(self.tests).all():
            return f"With the change the training loss is {amount(self.after[-1])}."
        shares = ", ".join(percent(share) for share in self.tests)
        verdict = "Cured" if self.cured else "Not cured"
        return told(f"{verdict}: {shares} of the test.", diagnosis[self.named])

    @property
    def bill(self):
        """What the instrument costs."""
        cost = f"The instrument costs {self.price} point{'s' * (self.price > 1)}."
        return cost if self.price else ""

    @property
    def summary(self):
        """The losses, and what the instrument reads."""
        said = [self.headline, f"Sick: training loss {self.before[-1]:.3g}."]
        if len(self.after):
            said.append(f"With the change: {self.after[-1]:.3g}.")
        return " ".join(said + ([self.read.sentence] if self.read else []))


@EXPERIMENTS.add("clinic")
@dataclass(frozen=True, repr=False)
class Clinic(Experiment):
    """Ten patients; a change is judged on three other seeds."""

    patient: int = knob(1, 1, len(PATIENTS), least=1, most=len(PATIENTS), help="who is next")
    instrument: str = knob(FREE, choices=INSTRUMENTS, help="what you look at")
    diagnosis: str = knob(NOT_YET, choices=(NOT_YET, *sorted(FAULTS)), help="what ails it?")
    cure: str = knob(NOTHING, choices=CURES, label="change", help="one thing")
    seed: int = knob(0, 0, 99, least=0, help="of the patient")

    front: ClassVar[tuple] = ("patient", "instrument", "diagnosis", "cure")

    @property
    def fault(self):
        """What ails the patient."""
        return PATIENTS[self.patient - 1]

    def trainings(self):
        """The sick one, and three with the change."""
        knobs = USUAL | FAULTS[self.fault]
        fresh = dict(seed=self.seed + 1, runs=FRESH)
        return Sick(seed=self.seed, **knobs), Sick(**fresh, **knobs | CURES[self.cure](knobs))

    def chart(self):
        """{what is measured: numbers}: all instruments, for a program that reads them."""
        sick = self.trainings()[0]
        moments = [m for m in watched(SickStack(sick), sick.epochs / POINTS) if m]
        path = [step for step, _ in moments]
        found = {"training loss": np.array([loss.mean() for _, loss in moments])}
        for name, (_, measure) in READERS.items():
            for read in filter(None, measure(sick, path)):
                alone = len(read.series) == 1
                found |= {name if alone else key: row for key, row in read.series.items()}
        return found

    def work(self):
        """Frames of the sick training, of the changed ones, and the verdict; None in between."""
        sick, treated = self.trainings()
        changed, tests = self.cure != NOTHING, np.full(FRESH, np.nan)
        price, _ = INSTRUMENTS[self.instrument]
        frame = ClinicFrame(0, *np.empty((2, 0)), changed, price, tests, None, None)
        stack, path = SickStack(sick), []
        for step, losses in looks(stack):
            if step:
                path.append(step)
                if step.t == stack.total:
                    read = yield from reading(self.instrument, sick, path)
                    frame = replace(frame, read=read)
                frame = replace(frame, t=frame.t + 1, before=losses)
            yield frame if step else None
        if changed:
            stack = SickStack(treated)
            for step, losses in looks(stack):
                if step:
                    last, frame = step, replace(frame, t=frame.t + 1, after=losses)
                yield frame if step and step.t < stack.total else None
            tests = dict(judging(stack.net, last.theta, stack.data))["test"]
        named = None if self.diagnosis == NOT_YET else self.diagnosis == self.fault
        yield replace(frame, t=frame.t + (named is not None), tests=tests, named=named)


def looks(stack):
    """(step, training losses so far (n,)) about POINTS times, (None, None) after each update."""
    losses = []
    for moment in watched(stack, stack.trainings[0].epochs / POINTS):
        if moment is None:
            yield None, None
            continue
        step, loss = moment
        losses.append(float(loss.mean()))
        yield step, np.array(losses)
