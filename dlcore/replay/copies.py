"""Copies: one that nobody changes, and that is not handed out, is as good as what was copied."""

import numpy as np

from .recording import Recorded, mapped, stand_ins


def without_copies(tape, outputs):
    """The tape without needless copies; whoever read one reads what it is a copy of.

    Rules and penalties give copies of what they keep, so that a caller may change them. In a step
    nobody does, and to copy a million weights takes as long as a product of matrices.
    """
    written = [call.args[0] if call.function is np.copyto else call.place for call in tape]
    changed = {x.root.name for x in written if x is not None}
    kept = changed | {x.root.name for x in stand_ins(outputs)}
    originals, left = {}, []

    def read(x):
        return originals.get(x.name, x) if isinstance(x, Recorded) else x

    for call in tape:
        call.args, call.base = mapped(read, call.args), read(call.base)
        call.options = {key: read(x) for key, x in call.options.items()}
        if is_copy(call) and call.name not in kept and call.args[0].root.name not in changed:
            originals[call.name] = call.args[0]
        else:
            left.append(call)
    return left


def is_copy(call):
    """Whether a call makes a copy with the same places in memory."""
    plain = call.function is np.ndarray.copy and len(call.args) == 1 and not call.options
    return plain and call.args[0].flags.c_contiguous
