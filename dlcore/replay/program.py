"""Programs: a recorded step written as straight lines of Python.

Results go into arrays made beforehand, multiply(a, b, out), in place where the argument is not
needed any more; and the memory of arrays that nobody needs is used again.
"""

import numpy as np

from .recording import NEW, Recorded, leaves, mapped, stand_in, stand_ins

EXTREMA = np.maximum, np.minimum  # three times as quick with an array as with a number
SMALL = 2**15  # bytes: up to here a copy costs less than new memory and new views of it


def bracketed(texts):
    """Nested tuples and lists of texts as the text of a tuple."""
    return texts if isinstance(texts, str) else f"({''.join(f'{bracketed(t)}, ' for t in texts)})"


def involved(call):
    """What a call reads and makes."""
    return [call.args, list(call.options.values()), call]


def entrywise(call):
    """Whether each entry of the result is made of the same entries of the arguments."""
    plain = isinstance(call.function, np.ufunc) and call.function.signature is None
    return plain and call.out == len(call.args)


class Program:
    """What step(*args) does, as a function `run(*args)` and its source.

    `run` gives None for arguments of other shapes. Whatever else it gives belongs to the caller.
    """

    def __init__(self, step, args):
        tape = []
        inputs = mapped(lambda x: stand_in(tape, x), args)
        self.live = {x.name for x in tape}  # what each run has or makes anew
        outputs = step(*inputs)
        self.last = {x.root.name: i for i, y in enumerate(tape) for x in stand_ins(involved(y))}
        kept = [x.root for x in stand_ins(outputs) if x.is_array]
        self.last |= {x.name: len(tape) for x in kept}
        # what is handed out is new in each run, unless copying a small array costs less
        viewed = {x.root.name for x in tape if x.base is not None}
        self.fresh = {x.name for x in kept if x.ndim and (x.nbytes > SMALL or x.name not in viewed)}
        self.space = {}  # arrays that stand ready, constants and functions
        self.memory, self.free = {}, {}  # of such arrays: while they are needed, and afterwards
        self.lines = []
        self.write_all(inputs, tape, outputs)
        self.source = "def run(*args):\n    " + "\n    ".join(self.lines)
        exec(self.source, self.space)
        self.run, self.comparisons, self.trusted = self.space["run"], 0, False

    def write_all(self, inputs, tape, outputs):
        """Names for the inputs, a look at their shapes, the calls, the outputs."""
        names = mapped(lambda x: x.name if isinstance(x, Recorded) else "_", inputs)
        arrays = [x for x in stand_ins(inputs) if x.is_array]
        others = " or ".join(f"{x.name}.shape != {x.shape}" for x in arrays) or "False"
        self.lines += [f"{bracketed(names)} = args", f"if {others}: return None"]
        for i, call in enumerate(tape):
            if call.function and (call.base is None or call.place is not None):
                self.write(call, i)  # any other view is made when it is asked for
            for name in [n for n in self.memory if self.last[n] <= i]:
                self.free.setdefault(self.memory[name].nbytes, []).append(self.memory.pop(name))
        self.lines.append(f"return {bracketed(mapped(self.handed_out, outputs))}")

    def write(self, call, i):
        """The line of call number i. Its result has an array beforehand, unless it is fresh."""
        new = call.function in NEW
        if call.function is np.copyto or call.place is not None:
            self.lines.append(self.spelled(call, into=call.place))
        elif call.name in self.fresh or not (new or call.out is not None):
            self.lines.append(f"{call.name} = {self.spelled(call)}")
            self.live.add(call.name)
        else:
            self.seat(call, i)
            fill = NEW.get(call.function)
            if not new or fill is not None:
                line = f"{call.name}.fill({fill})" if new else self.spelled(call, into=call)
                self.lines.append(line)

    def seat(self, call, i):
        """An array for the result: that of an argument which ends here, or one in free memory."""
        ends = [x for x in stand_ins(call.args) if x.name in self.memory and self.last[x.name] == i]
        for x in ends if entrywise(call) else ():
            if (x.shape, x.dtype) == (call.shape, call.dtype):
                self.memory[call.name] = self.memory.pop(x.name)
                self.space[call.name] = self.space[x.name]
                return
        free = self.free.get(call.nbytes)
        self.memory[call.name] = free.pop() if free else np.empty(call.nbytes, np.uint8)
        self.space[call.name] = np.ndarray(call.shape, call.dtype, self.memory[call.name])

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
