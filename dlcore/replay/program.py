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

from .recording import (
    NEW,
    NotRecordable,
    Recorded,
    is_random,
    leaves,
    mapped,
    stand_in,
    stand_ins,
)

EXTREMA = np.maximum, np.minimum  # three times as quick with an array as with a number
COMPARED = 3  # steps that are made both ways before a recording is trusted
SMALL = 2**15  # bytes: up to here a copy costs less than new memory and new views of it


def bracketed(texts):
    """Nested tuples and lists of texts as the text of a tuple."""
    return texts if isinstance(texts, str) else f"({''.join(f'{bracketed(t)}, ' for t in texts)})"


class Program:
    """What step(*args) does, as a function `run(*args)` and its source.

    `run` gives None for arguments of other shapes. Whatever else it gives belongs to the caller.
    """

    def __init__(self, step, args):
        tape = []
        inputs = mapped(lambda x: stand_in(tape, x), args)
        self.live = {x.name for x in tape}  # what each run has or makes anew
        outputs = step(*inputs)
        self.kept = {x.root.name for x in stand_ins(outputs)}
        self.last = {x.root.name: i for i, y in enumerate(tape) for x in stand_ins([y.args, y])}
        self.space = {}  # arrays that stand ready, constants and functions
        self.memory, self.free = {}, {}  # of such arrays: while they are needed, and afterwards
        self.lines = []
        self.write_all(inputs, tape, outputs)
        self.source = "def run(*args):\n    " + "\n    ".join(self.lines)
        exec(self.source, self.space)
        self.run, self.comparisons = self.space["run"], 0

    def write_all(self, inputs, tape, outputs):
        """Names for the inputs, a look at their shapes, the calls, the outputs."""
        names = mapped(lambda x: x.name if isinstance(x, Recorded) else "_", inputs)
        arrays = [x for x in stand_ins(inputs) if x.is_array]
        others = " or ".join(f"{x.name}.shape != {x.shape}" for x in arrays) or "False"
        self.lines += [f"{bracketed(names)} = args", f"if {others}: return None"]
        for i, call in enumerate(tape):
            if call.function and (call.base is None or call.place is not None):
                self.write(call)  # any other view is made when it is asked for
            for name in [n for n in self.memory if self.last[n] <= i and n not in self.kept]:
                self.free.setdefault(self.memory[name].nbytes, []).append(self.memory.pop(name))
        self.lines.append(f"return {bracketed(mapped(self.handed_out, outputs))}")

    def write(self, call):
        """The line of a call. Its result has an array beforehand, unless it is kept and large."""
        if call.function is np.copyto:
            self.lines.append(self.spelled(call))
        elif call.place is not None:
            self.lines.append(self.spelled(call, into=call.place))
        elif not self.has_array(call):
            self.lines.append(f"{call.name} = {self.spelled(call)}")
            self.live.add(call.name)
        else:
            free = self.free.get(call.nbytes)
            self.memory[call.name] = free.pop() if free else np.empty(call.nbytes, np.uint8)
            self.space[call.name] = np.ndarray(call.shape, call.dtype, self.memory[call.name])
            fill = f"{call.name}.fill({NEW.get(call.function)})"
            self.lines.append(fill if call.function in NEW else self.spelled(call, into=call))

    def has_array(self, call):
        """Whether there is an array beforehand for the result."""
        takes = call.out is not None or call.function in NEW
        return takes and not (call.name in self.kept and call.nbytes > SMALL)

    def spelled(self, call, into=None):
        """function(args); into: the stand-in of the array into which the result goes."""
        function, args = call.function, list(call.args)
        if into is not None:
            args[call.out :] = [into, *args[call.out + 1 :]]
            dtypes = {x.dtype for x in stand_ins(call.args) if x.is_array}
            if isinstance(function, np.ufunc) and [dtype.kind for dtype in dtypes] == ["f"]:
                # as arrays, Python's numbers need not be converted again in each run
                shape = into.shape if function in EXTREMA else ()
                args = [
                    np.full(shape, x, *dtypes) if isinstance(x, int | float) else x for x in args
                ]
            if function is np.matmul and into.ndim == 2:
                function = np.ndarray.dot  # the same with less ado
        texts = [self.text(x) for x in args]
        if into is not None and function in EXTREMA:
            texts[-1] = f"out={texts[-1]}"  # these two want its name
        texts += [f"{key}={self.text(x)}" for key, x in call.options.items()]
        return f"{self.text(function)}({', '.join(texts)})"

    def text(self, x):
        """An argument as it stands in the source. A view is made here, beforehand if possible."""
        if isinstance(x, tuple | list) and stand_ins(x):
            return bracketed([self.text(y) for y in x])
        if not isinstance(x, Recorded):
            return self.constant(x)
        x = x if x.place is None else x.place
        if x.name not in self.space and x.name not in self.live:
            line = self.spelled(x)
            if all(y.name in self.space for y in stand_ins(x.args)):
                self.space[x.name] = eval(line, self.space)
            else:
                self.lines.append(f"{x.name} = {line}")
                self.live.add(x.name)
        return x.name

    def constant(self, x):
        """Whole numbers and shapes as they are, anything else by a name in space."""
        if all(y is None or type(y) in (int, bool) for y in leaves(x)):
            return repr(x)
        name = next((name for name, y in self.space.items() if y is x), None)
        if name is None:
            name = getattr(x, "__name__", f"c{len(self.space)}")
            name = f"{name}_{len(self.space)}" if name in self.space else name
            self.space[name] = x
        return name

    def handed_out(self, x):
        """An output; what stands in an array of ours is copied, so that it stays what it is."""
        name = self.text(x)
        if name not in self.space or not isinstance(x, Recorded):
            return name
        return f"{name}.copy()" if x.ndim else f"{name}[()]"


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
                for a, b in zip(leaves(result), leaves(wanted), strict=True):
                    if not np.array_equal(a, b, equal_nan=np.asarray(b).dtype.kind == "f"):
                        raise NotRecordable("it gives other numbers when it is replayed")
                return
        self.programs.append(Program(self.step, args))
        self.source = self.programs[-1].source
