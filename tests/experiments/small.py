"""Experiments whose runs are short."""

from dataclasses import fields

# values of knobs that make runs long
SMALL = dict(steps=30, epochs=1, batch=256, hidden=8, examples=200, width=8, runs=2, units=4)
SMALL |= dict(deepest=3, first=1, shallow=4, deep=8, budget=4, layers=3, members=4)


def small(kind, **knobs):
    """An experiment of this class with a short run."""
    mine = {f.name for f in fields(kind) if f.metadata}
    return kind(**{name: value for name, value in SMALL.items() if name in mine} | knobs)
