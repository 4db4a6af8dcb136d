"""What later lectures ask of losses: bits, the first loss, the pull of an outlier, the margin."""

from math import e, log

import numpy as np

from dlcore import LOSSES, surprise

from ...questions.recalled import asked, numbers


def bits(rng):
    """Surprise in bits."""
    k = int(rng.integers(2, 7))
    p = 2.0**-k
    right = round(float(surprise(p)), 6)
    return asked(
        "How many bits does an outcome bring that happens once in {n} times?",
        numbers(right, right - 1, 2.0**k, round(k * log(2), 2)),
        "log₂ {n} = {k}.",
        **dict(n=2**k, k=k),
    )


def first_loss(rng):
    """ln K, whatever the label."""
    K = int(rng.choice([2, 5, 10, 100]))
    right = float(LOSSES["cross-entropy"](np.zeros((1, K)), np.eye(K)[:1])[0])
    return asked(
        "A network gives {K} classes equal probabilities. Its cross-entropy, in nats?",
        numbers(round(right, 2), round(1 / K, 2), 1.0, round(log(K, 2), 3)),
        "Each class gets 1/{K}, so it is ln {K}, whichever is right.",
        K=K,
    )


def outlier(rng):
    """The mean follows, the median does not."""
    n, most, far = (int(rng.choice(of)) for of in ([5, 9, 11], [1, 2, 5], [60, 100]))
    values = np.array([most] * (n - 1) + [far])
    mean = round(float(values.mean()), 2)
    return asked(
        "{m} measurements are {most}, one is {far}. Which number has the least sum of absolute "
        "errors?",
        numbers(float(np.median(values)), mean, (most + far) / 2, far),
        "The median, {most}; the mean, which squared errors want, is {mean}.",
        **dict(m=n - 1, most=most, far=far, mean=mean),
    )


def margin(rng):
    """Hinge of two classes."""
    right, wrong = int(rng.integers(1, 5)), int(rng.integers(-3, 5))
    scores = np.array([[right, wrong]], float)
    value = float(LOSSES["hinge"](scores, np.array([[1.0, 0.0]]))[0])
    return asked(
        "The right class has score {right}, the only other one {wrong}. The hinge loss, margin 1?",
        numbers(value, value + 1, abs(right - wrong) + 2.0, 1.5),
        "max(0, {wrong} − {right} + 1).",
        **dict(right=right, wrong=wrong),
    )


def twice(rng):
    """The floor of softmax taken twice."""
    K = int(rng.choice([2, 3, 5, 10, 20]))
    right = round(float(np.log1p((K - 1) / e)), 2)
    return asked(
        "Softmax is taken twice, {K} classes. How low can cross-entropy get?",
        numbers(right, 0, round(log(K), 2), 1),
        "The second softmax sees numbers from 0 to 1: at best log(1 + {m}/e).",
        **dict(K=K, m=K - 1),
    )
