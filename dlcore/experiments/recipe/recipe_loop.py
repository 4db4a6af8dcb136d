"""The recipe as a loop: train, ask two questions, change one thing, and once more."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...diagnosis import divergence
from ...knobs import knob
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame, Measure
from ..judging import judging
from ..phrases import percent, told
from ._sick import Sick, SickStack, watched

GOOD = 0.9  # of the digits
USUAL = dict(
    data="digits",
    examples=1000,
    depth=2,
    width=32,
    optimizer="momentum",
    lr=0.03,
    batch=20,
    epochs=10,
)
FEW = dict(examples=60, epochs=100)  # about as many updates
SIGMOID = dict(activation="sigmoid", init="xavier-normal", depth=4)
PATIENTS = {
    "A": dict(width=3, activation="tanh", init="xavier-normal"),
    "B": FEW,
    "C": FEW | SIGMOID,
    "D": dict(lr=0.0006),
    "E": {},
}
NOTHING = "nothing"
FOR_TRAINING = {  # the knobs of a patient -> those that are changed
    "wider layers": lambda knobs: dict(width=128),
    "ReLU": lambda knobs: dict(activation="relu", init="he-normal"),
    "larger steps": lambda knobs: dict(lr=10 * knobs["lr"]),
    "longer": lambda knobs: dict(epochs=3 * knobs["epochs"]),
}
FOR_THE_TEST = {
    "more examples": lambda knobs: dict(examples=1400, epochs=7),
    "dropout": lambda knobs: dict(dropout=0.5),
    "L2": lambda knobs: dict(l2=0.01),
    "moved images": lambda knobs: dict(shift=0.5),
}
REMEDIES = {NOTHING: lambda knobs: {}} | FOR_TRAINING | FOR_THE_TEST
TRAIN, FIRST, SECOND, DONE = "train", "training?", "test?", "done"
TRAINING_BRANCH, TEST_BRANCH = "help the training", "help the test"
POINTS = 12  # of a curve in each turn


def branch_of(remedy):
    """Where it stands on the chart."""
    return TRAINING_BRANCH if remedy in FOR_TRAINING else TEST_BRANCH


def reached(train, test):
    """Boxes that a run leads to, with these shares right."""
    if train < GOOD:
        return TRAIN, FIRST, TRAINING_BRANCH
    return (TRAIN, FIRST, SECOND, DONE if test >= GOOD else TEST_BRANCH)


@dataclass(frozen=True)
class LoopFrame(Frame):
    """In turn `turn` (from 0) of a loop.

    lit: boxes that this turn has reached; ways: those of the turns before. remedies: what is
    changed before turns 1, 2; helps: those of each branch. places (n,): turns gone, at which
    losses (n,), train and test (K, n), shares right, were measured.
    """

    turn: int
    lit: tuple
    ways: tuple
    remedies: tuple
    places: np.ndarray
    train: np.ndarray
    test: np.ndarray
    losses: np.ndarray

    who: ClassVar[str] = "digits"
    measures: ClassVar[dict] = {"right": Measure(".1%")}

    @property
    def scores(self):
        """Medians over the networks, now."""
        return {"right": dict(training=self.now(self.train), test=self.now(self.test))}

    goal: ClassVar[float] = GOOD
    helps: ClassVar[dict] = {
        TRAINING_BRANCH: tuple(FOR_TRAINING),
        TEST_BRANCH: tuple(FOR_THE_TEST),
    }

    @staticmethod
    def now(shares):
        """The median of the last point."""
        return float(np.median(shares[:, -1]))

    @property
    def first_branch(self):
        """The box at which the first turn ended, or has come to by now."""
        return (*self.ways, self.lit)[0][-1]

    @property
    def good(self):
        """Has the last turn passed both questions?"""
        return self.lit[-1] == DONE

    @property
    def findings(self):
        """What is said of the loss: it may have grown without end."""
        return divergence(self.losses, "The training")

    @property
    def headline(self):
        """What this turn has found."""
        own, other = (percent(self.now(part)) for part in (self.train, self.test))
        which = f"Turn {self.turn + 1}"
        return {
            TRAIN: told(f"{which}: training.", f"{own} of the training digits right."),
            FIRST: f"{which} asks first: {own} of the training digits are right.",
            SECOND: f"{which}: training {own}, so on to the test digits: {other} right.",
            DONE: f"{which}: training {own}, test {other}: both are good.",
            TRAINING_BRANCH: f"{which}: training {own}: help the training first (test {other}).",
            TEST_BRANCH: f"{which}: training {own}, test {other}: help the test.",
        }[self.lit[-1]]

    @property
    def summary(self):
        """The ways of all turns."""
        ways = [" → ".join(way) for way in (*self.ways, self.lit)]
        said = [f"turn {t + 1}: {way}" for t, way in enumerate(ways)]
        changed = ", then ".join(self.remedies[: self.turn]) or NOTHING
        return f"{self.headline} Changed: {changed}; {'; '.join(said)}."


@EXPERIMENTS.add("recipe-loop")
@dataclass(frozen=True, repr=False)
class RecipeLoop(Experiment):
    """Up to three turns: a patient as it is, then with one remedy, then with a second one."""

    patient: str = knob("A", choices=PATIENTS, help="something may be wrong with it")
    remedy: str = knob(NOTHING, choices=REMEDIES, label="change", help="before the second turn")
    then: str = knob(NOTHING, choices=REMEDIES, label="then", help="before the third turn")
    runs: int = knob(3, 1, 10, least=1, most=20, label="networks", help="seeds")
    seed: int = knob(0, 0, 99, least=0, help="of the first network")

    front: ClassVar[tuple] = ("patient", "remedy", "then")
    pace: ClassVar[float] = 6

    @property
    def remedies(self):
        """Those that are tried."""
        tried = (self.remedy, self.then)
        return tuple(remedy for remedy in tried if remedy != NOTHING)

    def trainings(self):
        """A `Sick` training for each turn."""
        knobs = USUAL | PATIENTS[self.patient]
        yield Sick(runs=self.runs, seed=self.seed, **knobs)
        for remedy in self.remedies:
            knobs = knobs | REMEDIES[remedy](knobs)
            yield Sick(runs=self.runs, seed=self.seed, **knobs)

    def work(self):
        """Frames while a turn trains, and one for each box that it leads to; None in between."""
        places, rights, losses, ways = [], [], [], []
        for turn, training in enumerate(self.trainings()):
            stack = SickStack(training)
            for moment in watched(stack, training.epochs / POINTS):
                if moment is None:
                    yield
                    continue
                step, loss = moment
                places.append(turn + step.t / stack.total)
                rights.append([right for _, right in judging(stack.net, step.theta, stack.data)])
                losses.append(loss.mean())
                yield self.frame(turn, (TRAIN,), ways, places, rights, losses)
            way = reached(*np.median(rights[-1], -1))
            for n in range(2, len(way) + 1):
                yield self.frame(turn, way[:n], ways, places, rights, losses)
            ways.append(way)
            if way[-1] == DONE:
                return

    def frame(self, turn, lit, ways, places, rights, losses):
        """The present moment."""
        train, test = np.array(rights).transpose(1, 2, 0)
        about = train, test, np.array(losses)
        return LoopFrame(
            len(places), turn, tuple(lit), tuple(ways), self.remedies, np.array(places), *about
        )
