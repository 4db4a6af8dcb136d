"""Two knobs swept over a grid, with several seeds in each cell: many runs, computed together."""

from dataclasses import dataclass, field, fields, replace
from itertools import product

import numpy as np

from ..checks import plain
from ..words import value_in_words
from .base import Frame


@dataclass(frozen=True)
class SweepFrame(Frame):
    """t of A x B x S runs are over; `share` also counts the parts of those under way.

    a, b: the swept knobs; values_a (A,), values_b (B,), seeds (S,); labels: what a and b are
    called. grid {measure: {who: scores}}: `scores` (A, B, S) of the last frames, nan where not
    `known` (A, B, S). about: {measure: Measure}. base: the experiment that is swept.
    """

    a: str
    values_a: tuple
    b: str
    values_b: tuple
    seeds: tuple
    labels: tuple
    known: np.ndarray
    grid: dict = field(default_factory=dict)
    about: dict = field(default_factory=dict)
    share: float = 0.0
    base: object = None

    def finite(self, measure, who):
        """In how many of the seeds the score is a finite number, (A, B)."""
        return np.isfinite(self.grid[measure][who]).sum(-1)

    def mean(self, measure, who):
        """Mean (A, B) over the seeds whose score is finite; nan where there is none."""
        return finite_mean(self.grid[measure][who])

    def spread(self, measure, who):
        """Standard deviation (A, B) over the seeds whose score is finite."""
        scores = self.grid[measure][who]
        with np.errstate(invalid="ignore"):
            return np.sqrt(finite_mean((scores - finite_mean(scores)[..., None]) ** 2))

    def place(self, i, j):
        """Cell (i, j) in words."""
        (a, b), (values_a, values_b) = self.labels, self.values
        return f"{a} {values_a[i]}, {b} {values_b[j]}"

    def written(self, measure, who, i, j):
        """The score of cell (i, j) with its spread, and in how many seeds it is a number."""
        if not self.known[i, j].all():
            return ""
        about, n = self.about[measure], self.finite(measure, who)[i, j]
        if not n:
            return about.never
        words = about.write(self.mean(measure, who)[i, j])
        if len(self.seeds) > 1:
            words += " ± " + about.write(self.spread(measure, who)[i, j])
        return words if n == len(self.seeds) else f"{words} in {n} of {len(self.seeds)}"

    @property
    def summary(self):
        """How far it is."""
        return f"{self.t} of {self.known.size} runs over {' and '.join(self.labels)}."

    @property
    def values(self):
        """The swept values as they are written: those of a, those of b."""
        return tuple(
            tuple(map(value_in_words, values)) for values in (self.values_a, self.values_b)
        )

    def cells(self, measure, who):
        """[[(where, score in words) for each b] for each a]."""
        columns = range(len(self.values_b))
        return [
            [(self.place(i, j), self.written(measure, who, i, j)) for j in columns]
            for i in range(len(self.values_a))
        ]

    @property
    def table(self):
        """A row for each cell that is known: all scores of everybody."""
        pairs = [(measure, who) for measure, everybody in self.grid.items() for who in everybody]
        columns = [sum(self.cells(*pair), []) for pair in pairs]
        rows = [(cells[0][0], *(said for _, said in cells)) for cells in zip(*columns, strict=True)]
        return (" × ".join(self.labels), *(", ".join(filter(None, pair)) for pair in pairs)), rows

    def said(self, measure, who):
        """What is seen in the scores: lowest and highest, and knobs that make no difference."""
        mean, about = self.mean(measure, who), self.about[measure]
        parts = [", ".join(filter(None, (measure, who)))]
        if np.isnan(mean).all():
            parts.append(about.never)
        else:
            for word, at in ("lowest", np.nanargmin(mean)), ("highest", np.nanargmax(mean)):
                cell = np.unravel_index(at, mean.shape)
                parts.append(f"{word} {about.write(mean[cell])} at {self.place(*cell)}")
        if self.known.all():
            parts += [f"{name} makes no difference here" for name in self.idle(measure, who)]
        return "; ".join(parts) + "."

    def idle(self, measure, who):
        """Names of what has several values and yet leaves every score as it is."""
        scores = np.nan_to_num(self.grid[measure][who], nan=-1)
        names = enumerate((*self.labels, "the seed"))
        return [
            name
            for axis, name in names
            if scores.shape[axis] > 1 and (scores == scores.take([0], axis)).all()
        ]


def finite_mean(scores):
    """Mean over the last axis of what is finite; nan where nothing is.

    Taken from the lowest score upwards, so that the mean of equal scores is exactly this score.
    """
    good = np.isfinite(scores)
    low = np.where(good, scores, np.inf).min(-1)
    with np.errstate(invalid="ignore"):
        above = np.where(good, scores - low[..., None], 0).sum(-1)
    return np.where(good.any(-1), low + above / np.maximum(good.sum(-1), 1), np.nan)


