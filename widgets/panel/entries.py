"""What a reader registered, where panels meet it: what fails is left out, or named."""

import re
from dataclasses import fields

from dlcore.experiments import Experiment
from dlcore.registry import Registry


def intact(kind):
    """{knob: value} of the usual choices that a reader has replaced, without his entries."""
    values = {}
    for f in fields(kind):
        names = getattr(f.metadata.get("choices"), "intact", None)
        if names is None:
            continue
        if f.metadata["many"]:
            values[f.name] = tuple(name for name in f.default if name in names)
        elif f.default not in names and names:
            values[f.name] = names[0]
    return values


def usual(kind):
    """The usual experiment of the course's own entries; one that shows nothing if there is none."""
    try:
        return kind(**intact(kind))
    except Exception:
        return Experiment()


def doubts(kind, values):
    """What is wrong with those of a reader's entries that {knob: value} names: sentences."""
    found = []
    for f in (f for f in fields(kind) if f.name in values):
        value, failing = values[f.name], getattr(f.metadata.get("choices"), "failing", {})
        named = value if isinstance(value, list | tuple) else [value]
        found += [words for name, words in failing.items() if name in named]
    return found


def why(reason, kind, values):
    """Why an experiment cannot run: what is known of the entries it uses says more than a reason.

    Where a reader has replaced an entry of the course by one that fails, that may be what it is.
    """
    if found := doubts(kind, values):
        return " ".join(found)
    replaced = [words for r in Registry.every for n, words in r.failing.items() if n in r.shipped]
    in_words = not re.match(r"\w+: ", reason)  # else it begins with the kind of the error
    return " ".join([reason, *replaced] if in_words else [*replaced, reason])
