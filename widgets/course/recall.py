"""Three quick bets on earlier lectures, with which each lecture begins.

A lecture's questions are the functions in its file lectures/<lecture>/_recall.py that take a
generator of random numbers and return a `Recalled`. No list is kept of them.
"""

from functools import cache
from html import escape
from importlib import import_module
from importlib.util import find_spec
from inspect import getmembers, isfunction

import ipywidgets as w
import numpy as np

from .. import texts
from ..lectures import __name__ as LECTURES
from ..panel import cells
from ..panel.bits import button, free
from ..questions import attempts, paper
from ..questions.box import Box
from .books import FOLDER

BACK = 1, 3, 6  # so many lectures ago


def numbered():
    """{number: lecture} of the notebooks whose lectures have questions."""
    names = {
        int(path.stem[:2]): path.stem[3:] for path in sorted(FOLDER.glob("[0-9][0-9]_*.ipynb"))
    }
    return {n: name for n, name in names.items() if find_spec(f"{LECTURES}.{name}._recall")}


@cache
def questions(lecture):
    """The functions in its file, in the order of their names."""
    module = import_module(f"{LECTURES}.{lecture}._recall")
    own = getmembers(module, lambda m: isfunction(m) and m.__module__ == module.__name__)
    return tuple(function for name, function in own if name[0] != "_")


def earlier(lecture):
    """Numbers of the three lectures that are asked about: the nearest of those that there are."""
    known = {name: number for number, name in numbered().items()}
    if lecture not in known:
        raise ValueError(f"lecture must be one of {', '.join(known)}, not {lecture!r}")
    number = known[lecture]
    return [max(n for n in known.values() if n <= max(number - back, 0)) for back in BACK]


def drawn(lecture, seed):
    """[(number, Recalled), ...]: three questions, none of them twice."""
    rng, taken, lectures = np.random.default_rng(seed), [], numbered()
    for number in earlier(lecture):
        left = [q for q in questions(lectures[number]) if q not in [one for _, one in taken]]
        taken.append((number, left[rng.integers(len(left))]))
    return [(number, question(rng)) for number, question in taken]


class Card(Box):
    """One question: a press on an answer is the bet, and it is judged at once."""

    def __init__(self, recalled, place, lecture):
        self.recalled, self.lecture, self.judged = recalled, lecture, ""
        self.buttons = {c: button(c, "", "", lambda c=c: self.answer(c)) for c in recalled.choices}
        row = w.HBox(list(self.buttons.values())).add_class("live-choices")
        head = f"<small>{escape(place)}</small><b>{escape(recalled.question)}</b>"
        super().__init__(head, [row])

    def answer(self, choice):
        """Tell whether it is right, and why; the attempt is kept."""
        asked, right = self.recalled, self.recalled.right
        self.judged = "right" if choice == right else "wrong"
        for made in self.buttons.values():
            made.disabled = True
        self.buttons[choice].icon = "times"
        self.buttons[right].icon = "check"
        self.buttons[choice].add_class(f"live-{self.judged}")
        self.buttons[right].add_class("live-right")
        attempt = dict(question=asked.question, guess=choice, truth=right, outcome=self.judged)
        attempts.keep(attempt | dict(recalled=self.lecture))
        self.tell(f"<b>{texts.VERDICTS[self.judged]}</b> {escape(asked.why)}", look=self.judged)

    @property
    def paper(self):
        """Boxes to tick."""
        choices = "&emsp;".join(f"☐ {escape(choice)}" for choice in self.recalled.choices)
        return paper.question(self.recalled.question, choices)

    @property
    def after(self):
        """What is right, and why."""
        asked = self.recalled
        return paper.afterwards(asked.question, asked.right, asked.why)


class Recall(w.VBox):
    """Three cards side by side, and a button for three more.

    seed: of the questions and their numbers; None: other ones each time.
    """

    def __init__(self, lecture, seed=None):
        self.lecture, self.cards = lecture, w.HBox()
        self.cards.add_class("live-cards")
        more = button(texts.RECALL_MORE, "repeat", texts.RECALL_MORE_HELP, self.ask)
        head = w.HTML(f"<b>{texts.RECALL}</b>")
        row = w.HBox([head, more]).add_class("live-recall-head")
        super().__init__([row, self.cards])
        self.add_class("live-recall")
        self.ask(seed)
        cells.opened(self)

    def ask(self, seed=None):
        """Three questions, others than before as far as there are."""
        old, names = self.cards.children, numbered()
        before = {card.recalled.question for card in old}
        draws = (drawn(self.lecture, seed) for _ in range(20))
        asked = min(draws, key=lambda draw: sum(one.question in before for _, one in draw))
        self.cards.children = [
            Card(recalled, texts.RECALL_OF.format(n=n, name=names[n].replace("_", " ")), names[n])
            for n, recalled in asked
        ]
        for card in old:
            card.close()

    def _repr_mimebundle_(self, **kwargs):
        """The widget, and for paper the boxes of the cards."""
        bundle = super()._repr_mimebundle_(**kwargs)
        bundle["text/html"] = "".join(card.paper for card in self.cards.children)
        after = "".join(card.after for card in self.cards.children)
        return bundle | ({paper.AFTER: after} if paper.wanted() else {})

    def close(self):
        """Free all."""
        for card in self.cards.children:
            card.close()
        free(self.children[0])
        self.cards.layout.close()
        self.cards.close()
        self.layout.close()
        super().close()
