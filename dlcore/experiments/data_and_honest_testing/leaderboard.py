"""A leaderboard: submissions climb by the public half, then the private half is opened."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...diagnosis import Finding
from ...knobs import knob
from ...registry import EXPERIMENTS
from ...seeding import generator
from ..base import Experiment, Frame, Measure
from ..pace import every
from ..phrases import percent

NAMES = ("public", "private")
CLASSES, LOOKS = 10, 100
FOOLED = 0.1  # public over private: five error bars of 200 labels, of which a tenth is right


@dataclass(frozen=True)
class LeaderboardFrame(Frame):
    """After t of `total` submissions, at the moments steps (n,).

    public (runs, n): share right among the public labels, of the best submission so far; private
    (runs, n): among the others, nan until the competition is over.
    """

    total: int
    sizes: tuple
    steps: np.ndarray
    public: np.ndarray
    private: np.ndarray

    names: ClassVar[tuple] = NAMES
    who: ClassVar[str] = "part"
    measures: ClassVar[dict] = {"right": Measure(".1%", never="closed")}

    @property
    def over(self):
        """Is the private part opened?"""
        return self.t == self.total

    @property
    def scores(self):
        """Means over the runs, now."""
        return self.by_name([self.public[:, -1].mean(), self.private[:, -1].mean()])

    @property
    def headline(self):
        """How the climb goes, and what it was worth."""
        public, private = (percent(v) for v in self.scores["right"].values())
        if not self.over:
            return f"Submission {self.t:,}: {public} of the public labels right."
        return f"The envelope is open: public {public}, private {private}."

    @property
    def summary(self):
        """The same with the sizes of the parts."""
        public, private = self.scores["right"].values()
        opened = f"private {private:.1%}" if self.over else "private part closed"
        return (
            f"Submission {self.t} of {self.total}: public {public:.1%} of {self.sizes[0]} labels, "
            f"{opened} ({self.sizes[1]} labels)."
        )

    @property
    def table(self):
        """Headings and a row for each moment; the private part at the end only."""
        write = self.measures["right"].write
        rows = zip(self.steps, self.public.mean(0), self.private.mean(0), strict=True)
        return ("submission", *NAMES), [(int(t), write(u), write(v)) for t, u, v in rows]

    @property
    def findings(self):
        """Whether the public score means anything."""
        public, private = self.scores["right"].values()
        if not (self.over and public - private > FOOLED):
            return []
        said = f"The public part was learned by heart: {public:.0%} there, {private:.0%} elsewhere."
        return [Finding("fooled", said, dict(public=public, private=private))]


@EXPERIMENTS.add("leaderboard")
@dataclass(frozen=True, repr=False)
class Leaderboard(Experiment):
    """Answers of ten classes, first at random; a few are changed, and kept if the score allows it.

    Nobody looks at an image: only at the score of the public part.
    """

    submissions: int = knob(1000, 1, 3000, log=True, least=1, most=20000, help="how many")
    labels: int = knob(400, 40, 4000, log=True, least=4, most=20000, help="in both parts")
    share: float = knob(0.5, 0.1, 0.9, least=0.01, most=0.99, label="public share", help="of them")
    changed: int = knob(20, 1, 100, log=True, least=1, label="changed a time", help="answers")
    runs: int = knob(5, 1, 10, least=1, most=20, label="competitors", help="each for itself")
    seed: int = knob(0, 0, 99, least=0, help="of the first one")

    to_play: ClassVar[bool] = True
    front: ClassVar[tuple] = ("submissions", "labels", "share")
    grid: ClassVar[tuple] = ("submissions", "labels")

    def work(self):
        """A frame before the first change and then at most about a hundred."""
        rng = generator(self.seeds, stream=21)
        size, runs = (self.runs, self.labels), np.arange(self.runs)[:, None]
        cut = min(max(round(self.share * self.labels), 1), self.labels - 1)
        truth, mine = rng.integers(CLASSES, size=size), rng.integers(CLASSES, size=size)
        few = min(self.changed, self.labels)
        looks, seen = every(self.submissions // LOOKS, self.submissions), []
        for t in range(self.submissions + 1):
            if t:
                tried = mine.copy()
                where = rng.integers(self.labels, size=(self.runs, few))
                tried[runs, where] = rng.integers(CLASSES, size=(self.runs, few))
                old, new = ((each == truth)[:, :cut].sum(-1) for each in (mine, tried))
                mine = np.where((new >= old)[:, None], tried, mine)
            if t not in looks:
                yield
                continue
            hits = mine == truth
            seen.append([hits[:, :cut].mean(-1), hits[:, cut:].mean(-1)])
            public, private = np.moveaxis(np.array(seen), 0, -1)
            private = private if t == self.submissions else np.full_like(private, np.nan)
            steps, sizes = np.array(looks[: len(seen)]), (cut, self.labels - cut)
            yield LeaderboardFrame(t, self.submissions, sizes, steps, public, private)
