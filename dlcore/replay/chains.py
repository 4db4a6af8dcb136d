"""Chains: neighbouring entrywise calls on one long vector, made a part of the vector at a time.

A vector of a million entries leaves the processor's cache before the next call wants it. Taken
through all calls PART entries at a time it is fetched once, with the same result to the last bit.
"""

import numpy as np

from .recording import leaves, raw, stand_ins

PART = 2**15  # entries


def entrywise(call):
    """Whether each entry of the result is made of the same entries of the arguments."""
    plain = isinstance(call.function, np.ufunc) and call.function.signature is None
    return plain and call.out == len(call.args)


def linkable(call):
    """Whether it can be made a part at a time: entrywise, of vectors without gaps and numbers."""
    if not (entrywise(call) and call.ndim == 1 and call.size > PART):
        return False
    dense = all(x.flags.c_contiguous for x in stand_ins(call.args) if x.is_array)
    return dense and all(np.shape(raw(x)) in ((), call.shape) for x in leaves(call.args))


def joins(call, chain):
    """Whether no part needs what another part makes, or writes over it."""
    calls = [*chain, call]
    made = {one.name for one in calls}
    read = [x for one in calls for x in stand_ins(one.args) if x.is_array]
    if call.shape != chain[0].shape or any(x.root.name in made - {x.name} for x in read):
        return False
    written = [one.place for one in calls if one.place is not None]
    touched = [x if x.place is None else x.place for x in read] + written
    return all(x.root is not y.root or start(x) == start(y) for x in written for y in touched)


def start(x):
    """Where the memory of a stand-in's array begins."""
    return x.value.__array_interface__["data"][0]


def number_of(call):
    """Whether the result is a single number, which may as well be made a little later."""
    return call.is_array and call.ndim == 0 and call.out is not None and call.place is None


def in_chains(calls):
    """The calls as lists: several that form a chain, or one.

    A number that is made in the midst of a chain, such as a sum, comes after it.
    """
    lists, chain, after = [], [], []
    for call in calls:
        waits = {x.name for x in stand_ins(call.args)} & {x.name for x in after}
        if chain and not waits and linkable(call) and joins(call, chain):
            chain.append(call)
        elif chain and number_of(call):
            after.append(call)
        else:
            lists += [chain, *([x] for x in after)]
            chain, after = [call], []
            if not linkable(call):
                lists, chain = [*lists, chain], []
    return [one for one in [*lists, chain, *([x] for x in after)] if one]


def parts(n):
    """Slices of a vector of n entries, each with one of the memory for a single part."""
    starts = range(0, n, PART)
    return [(slice(at, at + PART), slice(0, min(PART, n - at))) for at in starts]
