"""Phrases that headlines share: plain words, whole percents, otherwise two digits at most."""

from math import isfinite

from ..words import in_words

GUESSING = "Before training: guesswork."
LOST = "Lost: the numbers grew without end."
ROOM = 80  # letters of a headline, if it is not one long sentence


def told(first, *more):
    """One line of the first sentence and of the others for which there is room.

    >>> told("adam is in the pit.", "momentum is lost.", "x" * 80, "")
    'Adam is in the pit. Momentum is lost.'
    """
    said = ""
    for words in (first, *more):
        if words and (not said or len(said) + len(words) < ROOM):
            said += f" {words[0].upper()}{words[1:]}"
    return said.strip()


def listed(names, most=3):
    """Names as they are spoken, the first ones at least.

    >>> listed(["gradient-descent", "adam"]), listed("abcde", 2)
    ('gradient descent and Adam', 'a, b and 3 more')
    """
    names = [spoken(name) for name in names]
    if len(names) > most + 1:
        names = [*names[:most], f"{len(names) - most} more"]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


PROPER = "Nesterov Adagrad Adadelta RMSProp Adam AdaMax Nadam Newton L-BFGS ReLU ELU".split()
PROPER = {name.lower(): name for name in PROPER}


def spoken(name):
    """A registered name in a sentence.

    >>> spoken("gradient-descent"), spoken("rmsprop"), spoken("leaky-relu")
    ('gradient descent', 'RMSProp', 'leaky ReLU')
    """
    name = str(name)
    return PROPER.get(name) or " ".join(PROPER.get(word, word) for word in name.split("-"))


def percent(share):
    """A share in whole percents, where only none is 0 and only all is 100.

    >>> [percent(x) for x in (0.816, 0.001, 0.998, 1, 2.5)]
    ['82%', 'under 1%', 'over 99%', '100%', '250%']
    """
    if not isfinite(share):
        return "no number"
    if 1e-9 < share < 0.005:
        return "under 1%"
    return "over 99%" if 0.995 <= share < 1 else f"{share:.0%}"


def amount(number):
    """A number of two digits, or that it is hardly one any more.

    >>> [amount(x) for x in (-0.0123, 12345, 0, 3e-8, 5e12)]
    ['−0.012', '12,000', '0', 'nearly 0', 'over a billion']
    """
    if 0 < abs(number) < 1e-6:
        return "nearly 0"
    if abs(number) > 1e9:
        return "over a billion" if number > 0 else "below −1,000,000,000"
    return in_words(number)


def compared(ratio):
    """How something is that is `ratio` times as large as something else.

    >>> [compared(x) for x in (1 / 50_012, 0.98, 3.4, 0)]
    ['50,000 times smaller', 'about the same', '3.4 times larger', 'over a billion times smaller']
    """
    if 1 / 1.1 < ratio < 1.1:
        return "about the same"
    if ratio > 1:
        return f"{amount(ratio)} times larger"
    return f"{amount(1 / max(ratio, 1e-12))} times smaller"


def one_in(share):
    """A share as people say it.

    >>> [one_in(x) for x in (0.22, 0.0023, 0.0)]
    ['22%', '1 in 430', 'none']
    """
    if share >= 0.05:
        return percent(share)
    return f"1 in {amount(1 / share)}" if share else "none"
