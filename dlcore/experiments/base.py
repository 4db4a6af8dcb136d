"""What every experiment is: a frozen value whose fields are knobs, and which yields frames."""

from dataclasses import MISSING, dataclass, field, fields, replace
from math import isfinite
from typing import ClassVar, NamedTuple

import numpy as np

from ..registry import UnknownName

FLOATS = (np.float32, np.float64)


class Measure(NamedTuple):
    """How scores of a kind are read.

    form: the format they are written in; log: their ratios count; never: what is said where
    there is no finite number.
    """

    form: str = ".3g"
    log: bool = False
    never: str = "not finite"

    def write(self, number):
        """A score in words."""
        return f"{number:{self.form}}" if isfinite(number) else self.never


@dataclass(frozen=True)
class Frame:
    """One drawn moment: arrays and numbers only, nothing of how they are drawn.

    Every frame also has `summary`, one plain sentence of what is seen now, and `table`, the same
    as (headings, rows): the status line, screen readers and tests read them.
    measures: {name: Measure} of its scores, the most telling first.
    """

    t: int

    measures: ClassVar[dict] = {}

    @property
    def scores(self):
        """{measure: {who: number}}: how well everybody has done so far."""
        return {}

    def by_name(self, *parts):
        """Scores of one array (names,) for each measure, where the frame has `names`."""
        return {
            measure: dict(zip(self.names, np.asarray(part).tolist(), strict=True))
            for measure, part in zip(self.measures, parts, strict=True)
        }

    @property
    def findings(self):
        """What is wrong by now, in words: a list of `diagnosis.Finding`s."""
        return []

    @property
    def digest(self):
        """A few numbers by which a result is recognised, (n,).

        The scores of the first measure; without measures the size of each array of floats, the
        root of the mean square of what is finite in it.
        """
        for everybody in self.scores.values():
            return np.array(list(everybody.values()), float)
        arrays = (getattr(self, f.name) for f in fields(self))
        arrays = (a[np.isfinite(a)] for a in arrays if getattr(a, "dtype", None) in FLOATS)
        return np.array([np.sqrt((a.astype(float) ** 2).mean()) if a.size else 0 for a in arrays])

    def kept(self):
        """What is worth keeping of it when the run is over: its scores and curves."""
        return self


@dataclass(frozen=True)
class Experiment:
    """Base of experiments: checks its knobs, and prints as the code that makes it again.

    `frames()` yields `Frame`s, lazily and always the same for the same values. Where a frame takes
    more than about 20 ms, `work()` yields the same frames with None in between, wherever a panel
    may look up and see whether a button was pressed.
    changes: ((step, knob, value), ...), what was changed while it ran.
    instant: all frames together take less than about 50 ms, so that a panel may redraw the
    whole run while a slider moves.
    to_play: a panel opens at the first frame even if it is instant: the end must not come first.
    live: names of the knobs that may change while it runs; its frames then come from
    `work(now)`, which asks `now.at(step)` for the values in force.
    stacked: names of the knobs in which experiments may differ that are computed `together`.
    grid: two knobs worth sweeping, to begin with.
    """

    changes: tuple = field(default=(), kw_only=True)

    instant: ClassVar[bool] = False
    to_play: ClassVar[bool] = False
    live: ClassVar[tuple] = ()
    stacked: ClassVar[tuple] = ()
    grid: ClassVar[tuple] = ()
    at_once: ClassVar[int] = 64  # how many are computed together at most

    @property
    def seeds(self):
        """Seeds of its runs, where `seed` and `runs` are knobs."""
        return tuple(range(self.seed, self.seed + self.runs))

    def frames(self, *now):
        """The frames alone. An experiment defines this, or `work`."""
        return filter(None, self.work(*now))

    def work(self, *now):
        """The frames, and None between pieces of a long computation."""
        return self.frames(*now)

    @staticmethod
    def together(experiments):
        """Run experiments, equal but for `stacked` knobs, to their ends; one after the other here.

        Yields (share that is done, None) while it computes, and at last (1.0, last frames). What
        the scores of the last frames are must not depend on who is computed together.
        """
        last, frame = [], None
        for experiment in experiments:
            for piece in experiment.work():
                frame = piece or frame
                yield len(last) / len(experiments), None
            last.append(frame)
        yield 1.0, last

    def picked(self, x, y):
        """Knobs that a click on the picture at (x, y) sets, {name: value}."""
        return dict(start=(x, y))

    def __post_init__(self):
        for f in fields(self):
            if f.metadata:
                check(f.name, getattr(self, f.name), f.default, f.metadata)
        for change in self.changes:
            self._check_change(*change)

    def _check_change(self, step, name, value):
        if name not in self.live:
            live = ", ".join(self.live) or "none"
            raise ValueError(f"{name} cannot change while this runs; what can: {live}")
        about = next(f for f in fields(self) if f.name == name)
        check(name, value, about.default, about.metadata)

    def __repr__(self):
        """The values that are not the usual ones, and always the seed."""
        said = []
        for f in fields(self)[1:] + fields(self)[:1]:
            value = getattr(self, f.name)
            if f.default is MISSING or value != f.default or f.name == "seed":
                said.append(f"{f.name}={value!r}")
        return f"{type(self).__name__}({', '.join(said)})"


