"""Knobs: fields of experiments that know how to be shown as controls. Data only, no widget here."""

from dataclasses import dataclass, field
from weakref import WeakSet

from .registry import unknown


class AndMore:
    """Choices of a knob: what a registry has now and later, and a few names of the knob's own.

    >>> from dlcore import CONSTRAINTS
    >>> list(AndMore(CONSTRAINTS, before=["none"]))[:2]
    ['none', 'max-norm']
    """

    def __reduce__(self):
        return AndMore, (self.registry, self.before, self.after)

    def __init__(self, registry, before=(), after=()):
        self.registry, self.before, self.after = registry, before, after
        self.kind, self.watchers = registry.kind, WeakSet()
        registry.watchers.add(self)

    def __iter__(self):
        return iter(dict.fromkeys([*self.before, *self.registry, *self.after]))

    @property
    def intact(self):
        """Those of the course itself."""
        return [*self.before, *self.registry.intact, *self.after]

    @property
    def failing(self):
        """Those of a reader that fail their checks."""
        return self.registry.failing

    def __getitem__(self, name):
        """Whoever looks for a name that is not there hears all there are."""
        raise unknown(self.kind, name, list(self))

    def registry_grew(self, _):
        """Hand it on to those who watch these choices."""
        for watcher in list(self.watchers):
            watcher.registry_grew(self)


USUAL = dict(low=None, high=None, log=False, choices=None, many=False, point=False)
USUAL |= dict(least=None, most=None, unit="", label=None, help="")
USUAL |= dict(parts=None, count=None, ordered=False, examples=None)


def knob(
    default,
    low=None,
    high=None,
    *,
    log=False,
    choices=None,
    many=False,
    point=False,
    least=None,
    most=None,
    below=None,
    unit="",
    label=None,
    help="",
):
    """A dataclass field that knows how to be shown as a control: data only, no widget here.

    low, high: range of the slider (soft: code may exceed it); log: slider in powers of ten.
    choices: the allowed names, a list or a registry; many: a tuple of them may be chosen.
    point: a position (x, y) in the plane, None for the usual one.
    least, most: hard limits, outside of which the value makes no sense; below: one that itself is
    too much.
    """
    about = dict(low=low, high=high, log=log, choices=choices, many=many, point=point)
    about |= dict(least=least, most=most, below=below, unit=unit, label=label, help=help)
    return field(default=default, metadata=USUAL | about)


@dataclass(frozen=True)
class Part:
    """One of the numbers that a knob holds: a range and hard limits, as those of `knob`."""

    low: float
    high: float
    log: bool = False
    least: float | None = None
    most: float | None = None
    whole: bool = False


def numbers(default, low, high, *, names=None, label=None, unit="", help="", **limits):
    """A knob that holds several numbers, a tuple as long as `default`, each with a field.

    low, high and limits: of each number, see `Part`. names: of the numbers, else 1, 2, 3 ...

    >>> numbers((0.5, 0.5), 0, 1, names=("sun", "rain"), least=0).metadata["parts"]["rain"].least
    0
    """
    names = names or [str(i + 1) for i in range(len(default))]
    parts = dict(zip(names, [Part(low, high, **limits)] * len(default), strict=True))
    about = dict(parts=parts, unit=unit, label=label, help=help)
    return field(default=default, metadata=USUAL | about)


def points(default, parts, *, count=None, ordered=False, label=None, unit="", help=""):
    """A knob that holds several points ((x, y), ...), or rows of any other numbers.

    parts: {name: Part} of each number of a point. count: (fewest, most) points, else as many as
    `default` has; ordered: x never falls from point to point.

    >>> schedule = {"epoch": Part(0, 10), "rate": Part(1e-4, 1, log=True)}
    >>> points(((0, 0.1), (10, 0.001)), schedule, ordered=True).metadata["count"]
    (2, 2)
    """
    about = dict(parts=parts, count=count or (len(default),) * 2, ordered=ordered)
    return field(default=default, metadata=USUAL | about | dict(unit=unit, label=label, help=help))


def drawing(default, examples, *, label=None, help=""):
    """A knob that holds a picture drawn by hand, of ink and paper: a whole number for each row.

    default: its n rows, n pixels wide, n at most 30; the leftmost pixel is the highest bit.
    examples: n -> rows of the n-th picture that can be loaded into the pad.

    >>> slash = drawing((1, 2, 4), lambda n: (7, 0, 7))
    >>> slash.metadata["parts"]["row 3"].most
    7
    """
    row = Part(0, 2 ** len(default) - 1, least=0, most=2 ** len(default) - 1, whole=True)
    parts = {f"row {n}": row for n in range(1, len(default) + 1)}
    about = dict(parts=parts, examples=examples, label=label, help=help)
    return field(default=tuple(default), metadata=USUAL | about)
