"""A tiny autograd: an expression is a graph of nodes, each of which can send a gradient back.

An operation takes arrays and gives its value and `back`: gradient at the value -> gradients at the
inputs. What a node needs from the way forward is remembered by that closure, as in `layers`.
"""

import numpy as np

from .activations import softmax
from .registry import Registry

OPERATIONS = Registry("operation", make=lambda function: function)
EXPRESSIONS = Registry("expression", make=lambda function: function)  # what a panel offers


class Node:
    """A value, its gradient once `backward` was called, and the nodes that it was made of."""

    def __init__(self, value, name="", inputs=(), back=lambda grad: ()):
        self.value, self.name = np.asarray(value, float), name
        self.inputs, self.back, self.grad = inputs, back, None

    def __add__(self, other):
        return call("+", self, other)

    def __mul__(self, other):
        return call("·", self, other)

    def __matmul__(self, other):
        return call("@", self, other)


def call(name, *inputs):
    """The node of an operation; numbers become nodes."""
    nodes = tuple(x if isinstance(x, Node) else Node(x, f"{x:g}") for x in inputs)
    value, back = OPERATIONS[name](*(node.value for node in nodes))
    return Node(value, name, nodes, back)


def ordered(output):
    """All nodes, each behind its inputs."""
    found = {}

    def visit(node):
        if id(node) not in found:
            for each in node.inputs:
                visit(each)
            found[id(node)] = node

    visit(output)
    return list(found.values())


def sweep(output):
    """From the output to the leaves; yields each node when its gradient has been sent on."""
    nodes = ordered(output)
    for node in nodes:
        node.grad = np.zeros_like(node.value)
    output.grad = np.ones_like(output.value)
    for node in reversed(nodes):
        for each, grad in zip(node.inputs, node.back(node.grad), strict=True):
            each.grad = each.grad + grad  # += : every path counts
        yield node


def backward(output):
    """The whole sweep at once -> all nodes."""
    return list(sweep(output))


# ---- operations


@OPERATIONS.add("+")
def plus(a, b):
    """a + b; the gradient goes to both."""
    return a + b, lambda grad: (grad, grad)


@OPERATIONS.add("·")
def times(a, b):
    """a b, entry by entry; each gets the other as a factor."""
    return a * b, lambda grad: (grad * b, grad * a)


@OPERATIONS.add("@")
def product(x, W):
    """x W."""
    return x @ W, lambda grad: (grad @ W.mT, x.mT @ grad)


@OPERATIONS.add("exp")
def exp(x):
    """e^x."""
    return np.exp(x), lambda grad: (np.exp(x) * grad,)


@OPERATIONS.add("−log")
def minus_log(p):
    """-log p; slope -1/p."""
    return -np.log(p), lambda grad: (-grad / p,)


@OPERATIONS.add("σ")
def sigmoid(x):
    """1 / (1 + e^-x); slope a (1 - a)."""
    a = 1 / (1 + np.exp(-x))
    return a, lambda grad: (a * (1 - a) * grad,)


@OPERATIONS.add("ReLU")
def relu(x):
    """max(0, x)."""
    return np.maximum(x, 0), lambda grad: ((x > 0) * grad,)


@OPERATIONS.add("max")
def largest(a, b):
    """The larger of two; the gradient goes to the winner alone."""
    return np.maximum(a, b), lambda grad: ((a >= b) * grad, (a < b) * grad)


@OPERATIONS.add("p₁")
def first_share(scores):
    """The first entry p of softmax(scores (1, C)); slope s = p (delta - softmax), (1, C)."""
    shares = softmax(scores)
    s = shares[0, 0] * (np.eye(len(shares[0]))[:1] - shares)
    return shares[0, 0], lambda grad: (grad * s,)