def swept(experiment):
    """{name: field} of the knobs that can be swept: numbers, and one of several choices."""
    return {
        f.name: f
        for f in fields(experiment)
        if f.metadata and not any(f.metadata[kind] for kind in ("many", "point", "parts"))
    }


def values_of(knob, n):
    """At most n values across the slider of a knob (a field), or all its choices."""
    about = knob.metadata
    if about["choices"] is not None or isinstance(knob.default, bool):
        failing = getattr(about["choices"], "failing", ())
        return tuple(name for name in about["choices"] or (False, True) if name not in failing)
    space = np.geomspace if about["log"] else np.linspace
    values = space(about["low"], about["high"], n)
    if isinstance(knob.default, int):
        return tuple(dict.fromkeys(int(v) for v in values.round()))
    return tuple(float(f"{v:.2g}") for v in values)


def sweep(experiment, a, values_a, b, values_b, seeds=(0,), executor=None, so_far=None):
    """Yields `SweepFrame`s; the last one has the scores of every setting and seed.

    One seed is taken, and has no effect, where the experiment has none or it is swept itself.
    executor: computes it, see `elsewhere`; a pool of processes or of a cluster. Scores are the
    same; a frame comes about every 10 ms. Closing the sweep cancels what has not begun.
    so_far: a frame of the same sweep, whose runs are not computed again.
    """
    known = swept(experiment)
    if not hasattr(executor, "submit") and executor is not None:
        raise ValueError(f"executor must be one of concurrent.futures, or alike, not {executor!r}")
    for name in (a, b):
        if name not in known:
            raise ValueError(f"{name!r} cannot be swept; what can: {', '.join(known)}")
    if a == b:
        raise ValueError(f"a and b must be two knobs, not twice {a!r}")
    values_a, values_b, seeds = (plain(tuple(v)) for v in (values_a, values_b, seeds))
    seeded = "seed" in known and "seed" not in (a, b)
    seeds = seeds if seeded else seeds[:1]
    if not (values_a and values_b and seeds):
        raise ValueError("values_a, values_b and seeds need at least one value each")
    experiment = replace(experiment, changes=())
    runs = [
        replace(experiment, **{a: one, b: other}, **({"seed": seed} if seeded else {}))
        for one, other, seed in product(values_a, values_b, seeds)
    ]
    unknown = np.zeros((len(values_a), len(values_b), len(seeds)), bool)
    labels = tuple(known[name].metadata["label"] or name.replace("_", " ") for name in (a, b))
    frame = SweepFrame(0, a, values_a, b, values_b, seeds, labels, unknown, base=experiment)
    return fill(frame if so_far is None else going_on(frame, so_far), runs, executor)


def going_on(frame, so_far):
    """What is known so far; ValueError if it is of another sweep."""
    for name in ("base", "a", "values_a", "b", "values_b", "seeds"):
        here, there = getattr(frame, name), getattr(so_far, name)
        if here != there:
            raise ValueError(f"so_far is of another sweep: its {name} is {there!r}, not {here!r}")
    return so_far


def fill(frame, runs, executor=None):
    """Compute those of A x B x S runs that are not known, group by group."""
    yield frame
    rest = np.flatnonzero(~frame.known)
    parts = [rest[members] for members in groups([runs[i] for i in rest])]
    if executor is not None:
        from .elsewhere import computed_elsewhere  # what a single process does not need

        for done in computed_elsewhere(runs, parts, executor):
            frame = with_scores(frame, *done) if done else frame
            yield frame
        return
    for members in parts:
        for share, last in runs[0].together([runs[i] for i in members]):
            if last is None:
                yield replace(frame, share=(frame.t + share * len(members)) / len(runs))
        frame = with_scores(frame, members, last)
        yield frame


def groups(runs):
    """Lists of indices of runs that are computed together: equal but for `stacked` knobs."""
    alike = {}
    for i, run in enumerate(runs):
        rest = [(f.name, getattr(run, f.name)) for f in fields(run) if f.name not in run.stacked]
        alike.setdefault(repr(rest), []).append(i)
    for members in alike.values():
        size = runs[members[0]].at_once
        yield from (members[at : at + size] for at in range(0, len(members), size))


def with_scores(frame, members, last):
    """The frame with the scores of some last frames, members being their flat indices."""
    known = frame.known.copy()
    known.flat[members] = True
    grid = {
        measure: {who: scores.copy() for who, scores in everybody.items()}
        for measure, everybody in frame.grid.items()
    }
    for i, one in zip(members, last, strict=True):
        for measure, everybody in one.scores.items():
            scores = grid.setdefault(measure, {})
            for who, score in everybody.items():
                scores.setdefault(who, np.full(known.shape, np.nan)).flat[i] = score
    t = int(known.sum())
    changed = dict(known=known, grid=grid, about=last[0].measures, share=t / known.size)
    return replace(frame, t=t, **changed)
