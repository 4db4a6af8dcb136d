"""What later lectures ask of backpropagation: two paths, a delta, the price of wiggling, max."""

from dlcore import mlp
from dlcore.autograd import Node, backward, call

from ...questions.recalled import asked, numbers


def two_paths(rng):
    """The sum over both."""
    a, b, c, d = (int(v) for v in rng.choice([-3, -2, -1, 2, 3, 4], 4, replace=False))
    s = Node(1.0, "s")
    backward((s * a) * c + (s * b) * d)
    total = float(s.grad)
    return asked(
        "x = {a} s and y = {b} s, then z = {c} x + {d} y. What is dz/ds?",
        numbers(total, a * c, b * d, a + b + c + d, total + 1),
        "Along each path the slopes are multiplied, and the paths are added: {a}·{c} + {b}·{d}.",
        **dict(a=a, b=b, c=c, d=d),
    )


def weight_gradient(rng):
    """What came in times what comes back."""
    into, back = float(rng.choice([-2, 0.5, 2])), float(rng.choice([-0.3, 0.1, 0.4]))
    weight = float(rng.choice([3, -4]))
    return asked(
        "A weight of {w} gets the input {a}; at its end ∂C/∂z is {d}. What is ∂C/∂w?",
        numbers(round(into * back, 9), round(weight * back, 9), back, round(into * weight, 9)),
        "What came in times what comes back: {a} · {d}. The weight itself plays no part.",
        **dict(w=weight, a=into, d=back),
    )


def wiggling(rng):
    """P + 1 passes."""
    depth, width = int(rng.integers(2, 5)), int(rng.choice([3, 5, 10]))
    count = mlp(*[width] * (depth + 1)).size
    return asked(
        "A network has {n} weights and biases. How many forward passes does its gradient take by "
        "wiggling each of them, one way?",
        numbers(count + 1, 2, count * count, depth + 1),
        "One for the cost as it is, and one for each: {n} + 1. Backpropagation takes one pass "
        "forward and one back.",
        n=count,
    )


def winner(rng):
    """All of the gradient, or none."""
    a, b = (int(v) for v in rng.choice([1, 2, 3, 4, 5], 2, replace=False))
    first, second = Node(float(a)), Node(float(b))
    backward(call("max", first, second) * 3)
    return asked(
        "z = 3 max(a, b), with a = {a} and b = {b}. What is ∂z/∂a?",
        numbers(float(first.grad), 3 - float(first.grad), 1.5, 3 * a),
        "The gradient goes to the larger one alone.",
        **dict(a=a, b=b),
    )
