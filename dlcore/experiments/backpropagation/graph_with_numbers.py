"""An expression as a graph: values on the way forward, gradients on the way back."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...autograd import EXPRESSIONS, Node, call, ordered, sweep
from ...knobs import knob, numbers
from ...registry import EXPERIMENTS
from ...words import in_words
from ..base import Experiment, Frame

TINY = 5e-4  # in a row of numbers
W1 = np.array([[1.0, -1.0], [0.5, 1.0], [-1.0, 2.0]])
W2 = np.array([[1.0, -1.0, 0.5], [-0.5, 1.0, 1.0]])


@EXPRESSIONS.add("(a + b) c")
def product_of_sum(a, b, c):
    """A sum and a product."""
    return (a + b) * c


@EXPRESSIONS.add("a a + a")
def twice(a, b, c):
    """One leaf, three paths."""
    return a * a + a


@EXPRESSIONS.add("σ(a b + c)")
def neuron(a, b, c):
    """A neuron."""
    return call("σ", a * b + c)


@EXPRESSIONS.add("max(a, b) c")
def winner(a, b, c):
    """A maximum."""
    return call("max", a, b) * c


@EXPRESSIONS.add("network of source 2")
def network(a, b, c):
    """−log p₁ of the scores ReLU(x W1) W2, x = (a, b, c): the first class is the right one."""
    x = Node([[float(n.value) for n in (a, b, c)]], "x")
    hidden = call("ReLU", x @ Node(W1, "W1"))
    return call("−log", call("p₁", hidden @ Node(W2, "W2")))


@dataclass(frozen=True)
class GraphWithNumbersFrame(Frame):
    """t nodes have sent their gradient on, the output first.

    names, values, grads: n of each, inputs before what is made of them; values and grads are
    arrays, grads is None before the way back. edges (m, 2): from which node into which. sender:
    the number of the node that has just sent, -1 for none. done: n of bool, which have sent.
    """

    names: tuple
    values: tuple
    grads: tuple | None
    edges: np.ndarray
    sender: int
    done: np.ndarray
    total: int

    @property
    def leaves(self):
        """Numbers of the nodes that are made of no others."""
        return [i for i in range(len(self.names)) if not (self.edges[:, 1] == i).any()]

    @property
    def words(self):
        """Values, and gradients as far as they have come, as texts: two tuples (n,)."""
        values = tuple(map(written, self.values))
        if self.grads is None:
            return values, ("",) * len(values)
        pairs = zip(self.grads, self.done, strict=True)
        return values, tuple(written(g) if done or np.any(g) else "" for g, done in pairs)

    @property
    def headline(self):
        """Who sends what."""
        if self.grads is None:
            return f"Forward: the value is {in_words(self.values[-1].item())}."
        if self.t == self.total:
            said = [f"{self.names[i]}: {written(self.grads[i])}" for i in self.leaves]
            line = f"The gradients: {', '.join(said)}."
            return line if len(line) < 85 else "All gradients are there."
        to = [self.names[i] for i in self.edges[self.edges[:, 1] == self.sender, 0]]
        node = f"Node {self.names[self.sender]}, gradient {written(self.grads[self.sender])},"
        return f"{node} sends to {' and '.join(to)}." if to else f"{node} is a leaf."

    @property
    def summary(self):
        """The same."""
        return f"{self.headline[:-1]}; {self.t} of {self.total} nodes have sent."

    @property
    def table(self):
        """Headings and a row for each node, from the output on."""
        rows = zip(self.names, *self.words, strict=True)
        return ("node", "value", "gradient"), list(rows)[::-1]


def written(array):
    """A number, a short row of them, or the shape of what is larger."""
    if np.size(array) == 1:
        return in_words(np.asarray(array).item())
    if np.shape(array)[0] == 1:
        return f"({', '.join(in_words(v) if abs(v) >= TINY or not v else '~0' for v in array[0])})"
    return "×".join(map(str, np.shape(array)))


@EXPERIMENTS.add("graph-with-numbers")
@dataclass(frozen=True, repr=False)
class GraphWithNumbers(Experiment):
    """A tiny autograd on its way; a reader's own expressions are in the menu as well."""

    expression: str = knob("(a + b) c", choices=EXPRESSIONS, help="what is computed")
    values: tuple = numbers((2.0, 1.0, -3.0), -3, 3, names=("a", "b", "c"), help="of the leaves")

    instant: ClassVar[bool] = True
    to_play: ClassVar[bool] = True
    pace: ClassVar[float] = 1.5
    front: ClassVar[tuple] = ("expression", "values")

    @property
    def output(self):
        """The last node of the graph."""
        return EXPRESSIONS[self.expression](*map(Node, self.values, "abc"))

    @np.errstate(all="ignore")
    def frames(self):
        """Forward, then a frame for each node that sends its gradient on."""
        output = self.output
        nodes = ordered(output)
        number = {id(node): i for i, node in enumerate(nodes)}
        ends = [(number[id(each)], i) for i, node in enumerate(nodes) for each in node.inputs]
        about = tuple(n.name for n in nodes), tuple(n.value for n in nodes)
        edges, done = np.array(ends, int).reshape(-1, 2), np.zeros(len(nodes), bool)
        yield GraphWithNumbersFrame(0, *about, None, edges, -1, done, len(nodes))
        for t, node in enumerate(sweep(output), 1):
            done = done.copy()
            done[number[id(node)]] = True
            grads, sender = tuple(n.grad for n in nodes), number[id(node)]
            yield GraphWithNumbersFrame(t, *about, grads, edges, sender, done, len(nodes))
