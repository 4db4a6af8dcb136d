"""How series of this lecture look: a penalty has one colour in all panels."""

from ...views.looks import looks_of

FIRST = "equal penalty", "L2", "L1", "way of the best weights", "weight decay"
THEN = "gradient descent, stopped", "L1, sub-gradient", "if λ were 1 / (η t)", "λ as measured"
LIKE = {
    "L2 penalty": "L2",
    "L2, to its end": "L2",
    "L2: w1": "L2",
    "L1: w1": "L1",
    "L1, soft threshold": "L1",
    "neither": "no penalty",
}
DASHED = {"L1: w2": "L1", "L2: w2": "L2"}


def looks(names):
    """{name: look} of names that are known here."""
    known = looks_of((*FIRST, *THEN, "no penalty"))
    known |= {name: known[other] for name, other in LIKE.items()}
    for name, other in DASHED.items():
        color, _, marker = known[other]
        known[name] = color, "dash", marker
    return {name: known[name] for name in names}
