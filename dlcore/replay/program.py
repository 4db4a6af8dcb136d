"""Programs: a recorded step written as straight lines of Python.

Results go into arrays made beforehand, multiply(a, b, out), in place where the argument is not
needed any more; the memory of arrays that nobody needs is used again; and calls on one long vector
are made a part of it at a time (chains.py).
"""

from math import prod

import numpy as np

from . import chains
from .chains import entrywise, in_chains, parts
from .copies import without_copies
from .recording import NEW, Recorded, leaves, mapped, raw, stand_in, stand_ins

EXTREMA = np.maximum, np.minimum  # three times as quick with an array as with a number
SMALL = 2**15  # bytes: up to here a copy costs less than new memory and new views of it


def bracketed(texts):
    """Nested tuples and lists of texts as the text of a tuple."""
    return texts if isinstance(texts, str) else f"({''.join(f'{bracketed(t)}, ' for t in texts)})"


def involved(call):
    """What a call reads and makes."""
    return [call.args, list(call.options.values()), call]


class Program:
    """What step(*args) does, as a function `run(*args)` and its source.

    `run` gives None for arguments of other shapes or types. Whatever else it gives belongs to the
    caller.
    """

    def __init__(self, step, args):
        tape = []
        inputs = mapped(lambda x: stand_in(tape, x), args)
        self.live = {x.name for x in tape}  # what each run has or makes anew
        outputs = step(*inputs)
        tape = without_copies(tape, outputs)
        # views are made when they are asked for
        made = [x for x in tape if x.function and (x.base is None or x.place is not None)]
        lists = in_chains(made)
        calls = [call for one in lists for call in one]
        self.last = {x.root.name: i for i, y in enumerate(calls) for x in stand_ins(involved(y))}
        kept = [x.root for x in stand_ins(outputs) if x.is_array]
        self.last |= {x.name: len(tape) for x in kept}
        # what is handed out is new in each run, unless copying a small array costs less
        viewed = {x.root.name for x in tape if x.base is not None}
        self.fresh = {x.name for x in kept if x.ndim and (x.nbytes > SMALL or x.name not in viewed)}
        self.home = {}
        for i, call in reversed([*enumerate(calls)]):
            self.make_in_place(call, i)
        self.space = {"empty": np.empty}  # arrays that stand ready, constants and functions
        self.memory, self.free = {}, {}  # of such arrays: while they are needed, and afterwards
        self.lines = []
        self.write_all(inputs, lists, outputs)
        self.source = "def run(*args):\n    " + "\n    ".join(self.lines)
        exec(self.source, self.space)
        self.run, self.comparisons, self.trusted = self.space["run"], 0, False

    def write_all(self, inputs, lists, outputs):
        """Names for the inputs, a look at what they are, the calls, the outputs."""
        names = mapped(lambda x: x.name if isinstance(x, Recorded) else "_", inputs)
        self.lines.append(f"{bracketed(names)} = args")
        self.write_look(stand_ins(inputs))
        i = 0
        for chain in lists:
            if len(chain) > 1:
                self.write_chain(chain, i)
            else:
                self.write(*chain, i)
            i += len(chain)
            self.release(i - 1)
        self.lines.append(f"return {bracketed(mapped(self.handed_out, outputs))}")

    def write_look(self, inputs):
        """Arguments must have the shapes and types that these have."""
        known, now = [], []
        for x in inputs:
            if x.is_array:
                known += [x.shape, x.dtype]
                now += [f"{x.name}.shape", f"{x.name}.dtype"]
            elif isinstance(x.value, int | float):
                known.append(type(x.value))
                now.append(f"type({x.name})")
        self.space["known"] = tuple(known)
        another = "except AttributeError: return None"  # a number in the place of an array
        look = f"    if {bracketed(now)} != known: return None"
        self.lines += ["try:", look, another]

    def make_in_place(self, call, i):
        """A large result that is handed out is made in place, in an array that is new as well."""
        if call.name in self.fresh and entrywise(call) and call.nbytes > SMALL:
            made = [x for x in stand_ins(call.args) if x.function and x.is_array and x.base is None]
            for x in made:
                if self.last[x.name] == i and (x.shape, x.dtype) == (call.shape, call.dtype):
                    self.home[call.name] = x.name
                    self.fresh.add(x.name)
                    return

    def release(self, i):
        """The memory of what is needed last by call number i is free.

        Not in the midst of a chain, which comes back to it with the next part.
        """
        for name in [n for n in self.memory if self.last[n] <= i]:
            self.free.setdefault(self.memory[name].nbytes, []).append(self.memory.pop(name))

    def write_chain(self, chain, i):
        """A loop over the parts of vectors; what only passes through has memory for one part."""
        shape, loop = chain[0].shape, []
        own = [x for x in chain if x.place is None]
        passing = {x.name for x in own if self.last[x.name] < i + len(chain)} - self.fresh

        def part(x):
            cut = "[r]" if getattr(x, "name", "") in passing else "[s]"
            return self.text(x) + (cut if np.shape(raw(x)) == shape else "")

        for at, call in enumerate(chain, i):
            if call.name in self.fresh:
                new = f"empty({call.size}, {self.text(call.dtype)})"
                self.lines.append(f"{call.name} = {self.home.get(call.name, new)}")
                self.live.add(call.name)
            elif call.place is None:
                self.seat(call, at, (chains.PART,) if call.name in passing else shape)
            into = call if call.place is None else call.place
            loop.append(f"    {self.spelled(call, into=into, text=part)}")
        self.space[f"parts{i}"] = parts(*shape)
        self.lines += [f"for s, r in parts{i}:", *loop]

    def write(self, call, i):
        """The line of call number i. Its result has an array beforehand, unless it is fresh."""
        new = call.function in NEW
        if call.function is np.copyto or call.place is not None:
            self.lines.append(self.spelled(call, into=call.place))
        elif call.name in self.home:
            self.lines.append(f"{call.name} = {self.home[call.name]}")
            self.live.add(call.name)
            self.lines.append(self.spelled(call, into=call))
        elif call.name in self.fresh or not (new or call.out is not None):
            self.lines.append(f"{call.name} = {self.spelled(call)}")
            self.live.add(call.name)
        else:
            self.seat(call, i)
            fill = NEW.get(call.function)
            if not new or fill is not None:
                line = f"{call.name}.fill({fill})" if new else self.spelled(call, into=call)
                self.lines.append(line)

    def seat(self, call, i, shape=None):
        """An array for the result: that of an argument which ends here, or one in free memory."""
        shape = call.shape if shape is None else shape
        ends = [x for x in stand_ins(call.args) if x.name in self.memory and self.last[x.name] == i]
        for x in ends if entrywise(call) else ():
            if (self.space[x.name].shape, x.dtype) == (shape, call.dtype):
                self.memory[call.name] = self.memory.pop(x.name)
                self.space[call.name] = self.space[x.name]
                return
        size = prod(shape) * call.dtype.itemsize
        free = self.free.get(size)
        self.memory[call.name] = free.pop() if free else np.empty(size, np.uint8)
        self.space[call.name] = np.ndarray(shape, call.dtype, self.memory[call.name])

    def spelled(self, call, into=None, text=None):
        """function(args); into: the stand-in of the array into which the result goes.

        text: how an argument is written, as `self.text` if it is None.
        """
        text = text or self.text
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
        texts = [text(x) for x in args]
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
