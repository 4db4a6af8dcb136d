"""What a reader has registered, on its way to another process and there.

With cloudpickle what is written in a notebook goes by value; what is in a file goes by its name.
"""

import pickle

from ..registry import Entry, Registry, at_home

NO_CLOUDPICKLE = "cloudpickle is not installed"

installed = {}  # in a worker, what has come: {(home, kind, name): pickle}


def luggage():
    """What the reader has registered: {(home, kind, name): pickle}, {(home, kind, name): why not}.

    An entry is pickled by its name, which the workers do not know yet: here its parts are.
    """
    bags, left = {}, {}
    for key, thing in of_readers():
        maker, parts = (type(thing), thing.parts) if isinstance(thing, Entry) else (None, thing)
        try:
            bags[key] = dumps((maker, parts), by_value=True)
        except Exception as error:
            left[key] = NO_CLOUDPICKLE if isinstance(error, ImportError) else said(error)
    return bags, left


def of_readers():
    """(home, kind, name) and thing of what is not the course's own in registries of the course."""
    for registry in [each for each in Registry.every if each.shipped]:
        known = set(registry.intact)
        for name in [name for name in registry if name not in known]:
            yield (registry.home, registry.kind, name), registry[name]


def dumps(thing, by_value=False):
    """A pickle; with cloudpickle what is written in a notebook is in it, not only its name."""
    try:
        import cloudpickle
    except ImportError:
        if by_value:
            raise
        return pickle.dumps(thing)
    return cloudpickle.dumps(thing)


def install(bags):
    """Register what the sender has registered, and nothing else -> {key: why it could not be}."""
    for key, _ in [*of_readers()]:
        if key not in bags or installed.get(key) != bags[key]:
            take_back(*key)
    waiting, why = {key: bag for key, bag in bags.items() if key not in installed}, {}
    for _ in range(len(waiting)):  # one may be made of others, which come first then
        for key in [*waiting]:
            try:
                maker, parts = pickle.loads(waiting[key])
                at_home(*key[:2])[key[2]] = maker(*parts) if maker else parts
                installed[key] = waiting.pop(key)
            except Exception as error:
                why[key] = said(error)
    return {key: why[key] for key in waiting}


def take_back(home, kind, name):
    """What the sender does not have; the course's own thing of that name is back."""
    registry = at_home(home, kind)
    installed.pop((home, kind, name), None)
    del registry[name]
    if name in registry.shipped:
        registry[name] = registry.shipped[name]


def said(error):
    """Kind and words of an error."""
    return f"{type(error).__name__}: {error}".rstrip(".: ")
