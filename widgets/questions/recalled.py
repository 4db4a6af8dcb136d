"""Questions that later lectures ask of an earlier one, each time with other numbers."""

from dataclasses import dataclass

from dlcore.words import in_words

from .kinds import written


@dataclass(frozen=True)
class Recalled:
    """A question, the right one among the choices, and the reason, which is told afterwards."""

    question: str
    right: str
    choices: tuple
    why: str

    def __post_init__(self):
        if self.right not in self.choices or len(set(self.choices)) < len(self.choices):
            raise ValueError(
                f"choices must be different ones with {self.right!r} among them, "
                f"not {self.choices!r}"
            )


def asked(question, found, why, **values):
    """A `Recalled`; found: (right, choices). {w} in a text stands for the value called w.

    >>> asked("w is {w}. Is it?", ("yes", ("yes", "no")), "{w} = {w}.", w=-0.5).why
    '−0.5 = −0.5.'
    """
    words = {name: v if isinstance(v, str) else in_words(v, 6) for name, v in values.items()}
    return Recalled(question.format(**words), *found, why.format(**words))


def numbers(right, *others, unit=""):
    """The right number in words, and all of them from small to large; twins are left out.

    >>> numbers(0.25, 4, 0.5, 0.25)
    ('0.25', ('0.25', '0.5', '4'))
    """
    words = {written(float(number), unit): None for number in sorted([right, *others])}
    return written(float(right), unit), tuple(words)