class Now:
    """The knobs of a run that is under way: `at(step)` is the experiment as it stands there."""

    def __init__(self, experiment):
        self.changes, self.step = list(experiment.changes), -1
        self.value = replace(experiment, changes=())

    def at(self, step):
        """The experiment with all changes up to this step."""
        for at, name, value in self.changes:
            if self.step < at <= step:
                self.value = replace(self.value, **{name: value})
        self.step = step
        return self.value

    def turn(self, name, value):
        """Change a knob from the next step on."""
        self.changes.append((self.step + 1, name, value))


def check(name, value, default, about):
    """Raise ValueError, with the name of the knob, what came and what is allowed."""
    if about["many"]:
        check_many(name, value, about["choices"])
    elif about["choices"] is not None:
        check_choice(name, value, about["choices"])
    elif about["point"]:
        check_point(name, value)
    else:
        check_number(name, value, default, about)


def check_many(name, value, choices):
    """A tuple of at least one of the choices, each once."""
    if isinstance(value, str) or not isinstance(value, tuple | list) or not value:
        raise ValueError(f"{name} needs at least one of: {', '.join(choices)}; came {value!r}")
    for one in value:
        check_choice(name, one, choices)
    if len(set(value)) < len(value):
        raise ValueError(f"{name} names something twice: {', '.join(value)}")


def check_choice(name, value, choices):
    """One of the choices; a registry words the complaint itself."""
    if value not in list(choices):  # a list compares what a dictionary cannot look up
        if hasattr(choices, "kind") and isinstance(value, str):
            choices[value]
        raise UnknownName(f"{name} must be one of {', '.join(map(str, choices))}, not {value!r}")


def check_point(name, value):
    """None or two finite numbers."""
    try:
        good = value is None or (len(value) == 2 and all(isfinite(v) for v in value))
    except TypeError:
        good = False
    if not good:
        raise ValueError(f"{name} must be two finite numbers (x, y) or None, not {value!r}")


def check_number(name, value, default, about):
    """A number of the usual value's kind (bool, int or float), finite, inside the hard limits."""
    kind, word = bool, "True or False"
    if not isinstance(default, bool):
        whole = isinstance(default, int)
        kind, word = (int, "a whole number") if whole else (int | float, "a finite number")
    if (
        not isinstance(value, kind)
        or not isfinite(value)
        or isinstance(value, bool) != (kind is bool)
    ):
        raise ValueError(f"{name} must be {word}, not {value!r}")
    least, most = about["least"], about["most"]
    if about["log"] and least is None and value <= 0:
        raise ValueError(f"{name} must be greater than 0, not {value!r}")
    if least is not None and value < least:
        raise ValueError(f"{name} must be at least {least}, not {value!r}")
    if most is not None and value > most:
        raise ValueError(f"{name} must be at most {most}, not {value!r}")


def stepped(descents):
    """The next theta of each descent, as a list; for `yield from`, with None after each."""
    thetas = []
    for steps in descents:
        thetas.append(next(steps).theta)
        yield
    return thetas
