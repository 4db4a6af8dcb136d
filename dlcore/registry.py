"""Names of things: one dictionary for each kind, which lectures extend and panels list."""

import sys
from dataclasses import fields
from difflib import get_close_matches
from functools import partial, update_wrapper
from importlib import import_module
from inspect import isclass
from textwrap import fill
from types import ModuleType
from weakref import WeakSet

import numpy as np

HOW = 'a name in quotes is needed above what is registered: @REGISTRY.add("mine")'


class UnknownName(ValueError, KeyError):
    """A name that no registry entry has; the message lists those that exist."""

    __str__ = Exception.__str__  # KeyError would print the message in quotes


def public(names):
    """What `import *` brings of the globals of a package: all but modules, _names and this."""
    things = {name: it for name, it in names.items() if it is not public and name[0] != "_"}
    return [name for name, it in things.items() if not isinstance(it, ModuleType)]


def of_the_course(thing):
    """Was a function or class written here, and not by a reader?"""
    thing = thing.func if isinstance(thing, partial) else thing
    return str(getattr(thing, "__module__", "")).partition(".")[0] == __package__


class Entry:
    """What may be in a registry: it is pickled by its name there, or else by its `parts`."""

    @property
    def parts(self):
        """What makes it again."""
        return tuple(getattr(self, f.name) for f in fields(self))

    def __reduce__(self):
        for registry in Registry.every:
            for name, thing in registry.items():
                if thing is self:
                    return at_home, (registry.home, registry.kind, name)
        return type(self), self.parts


class OnCopies(Entry):
    """What a reader wrote gets arrays of its own: it may work in place, and changes no others."""

    def __init__(self, function):
        update_wrapper(self, function)

    @property
    def parts(self):
        """The function."""
        return (self.__wrapped__,)

    def __call__(self, *args, **options):
        """What it gives."""
        own = (x.copy() if isinstance(x, np.ndarray) else x for x in args)
        return self.__wrapped__(*own, **options)


def on_copies(function):
    """The same for a reader's function; anything else is returned as it is."""
    ready = isinstance(function, OnCopies) or isclass(function) or not callable(function)
    return function if ready or of_the_course(function) else OnCopies(function)


class Registry(dict):
    """name -> thing, in order of registration; `@ACTIVATIONS.add("swish")` adds or replaces one.

    kind: what an entry is called in messages ("activation").
    make: turns what was decorated, and the keywords of `add`, into the entry.
    shipped: the entries that the course itself has registered, by their names.
    watchers: objects whose `registry_grew(registry)` is called after each addition.
    """

    check = staticmethod(lambda kind, name, thing: (True, ""))  # see contracts
    every = []

    def __init__(self, kind, make=on_copies):
        super().__init__()
        self.kind, self.make, self.watchers = kind, make, WeakSet()
        self.shipped, self.verdicts = {}, {}
        self.home = sys._getframe(1).f_globals["__name__"]
        self.every.append(self)

    def __reduce__(self):
        return at_home, (self.home, self.kind)

    def add(self, name, **about):
        """Decorator that registers under `name`; a cell that runs again replaces its entry."""
        if not isinstance(name, str):
            raise TypeError(f"{HOW}; {self.kind} {name!r} has none")
        ours = sys._getframe(1).f_globals["__name__"].partition(".")[0] == __package__

        def put(thing):
            self[name] = self.make(thing, **about)
            if ours:
                self.shipped[name] = self[name]
            else:
                self.announce(name, getattr(thing, "__module__", "") == "__main__")
            for watcher in list(self.watchers):
                watcher.registry_grew(self)
            return self[name]

        return put

    def announce(self, name, in_a_cell):
        """A notebook cell hears the verdict on what it registers; any other file only a bad one."""
        good, words = self.verdict(name)
        if words and (in_a_cell or not good):
            print(fill(words, 88))  # longer lines are cut in the middle of a word

    def __setitem__(self, name, thing):
        """Names are what panels and codes can show."""
        if not isinstance(name, str) or not name.isprintable() or name != (name.strip() or None):
            raise ValueError(f"name must be a text on one line, not {name!r}")
        super().__setitem__(str(name), thing)

    @property
    def intact(self):
        """Names of the course's own entries that nobody has replaced or removed."""
        return [name for name, thing in self.shipped.items() if self.get(name) is thing]

    @property
    def failing(self):
        """{name: what is wrong, in a sentence} of the reader's entries that fail their checks."""
        known = set(self.intact)
        verdicts = {name: self.verdict(name) for name in self if name not in known}
        return {name: words for name, (good, words) in verdicts.items() if not good}

    def verdict(self, name):
        """(True or False, one sentence) on a reader's entry, which is tried once."""
        thing = self[name]
        if name not in self.verdicts or self.verdicts[name][0] is not thing:
            self.verdicts[name] = thing, self.check(self.kind, name, thing)
        return self.verdicts[name][1]

    def __missing__(self, name):
        raise unknown(self.kind, name, self)


def at_home(home, kind, *name):
    """A registry, or its entry of a name: how they come to another process."""
    import_module(home)
    registry = next(r for r in Registry.every if (r.home, r.kind) == (home, kind))
    return registry[name[0]] if name else registry


def unknown(kind, name, known):
    """The error that says which names are known, and which one may be meant."""
    near = get_close_matches(str(name), known, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return UnknownName(
        f"no {kind} is called {name!r}; there are: {', '.join(map(str, known))}.{hint}"
    )


ACTIVATIONS = Registry("activation")
LOSSES = Registry("loss")
CONSTRAINTS = Registry("constraint")
INITIALIZERS = Registry("initializer")
LAYERS = Registry("layer")
SCHEDULES = Registry("schedule")
DATASETS = Registry("data set")
EXPERIMENTS = Registry("experiment")
