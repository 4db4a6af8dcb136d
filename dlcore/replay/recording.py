"""Recording: stand-ins for arrays write down which operations are made of them.

A tape is a list of `Recorded`, each the result of one call such as multiply(a, b). NumPy itself
hands the calls over (`__array_ufunc__`, `__array_function__`), so a function does not notice
whether it works on arrays or on stand-ins, as long as it asks for no number in particular.
"""

import operator

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

FIRST = np.zeros(1, int)
NEW = {np.zeros_like: 0, np.ones_like: 1, np.empty_like: None}  # new arrays and what fills them
REDUCTIONS = {"sum": np.add, "max": np.maximum, "min": np.minimum}
OF_NUMBERS = {  # with its own numbers Python is quicker than NumPy
    np.add: operator.add, np.subtract: operator.sub, np.multiply: operator.mul,
    np.divide: operator.truediv, np.power: operator.pow, np.negative: operator.neg,
    np.greater: operator.gt, np.greater_equal: operator.ge,
    np.less: operator.lt, np.less_equal: operator.le,
}  # fmt: skip
NO_FIXED_SHAPE = {"unique", "extract", "compress", "flatnonzero", "argwhere"}


class NotRecordable(TypeError):
    """One example of the step does not tell what it does."""


def power_of_scalars(x, y):
    """x ** y of NumPy's numbers: to the last bit it may be another one than that of arrays."""
    x, y = (v[()] if isinstance(v, np.ndarray) else v for v in (x, y))
    return x**y


def leaves(tree):
    """All entries of nested tuples and lists, in order."""
    return [x for t in tree for x in leaves(t)] if isinstance(tree, tuple | list) else [tree]


def mapped(function, tree):
    """The same nested tuples and lists with function(entry) in place of each entry."""
    if isinstance(tree, tuple | list):
        return type(tree)([mapped(function, t) for t in tree])
    return function(tree)


class Recorded(NDArrayOperatorsMixin):
    """Stand-in for an array, a Python number or a random generator: value = function(*args).

    function: None for an input. out: where in args `function` takes an array for its result, if
    it does. base: the stand-in whose memory it shows. place: the view in which it is made.
    """

    def __init__(self, tape, value, function=None, args=(), options=(), out=None):
        self.is_scalar = isinstance(value, np.generic)  # NumPy's numbers pass as arrays
        value = np.asarray(value) if self.is_scalar else value
        self.tape, self.value, self.number, self.name = tape, value, len(tape), f"v{len(tape)}"
        self.function, self.args, self.options, self.out = function, args, dict(options), out
        arrays = [x for x in stand_ins(args) if x.is_array and self.is_array]
        self.base = next((x for x in arrays if np.may_share_memory(value, x.value)), None)
        self.place = None
        tape.append(self)

    @property
    def is_array(self):
        """Not a number, nor a generator."""
        return isinstance(self.value, np.ndarray)

    @property
    def root(self):
        """The stand-in that has the memory."""
        return self if self.base is None else self.base.root

    def record(self, function, args, options=(), out=None):
        """Make a call and write it down."""
        if getattr(function, "__name__", "") in NO_FIXED_SHAPE:
            raise NotRecordable(f"how much {function.__name__} gives depends on the data")
        value = function(*mapped(raw, args), **{k: raw(x) for k, x in dict(options).items()})
        known = isinstance(value, np.ndarray | np.generic | int | float) or gives_bits(value)
        if not known and function is not np.copyto:
            raise NotRecordable(f"{function} gives {type(value).__name__}, no array")
        return Recorded(self.tape, value, function, args, options, out)

    def __array_ufunc__(self, ufunc, method, *args, **options):
        if "out" in options:
            raise NotRecordable("an array is changed in place")
        if ufunc is np.power and isinstance(args[0], np.generic):  # ** or power()? bits differ
            raise NotRecordable("a NumPy number is raised to a power")
        if ufunc in OF_NUMBERS and all(isinstance(raw(x), int | float) for x in args):
            return self.record(OF_NUMBERS[ufunc], args)
        if method == "reduce" and options.keys() <= {"axis", "keepdims"}:
            axis, keepdims = options.get("axis", 0), options.get("keepdims", False)
            if ufunc is np.maximum and keepdims and isinstance(axis, int):  # in half the time
                return self.record(ufunc.reduceat, (*args, FIRST, axis, None, None), out=4)
            return self.record(ufunc.reduce, (*args, axis, None, None, keepdims), out=3)
        if method == "__call__" and ufunc.nout == 1 and not options:
            return self.record(ufunc, args, out=len(args))
        return self.record(getattr(ufunc, method), args, options)

    def __array_function__(self, function, types, args, options):
        return self.record(function, args, options)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        if name in REDUCTIONS:
            reduce = REDUCTIONS[name].reduce
            return lambda axis=None, keepdims=False: reduce(self, axis=axis, keepdims=keepdims)
        known = getattr(self.value, name)
        if isinstance(known, np.ndarray) or gives_bits(known):
            return self.record(operator.attrgetter(name), (self,))
        if not callable(known):
            return known
        method = getattr(type(self.value), name)
        return lambda *args, **options: self.record(method, (self, *args), options)

    def __pow__(self, exponent):
        if self.is_scalar:
            return self.record(power_of_scalars, (self, exponent))
        squared = self.is_array and isinstance(exponent, int) and exponent == 2
        return np.square(self) if squared else self.record(operator.pow, (self, exponent))

    def __rpow__(self, base):
        return self.record(power_of_scalars if self.is_scalar else operator.pow, (base, self))

    def __getitem__(self, key):
        if any(getattr(k, "dtype", None) == np.bool for k in leaves(key)):
            raise NotRecordable("how much a mask chooses depends on the data")
        return self.record(operator.getitem, (self, key))

    def __setitem__(self, key, value):
        part = self[key]
        if part.base is None or part.root.function is None:
            raise NotRecordable("an input, or entries at chosen places, are changed")
        if isinstance(value, Recorded) and value.root.fits(part, value):
            part.value[...] = value.value
            value.root.place = value.root.base = part.reshape(value.root.shape)
        else:
            self.record(np.copyto, (part, value))

    def fits(self, part, value):
        """Whether this result, seen as value, may be made in that part of a new array at once."""
        late = part.root.function in NEW and self.out is not None and self.number > part.root.number
        alike = (value.shape, value.dtype) == (part.shape, part.dtype)
        return late and alike and value.size == self.size and value.flags.c_contiguous

    def refuse(self, *args, **options):
        """An `if`, float(), np.asarray, a loop over rows."""
        raise NotRecordable("a value of the data is needed")

    def __deepcopy__(self, memo):
        return self  # it is never changed in place

    __bool__ = __float__ = __int__ = __index__ = __iter__ = __array__ = refuse


def gives_bits(x):
    """Whether x is the source of bits in a random generator."""
    return hasattr(x, "random_raw")


def is_random(x):
    """Whether x is a generator of random numbers."""
    return hasattr(x, "permutation")


def stand_in(tape, x):
    """Stand-in for an input; None and the like stay what they are."""
    seen = isinstance(x, np.ndarray | np.generic | int | float) or is_random(x)
    return Recorded(tape, x) if seen else x


def stand_ins(tree):
    """The stand-ins among the entries."""
    return [x for x in leaves(tree) if isinstance(x, Recorded)]


def raw(x):
    """What a stand-in stands for; anything else stands for itself."""
    return x.value if isinstance(x, Recorded) else x
