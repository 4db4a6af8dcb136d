"""What later lectures ask of this one: a unit's gate, parameters, the perceptron's rule, a pass."""

import numpy as np

from dlcore import mlp

from ...questions.recalled import asked, numbers


def gate(rng):
    """Which rows a unit fires for."""
    w, signs = int(rng.choice([1, 2, 3])), rng.choice([-1, 1], 2)
    w1, w2 = (int(w * sign) for sign in signs)
    bias = float(rng.choice([-1.5, -0.5, 0.5, 1.5])) * w
    rows = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    count = int((rows @ [w1, w2] + bias > 0).sum())
    return asked(
        "A unit fires where {w1} a + {w2} b + {bias} > 0; a and b are 0 or 1. For how many of the "
        "four cases does it fire?",
        numbers(count, (count + 1) % 5, (count + 2) % 5, (count + 3) % 5),
        "Put the four cases in: the sum is above 0 for {count} of them.",
        **dict(w1=w1, w2=w2, bias=bias, count=count),
    )


def parameters(rng):
    """Weights and biases."""
    n, hidden, out = (
        int(rng.choice([2, 8, 64])),
        int(rng.choice([5, 10, 30])),
        int(rng.choice([2, 10])),
    )
    right = mlp(n, hidden, out).size
    return asked(
        "A network has {n} inputs, a hidden layer of {hidden} units and {out} outputs. How many "
        "numbers does it learn?",
        numbers(right, right - hidden - out, right + hidden, n * hidden * out),
        "{n} · {hidden} + {hidden} · {out} weights, and a bias for each of {hidden} + {out} units.",
        **dict(n=n, hidden=hidden, out=out),
    )


def correction(rng):
    """w + lr y x."""
    w, x = int(rng.integers(-3, 4)), int(rng.choice([1, 2, 3]))
    sign, rate = int(rng.choice([-1, 1])), float(rng.choice([0.5, 1, 2]))
    return asked(
        "A perceptron (learning rate {rate}) has the weight {w} for an input that is {x} now. The "
        "point is of class {sign}, and on the wrong side. What is the weight afterwards?",
        numbers(w + rate * sign * x, w - rate * sign * x, w + rate * sign, w),
        "w + η y x = {w} + {rate} · ({sign}) · {x}.",
        **dict(w=w, x=x, sign=sign, rate=rate),
    )


def edge(rng):
    """Where z is 0."""
    w, b = int(rng.choice([1, 2, 4])), int(rng.choice([-8, -4, 4, 8]))
    return asked(
        "A unit has one input x, weight {w} and bias {b}. At which x does it begin to fire?",
        numbers(-b / w, b / w, -b * w, 0),
        "Where {w} x + ({b}) is 0: at −b / w.",
        **dict(w=w, b=b),
    )
