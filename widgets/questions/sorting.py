"""Things to be sorted into bins; some may belong in several."""

from html import escape

import ipywidgets as w

from dlcore.checks import require

from .. import texts
from . import slips
from .kinds import Judgement, Kind

LISTED = 4  # of those that are missing


class Sort(Kind):
    """Things, each with the same bins to choose from; its distance is how many lie wrong.

    The truth is {thing: bin, or a set of bins that are all right}. Keys of `explain` may be things.
    """

    outcomes, drawn_only = ("wrong", "partly"), True

    def __init__(self, things, bins):
        self.things, self.bins = slips.several("things", things), slips.several("bins", bins)
        self.outcomes = (*Sort.outcomes, *self.things)
        rows = [w.RadioButtons(options=self.bins, value=None, description=t) for t in self.things]
        super().__init__(rows)
        self.add_class("live-sorting")

    def guess(self):
        """The chosen bins, in the order of the things."""
        chosen = tuple(control.value for control in self.inputs)
        missing = [str(t) for t, b in zip(self.things, chosen, strict=True) if b is None]
        if missing:
            more = len(missing) - LISTED
            form = texts.BIN_FOR_MORE if more > 0 else texts.BIN_FOR
            raise ValueError(form.format(names=", ".join(missing[:LISTED]), more=more))
        return chosen

    @property
    def filled(self):
        """{thing: bin}, so that a question whose things changed places is not mixed up."""
        return {str(thing): c.value for thing, c in zip(self.things, self.inputs, strict=True)}

    def fill(self, values):
        """Put back what was chosen."""
        if not isinstance(values, dict) or set(values) != set(self.filled):
            raise ValueError(f"these are not bins of {self.things}")
        super().fill([values[str(thing)] for thing in self.things])

    def check(self, truth):
        """For each thing a bin, or some."""
        self._belong(truth, "right")

    def _belong(self, truth, name="answer"):
        """{thing: the bins that are right, in their order}."""
        good = isinstance(truth, dict) and set(truth) == set(self.things)
        require(good, name, truth, f"a dictionary with a bin for each of {self.things}")
        found = {}
        for thing in self.things:
            given = truth[thing]
            given = {given} if isinstance(given, str) or given in self.bins else set(given)
            good = given and given <= set(self.bins)
            allowed = f"one of {self.bins}, or a set of them"
            require(good, f"{name} for {thing!r}", truth[thing], allowed)
            found[thing] = [b for b in self.bins if b in given]
        return found

    def judge(self, guess, truth):
        """Count those that lie where they belong."""
        belong = self._belong(truth).values()
        right = sum(said in bins for said, bins in zip(guess, belong, strict=True))
        n = len(self.things)
        outcome = "right" if right == n else "partly" if right else "wrong"
        return Judgement(outcome, float(n - right), texts.SORTED.format(right=right, n=n))

    def say(self, value):
        """The bins with what lies in them: "training: Adam; test or both: dropout"."""
        if not isinstance(value, dict):
            value = dict(zip(self.things, value, strict=True))
        groups = self._groups(self._belong(value).items())
        return "; ".join(f"{head}: {', '.join(map(str, names))}" for head, names in groups.items())

    @staticmethod
    def _groups(belong):
        """(thing, bins), ... -> {"training or test": [thing, ...]}; single bins come first."""
        groups = {}
        for thing, bins in sorted(belong, key=lambda pair: len(pair[1])):
            groups.setdefault(texts.OR.join(map(str, bins)), []).append(thing)
        return groups

    def places(self, truth):
        """{thing: the bins that are right}."""
        return {str(thing): bins for thing, bins in self._belong(truth).items()}

    def beside(self, guess, places, color, reasons):
        """Each thing under its bin: what lies right side by side, the others each with its reason.

        A question that was changed since then has nothing to show.
        """
        if not isinstance(places, dict) or set(places) != set(guess) or None in guess.values():
            return ""
        shown = ""
        for head, names in self._groups(places.items()).items():
            names = sorted(names, key=lambda name: guess[name] not in places[name])
            lines = [self._line(name, guess, places, reasons) for name in names]
            shown += f"<b>{escape(head)}</b><ul>{''.join(lines)}</ul>"
        return f'<div class="live-bins">{shown}</div>'

    @staticmethod
    def _line(name, guess, places, reasons):
        """One thing."""
        if guess[name] in places[name]:
            return f'<li class="hit">✓ {escape(name)}</li>'
        said = escape(texts.YOU_SAID.format(name=guess[name]))
        named, why = f"✗ <b>{escape(name)}</b>", escape(reasons.get(name, ""))
        return f'<li class="miss">{named} <small>{said}</small> {why}</li>'

    def details(self, guess, places, reasons):
        """The reasons of what lies right."""
        hits = [name for name in reasons if guess.get(name) in dict(places).get(name, ())]
        return [texts.REASON.format(name=name, why=reasons[name]) for name in hits]

    @property
    def paper(self):
        """A table with a box to tick in each bin."""
        heads = "".join(f'<th style="padding: 0 10px">{escape(str(b))}</th>' for b in self.bins)
        box = '<td style="text-align: center">☐</td>' * len(self.bins)
        names = map(escape, map(str, self.things))
        rows = "".join(f'<tr><td style="text-align: left">{name}</td>{box}</tr>' for name in names)
        return f'<table style="border-collapse: collapse"><tr><th></th>{heads}</tr>{rows}</table>'
