"""Ways to answer a question: each asks with controls, tells the guess and judges it.

Every kind has `guess()` (plain data; ValueError in words if something is missing), `judge(guess,
truth)`, `say(value)` for guess and truth in words, `reveal(truth)` if it has a picture to show
the truth in, and `outcomes`, what can come out besides "right".
"""

from dataclasses import dataclass
from itertools import combinations

import ipywidgets as w
import numpy as np

from . import texts


@dataclass(frozen=True)
class Judgement:
    """What came out: "right" or one of the kind's outcomes; how far off, as number and in words."""

    outcome: str
    distance: float = 0.0
    words: str = ""


class Kind(w.VBox):
    """What all kinds share; `inputs` are the controls that are frozen after the commitment."""

    outcomes = ("wrong",)

    def __init__(self, inputs, children=()):
        self.inputs = inputs
        super().__init__(children or inputs)

    def freeze(self, on):
        """No changes after the commitment."""
        for control in self.inputs:
            control.disabled = on

    def say(self, value):
        """A guess or the truth in words."""
        return str(value)

    def reveal(self, truth):
        """Show what happened, where there is a picture; None takes it away."""


class Choice(Kind):
    """One of several names; the truth may be none of them."""

    def __init__(self, choices):
        if len(set(choices)) < 2:
            raise ValueError(f"choices must be at least two different ones, not {choices!r}")
        self.radio = w.RadioButtons(options=tuple(choices), value=None, description=texts.ANSWER)
        self.radio.layout.width = "auto"
        self.outcomes = ("wrong", *choices)
        super().__init__([self.radio])

    def guess(self):
        """The chosen one."""
        if self.radio.value is None:
            raise ValueError(texts.CHOOSE_ONE)
        return self.radio.value

    def judge(self, guess, truth):
        """Right if it is the same."""
        return Judgement("right") if guess == truth else Judgement("wrong", 1.0)


def number_field(description, width="200px"):
    """A field for a number that is empty at first."""
    field = w.Text(description=description)
    field.layout.width, field.style.description_width = width, "initial"
    return field


def number_in(field):
    """The number in a field; "never" is infinity."""
    text = field.value.strip().replace("−", "-")
    try:
        number = np.inf if text == texts.NEVER else float(text)
    except ValueError:
        number = np.nan
    if np.isnan(number):
        raise ValueError(texts.NUMBER_PLEASE.format(name=field.description, text=text))
    return number


def written(number, unit=""):
    """Four digits with the unit; infinity is never."""
    return texts.NEVER if number == np.inf else f"{number:.4g} {unit}".rstrip()


class Number(Kind):
    """A number, right if it is at most `within` off; factor: if it is at most so many times off."""

    outcomes = ("wrong", "too low", "too high")

    def __init__(self, within, unit="", factor=False):
        self.within, self.unit, self.factor = within, unit, factor
        self.field = number_field(f"{texts.ANSWER} ({unit})" if unit else texts.ANSWER, "300px")
        super().__init__([self.field])

    def guess(self):
        """The number in the field."""
        return number_in(self.field)

    def judge(self, guess, truth):
        """Its difference from the truth, or the factor between them; a truth of nan has none."""
        truth = float(truth)
        distance = apart(guess, truth, self.factor)
        form, unit = (texts.FACTOR, "") if self.factor else (texts.OFF, self.unit)
        words = form.format(distance=written(distance, unit), limit=written(self.within, unit))
        if distance <= self.within:
            return Judgement("right", distance, words)
        side = "wrong" if np.isnan(truth) else "too low" if guess < truth else "too high"
        return Judgement(side, distance, words)

    def say(self, value):
        """Number and unit."""
        return written(float(value), self.unit)


def apart(guess, truth, factor):
    """How far two numbers are apart: their difference, or how many times the larger is larger."""
    if guess == truth:
        return 1.0 if factor else 0.0
    if np.isnan(truth) or (factor and min(guess, truth) <= 0):
        return np.inf
    return max(guess / truth, truth / guess) if factor else abs(guess - truth)


class Order(Kind):
    """An order of names, first to last; its distance is how many pairs stand the wrong way."""

    def __init__(self, names):
        self.names = tuple(names)
        options = [(texts.CHOOSE, None), *((str(name), name) for name in names)]
        places = range(1, len(self.names) + 1)
        super().__init__([w.Dropdown(options=options, description=f"{i}.") for i in places])

    def guess(self):
        """The names in the order of their places."""
        order = tuple(control.value for control in self.inputs)
        if set(order) != set(self.names):
            raise ValueError(texts.EACH_ONCE)
        return order

    def judge(self, guess, truth):
        """Count pairs (Kendall's tau)."""
        if sorted(truth) != sorted(self.names):
            raise ValueError(f"answer must give an order of {self.names}, not {truth!r}")
        place = {name: i for i, name in enumerate(truth)}
        pairs = list(combinations(guess, 2))
        wrong = sum(place[a] > place[b] for a, b in pairs)
        words = texts.PAIRS.format(wrong=wrong, pairs=len(pairs))
        return Judgement("wrong" if wrong else "right", float(wrong), words)

    def say(self, value):
        """The names with arrows."""
        return " → ".join(map(str, value))
