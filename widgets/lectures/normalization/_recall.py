"""What later lectures ask of normalization: modes, numbers learned, scales, clipping."""

from ...questions.recalled import asked, numbers


def learned(rng):
    """Two for each unit, and two tracked."""
    units, layers = int(rng.choice([50, 100, 300])), int(rng.choice([1, 2, 3]))
    right = 2 * units * layers
    return asked(
        "Batch normalization behind {layers} layers of {units} units: how many numbers more are "
        "learned, in all?",
        numbers(right, 2 * right, right // 2, 2 * layers),
        "γ and β for each unit: {right}. Mean and variance are tracked, not learned.",
        **dict(layers=layers, units=units, right=right),
    )


def scaled(rng):
    """The output does not notice; the gradient is divided."""
    factor = int(rng.choice([2, 5, 10, 100]))
    right = 1 / factor
    return asked(
        "All weights into a batch-normalized layer are multiplied by {factor}. By what is their "
        "gradient multiplied?",
        numbers(right, 1, factor, 1 / factor**2),
        "The output stays, so the slope over weights {factor} times larger is {right} of it.",
        **dict(factor=factor, right=right),
    )


def alone(rng):
    """What is left of a batch of one."""
    beta, x = float(rng.choice([0.5, 1.5, 2.5])), int(rng.choice([3, 7, -4]))
    return asked(
        "In training, a unit with γ = 1 and β = {beta} sees a batch of one example, {x}. "
        "What does batch normalization give?",
        numbers(beta, x + beta, x, 0),
        "One value is its own mean: what is left is β, {beta}, whatever came.",
        **dict(beta=beta, x=x),
    )


def clipped(rng):
    """By norm all entries shrink alike."""
    limit, size = int(rng.choice([1, 2, 5, 10])), int(rng.choice([10, 20, 100]))
    right = round(0.8 * limit, 1)
    return asked(
        "A gradient ({first}, {second}) is clipped by norm to {limit}. What is left of its second "
        "entry?",
        numbers(right, limit, 0.6 * limit, 4 * size),
        "Its length is {length}. Shortened to {limit}, four fifths of it: {right}.",
        **dict(first=3 * size, second=4 * size, limit=limit, length=5 * size, right=right),
    )
