"""Names of things: one dictionary for each kind, which lectures extend and panels list."""

from dataclasses import dataclass, field
from difflib import get_close_matches
from weakref import WeakSet


class UnknownName(ValueError, KeyError):
    """A name that no registry entry has; the message lists those that exist."""

    __str__ = Exception.__str__  # KeyError would print the message in quotes


class Registry(dict):
    """name -> thing, in order of registration; `@ACTIVATIONS.add("swish")` adds or replaces one.

    kind: what an entry is called in messages ("activation").
    make: turns what was decorated, and the keywords of `add`, into the entry.
    watchers: objects whose `registry_grew(registry)` is called after each addition.
    """

    announce = staticmethod(lambda kind, name, thing: None)  # see contracts.py

    def __init__(self, kind, make=lambda thing: thing):
        super().__init__()
        self.kind, self.make, self.watchers = kind, make, WeakSet()

    def add(self, name, **about):
        """Decorator that registers under `name`; a cell that runs again replaces its entry."""

        def put(thing):
            self[name] = self.make(thing, **about)
            if getattr(thing, "__module__", "") == "__main__":  # a notebook's own
                self.announce(self.kind, name, self[name])
            for watcher in list(self.watchers):
                watcher.registry_grew(self)
            return self[name]

        return put

    def __missing__(self, name):
        raise unknown(self.kind, name, self)


def unknown(kind, name, known):
    """The error that says which names are known, and which one may be meant."""
    near = get_close_matches(str(name), known, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return UnknownName(f"no {kind} is called {name!r}; there are: {', '.join(known)}.{hint}")


class AndMore:
    """Choices of a knob: what a registry has now and later, and a few names of the knob's own.

    >>> from dlcore import CONSTRAINTS
    >>> list(AndMore(CONSTRAINTS, before=["none"]))[:2]
    ['none', 'max-norm']
    """

    def __init__(self, registry, before=(), after=()):
        self.registry, self.before, self.after = registry, before, after
        self.kind, self.watchers = registry.kind, WeakSet()
        registry.watchers.add(self)

    def __iter__(self):
        return iter([*self.before, *self.registry, *self.after])

    def __getitem__(self, name):
        """Whoever looks for a name that is not there hears all there are."""
        raise unknown(self.kind, name, list(self))

    def registry_grew(self, _):
        """Hand it on to those who watch these choices."""
        for watcher in list(self.watchers):
            watcher.registry_grew(self)


USUAL = dict(low=None, high=None, log=False, choices=None, many=False, point=False)
USUAL |= dict(least=None, most=None, unit="", label=None, help="")
USUAL |= dict(parts=None, count=None, ordered=False)


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
    unit="",
    label=None,
    help="",
):
    """A dataclass field that knows how to be shown as a control: data only, no widget here.

    low, high: range of the slider (soft: code may exceed it); log: slider in powers of ten.
    choices: the allowed names, a list or a registry; many: a tuple of them may be chosen.
    point: a position (x, y) in the plane, None for the usual one.
    least, most: hard limits, outside of which the value makes no sense.
    """
    about = dict(low=low, high=high, log=log, choices=choices, many=many, point=point)
    about |= dict(least=least, most=most, unit=unit, label=label, help=help)
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


ACTIVATIONS = Registry("activation")
LOSSES = Registry("loss")
CONSTRAINTS = Registry("constraint")
INITIALIZERS = Registry("initializer")
LAYERS = Registry("layer")
SCHEDULES = Registry("schedule")
DATASETS = Registry("data set")
EXPERIMENTS = Registry("experiment")
