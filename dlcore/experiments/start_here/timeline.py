"""The ideas of the course, one after another as they came, from 1943 to 2017."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ..base import Experiment, Frame
from ._ideas import GROUPS, IDEAS

ALL = "all lectures"
LECTURES = {f"lecture {number}": number for number in sorted({idea.lecture for idea in IDEAS})}


@dataclass(frozen=True)
class TimelineFrame(Frame):
    """years (t + 1,) so far, all ideas, {group: lectures}, and what is written beside the dots."""

    years: np.ndarray
    ideas: tuple
    groups: dict
    words: str

    @property
    def so_far(self):
        """The ideas that there are by now."""
        return self.ideas[: self.t + 1]

    @property
    def headline(self):
        """The last idea, who had it, and where to try it; at the end how many there are."""
        now, n, first = self.so_far[-1], len(self.ideas), self.ideas[0].year
        if 1 < n == self.t + 1:
            return f"{n} ideas from {first} to {now.year}, {self.late} of them since 2010."
        return f"{now.year}: {now.name}, by {now.who.replace('&', 'and')}. Lecture {now.lecture}."

    @property
    def summary(self):
        """The same with its note, and how many there are."""
        now, n = self.so_far[-1], self.t + 1
        who = now.who.replace("&", "and")
        count = f"{n} idea{'s' * (n > 1)} so far, {self.late} of them since 2010"
        said = f"{now.year}, {now.name}, by {who}: {now.note}"
        return f"{said}; to be tried in lecture {now.lecture}; {count}."

    @property
    def late(self):
        """How many are of the years since 2010."""
        return int((self.years >= 2010).sum())

    @property
    def table(self):
        """All that is seen, in words."""
        rows = [(i.year, i.name, i.who, i.note, i.lecture) for i in self.so_far]
        return ("year", "idea", "who", "what", "lecture"), rows


@EXPERIMENTS.add("timeline")
@dataclass(frozen=True, repr=False)
class Timeline(Experiment):
    """When the ideas of the course were first written down; a frame for each."""

    lecture: str = knob(ALL, choices=[ALL, *LECTURES], label="ideas of", help="which are shown")
    words: str = knob(
        "what", choices=["what", "who"], label="names", help="of the idea, or of its first author"
    )

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("lecture", "words")
    pace: ClassVar[float] = 2

    def frames(self):
        """A frame for each idea, which shows those before it as well."""
        number = LECTURES.get(self.lecture)
        ideas = tuple(idea for idea in IDEAS if number in (None, idea.lecture))
        years = np.array([idea.year for idea in ideas], float)
        for t in range(len(ideas)):
            yield TimelineFrame(t, years[: t + 1], ideas, GROUPS, self.words)
