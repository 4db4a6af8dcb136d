"""Record once, replay: the same steps without most of the Python between their array operations.

Which operations a training step makes does not depend on the numbers in its arrays. So the step
is handed, once, stand-ins that write down what is done to them: a list of calls such as
multiply(a, b). The list becomes a Python function of straight lines, in which results go into
arrays made beforehand, multiply(a, b, out), and the memory of arrays that nobody needs any more
is used again. `print(replay.source)` shows it.

Nothing has to be written in another way for this. What cannot be recorded, such as an `if` on a
value of the data, runs plainly, with the same result. The step must be a pure function: what it
looks up elsewhere, such as a global number, stays as it was when it was recorded.
"""

import warnings
from copy import deepcopy

import numpy as np

from .hidden import draws_kept
from .program import Program
from .recording import NotRecordable, is_random, leaves, mapped

COMPARED = 3  # steps that are made both ways before a recording is trusted


def same(result, wanted):
    """Whether two results are equal to the last bit."""
    return all(
        np.array_equal(a, b, equal_nan=np.asarray(b).dtype.kind == "f")
        for a, b in zip(leaves(result), leaves(wanted), strict=True)
    )


class Replay:
    """A pure function of arrays, numbers and random generators that soon replays its recording.

    source: the last recording, as Python; reason: why the function runs plainly, if it does.

    >>> step = Replay(lambda x: 2 * x + 1)
    >>> [step(np.array([k])).tolist() for k in range(5)]
    [[1], [3], [5], [7], [9]]
    """

    def __init__(self, step):
        self.step, self.programs, self.source, self.reason = step, [], "", ""

    def __call__(self, *args):
        """step(*args)."""
        for program in self.programs:
            if program.comparisons == COMPARED:
                result = program.run(*args)
                if result is not None:
                    return result
        return self.step(*args) if self.reason else self.compared(args)

    def doubted(self):
        """The same, compared once more: what the function looks up may have changed meanwhile."""
        for program in self.programs:
            program.comparisons = min(program.comparisons, COMPARED - 1)
        return self

    def compared(self, args):
        """The step made plainly, and beside it, with its own random draws, another way."""
        beside = mapped(lambda x: deepcopy(x) if is_random(x) else x, args)
        wanted = self.step(*args)
        try:
            self.try_out(beside, wanted)
        except Exception as error:  # whatever it is: the plain step does without
            self.programs, self.reason = [], f"{type(error).__name__}: {error}"
            warnings.warn(f"the step is not replayed, {self.reason}", stacklevel=2)
        return wanted

    def try_out(self, args, wanted):
        """Replay what is known for these shapes and compare to the last bit, else record it."""
        for program in self.programs:
            result = program.run(*args)
            if result is not None:
                program.comparisons += 1
                if not same(result, wanted):
                    if not program.trusted:
                        raise NotRecordable("it gives other numbers when it is replayed")
                    self.programs.remove(program)  # it was right: something else has changed
                    break
                program.trusted = program.trusted or program.comparisons == COMPARED
                return
        with draws_kept(self.step):
            self.programs.append(Program(self.step, args))
        self.source = self.programs[-1].source
