"""Questions a reader commits to; the base of those that a run answers."""

from html import escape
from math import isfinite

import ipywidgets as w

from dlcore.checks import function, require

from .. import texts
from ..panel.bits import button
from . import attempts, paper, slips
from .box import Box
from .drawings import Curve, Point
from .kinds import Choice, Number, Order
from .sorting import Sort

KINDS = dict(choice=Choice, number=Number, order=Order, point=Point, curve=Curve, sort=Sort)


class Question(Box):
    """A question whose right answer is known.

    kind: a name in KINDS, about: what that kind needs. explain: the reason, a text, or a function
    of the frame that gives it; or {outcome, choice or thing to sort: such a text}, with "why" for
    what is said after any answer. In texts {guess}, {truth}, {distance} and {frame.t} stand for
    what they say; formulas stand between $ signs (their braces doubled). saw: what one may have
    seen, a list of choices, or {choice: what is said then}; it is asked before the reason is given.
    path: the file of the attempts, if not the usual one.
    """

    commit_text, waiting, verdict = texts.COMMIT, "", texts.ANSWERED

    def __init__(
        self,
        question,
        *,
        kind="choice",
        right=None,
        explain=None,
        saw=(),
        path=None,
        panel=None,
        **about,
    ):
        if kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}, not {kind!r}")
        require(isinstance(question, str), "question", question, "a text")
        require(not isinstance(saw, str), "saw", saw, "a list of choices")
        try:
            self.kind, self.question, self.right = KINDS[kind](**about), question, right
        except TypeError as error:
            raise ValueError(f"a question of kind {kind!r}: {error}") from error
        if panel is None:
            self.kind.check(right)
        self.explain = explain if isinstance(explain, dict) else {"why": explain or ""}
        known = ("right", "why", *self.kind.outcomes)
        if strange := [key for key in self.explain if key not in known]:
            raise ValueError(f"explain must have keys among {known}, not {strange}")
        for text in self.explain.values():
            if not isinstance(text, str):
                function("explain", text, "frame")
        self.saw, self.path, self.committed, self.judged = saw, path, None, None
        self.record = {}  # the attempt that is shown, as it is kept
        head = f"<b>{escape(question)}</b>"
        below = [self._saw_row()] if saw else []
        super().__init__(head, [self.kind, self._answer_row()], panel, below)
        self.remember()
        if self.slip:
            self.tell(f"<b>{texts.SLIP}</b> {escape(self.slip)}", look="wrong")

    @property
    def slip(self):
        """What the author wrote wrongly, and only an answer would bring to light; or ""."""
        words = dict.fromkeys(("guess", "truth", "distance"), "")
        words["frame"] = None if self.panel is None else self.panel.frame
        return next(filter(None, (slips.unfilled(t, **words) for t in self.explain.values())), "")

    def _answer_row(self):
        """A line for a reason, how sure one is (nobody must say it), and the buttons."""
        self.because = w.Text(description=texts.BECAUSE, placeholder=texts.BECAUSE_HERE)
        self.because.style.description_width = "initial"
        self.because.add_class("live-because")
        self.sure = w.Dropdown(options=texts.SURES, description=texts.SURE)
        self.sure.tooltip = texts.SURE_HELP
        self.sure.add_class("live-sure")
        self.commit_button = button(self.commit_text, "check", texts.COMMIT_HELP, self.commit)
        self.commit_button.add_class("live-play").add_class("live-commit")
        self.again_button = button(texts.AGAIN, "repeat", texts.AGAIN_HELP, self.again)
        self.again_button.disabled = True
        self.row = w.HBox([self.because, self.sure, self.commit_button, self.again_button])
        return self.row.add_class("live-answer")

    def _saw_row(self):
        """One click tells what one has seen."""
        choices = [button(c, "", "", lambda c=c: self.see(c)) for c in self.saw]
        self.saw_row = w.HBox([w.HTML(f"<b>{texts.SAW}</b>"), *choices])
        return self.saw_row.add_class("live-saw")

    # ---- the answer

    def commit(self):
        """The reader has decided."""
        try:
            self.committed = self.kind.guess()
        except ValueError as problem:
            return self.tell(f"<b>{texts.NOT_YET}</b> {escape(str(problem))}")
        self._freeze(True)
        said = texts.COMMITTED.format(guess=self.kind.say(self.committed))
        self.tell(f"<b>{escape(said)}</b> {self.waiting}")
        self._committed()

    def _committed(self):
        self._settle(lambda: self.right)

    def _settle(self, answer, **about):
        """Judge by answer(); what fails in the author's functions and texts is said here."""
        try:
            self.judge(answer(), **about)
        except Exception as error:
            self.tell(f"<b>{texts.NO_VERDICT}</b> {escape(texts.reason(error))}")
        self.again_button.disabled = False

    def _freeze(self, on):
        self.kind.freeze(on)
        self.commit_button.disabled, self.again_button.disabled = on, True
        self.because.disabled = self.sure.disabled = on
        self.mark("live-done", on)

    def again(self):
        """Another attempt."""
        self.committed = self.judged = None
        self.sure.value = 0
        self.kind.reveal(None)
        self._freeze(False)
        self.tell()
        self.mark("live-judged", False)
        self.mark("live-looking", False)

    # ---- the verdict

    def judge(self, truth, frame=None, run="", seen=False):
        """Compare, explain, keep. run: the code of what was run; seen: it had run before."""
        found = self.judged = self.kind.judge(self.committed, truth)
        self.kind.reveal(truth)
        words = dict(guess=self.kind.say(self.committed), truth=self.kind.say(truth))
        filling = words | dict(distance=found.words, frame=frame)
        self.record = dict(
            question=self.question,
            **words,
            outcome=found.outcome,
            distance=found.distance if isfinite(found.distance) else None,
            far=found.words,
            why=self._why(found.outcome, filling),
            filled=self.kind.filled,
            because=self.because.value,
            sure=self.sure.value or None,
            places=self.kind.places(truth),
            reasons=self._reasons(filling),
            run=run,
            seen=seen,
        )
        self._show_verdict(attempts.keep(self.record, self.path))

    def _color(self, name):
        """The colour of a name in the picture."""
        return "transparent"

    def _why(self, outcome, words):
        """The explanation for this choice, this outcome, or anything wrong; and that for all."""
        keys = (self.committed, outcome, "right" if outcome == "right" else "wrong")
        own = next((key for key in keys if key in self.explain), "")
        return " ".join(filter(None, [self._told(own, words), self._told("why", words)]))

    def _told(self, key, words):
        """The explanation that was given for this."""
        text = self.explain.get(key, "")
        return text(words["frame"]) if callable(text) else text.format(**words)

    def _reasons(self, words):
        """{thing: its reason} for those that have one."""
        return {str(t): self._told(t, words) for t in self.kind.things if t in self.explain}

    def _show_verdict(self, *notes):
        """The attempt in words; the reason waits until it is told what was seen."""
        known = dict(guess="", truth="", outcome="", far="", why="") | self.record
        asks = bool(self.saw) and known.get("saw") not in self.saw
        self.mark("live-judged")
        self.mark("live-looking", asks)
        form = texts.ANSWERED if known["guess"] == known["truth"] else self.verdict
        said = [known["far"]] if self.kind.drawn_only else [form.format(**known), known["far"]]
        said = ": ".join(filter(None, said))
        head = texts.VERDICTS.get(known["outcome"], "")
        both, reasons = (self.kind.filled, known.get("places") or ()), known.get("reasons") or {}
        beside = self.kind.beside(*both, self._color, {} if asks else reasons)
        lines = [f"<b>{head}</b> {escape(said)}{said and '.'}", beside]
        if not asks:
            lines += [escape(f"{self._reply(known.get('saw'))} {known['why']}".strip())]
        details = self._details(known)
        look = "right" if known["outcome"] == "right" else "wrong"
        more = [] if asks else self.kind.details(*both, reasons)
        self.tell(*lines, look=look, details=[*more, *details, *notes])

    def _details(self, known):
        """What is told at a click."""
        details = [texts.DETAIL_OF_BET.format(**known)] if self.kind.drawn_only else []
        details += [texts.DETAIL_BECAUSE.format(**known)] if known.get("because") else []
        details += [texts.DETAIL_SURE.format(**known)] if known.get("sure") else []
        details += [texts.SEEN] if known.get("seen") else []
        return details + ([texts.RUN_OF_BET.format(**known)] if known.get("run") else [])

    # ---- what was seen

    def see(self, choice):
        """The reader tells what the run has shown."""
        self.record["saw"] = choice
        attempts.amend(self.question, self.path, saw=choice)
        self._show_verdict()

    def _reply(self, choice):
        """What is said to that."""
        if choice not in self.saw:
            return ""
        own = self.saw[choice] if isinstance(self.saw, dict) else ""
        return f"{texts.SAW_KEPT.format(saw=choice)} {own}".strip()

    # ---- memory, paper

    def remember(self):
        """Show what was answered before, in this file."""
        self.record = attempts.last(self.question, self.path) or {}
        if not self.record:
            return
        try:
            self.kind.fill(self.record.get("filled", ()))
        except ValueError:
            pass  # the question has other answers now
        self.because.value = self.record.get("because", "")
        sure = self.record.get("sure")
        self.sure.value = sure if sure in texts.SURES.values() else 0
        self._freeze(True)
        self._show_verdict(texts.EARLIER)
        self.again_button.disabled = False

    @property
    def paper(self):
        """A box to answer in on paper."""
        return paper.question(self.question, self.kind.paper)

    @property
    def after(self):
        """What is right, and why, for the end of a handout."""
        return self._afterwards(self.right, None)

    def _afterwards(self, truth, frame):
        words = dict(guess="", truth=self.kind.say(truth), distance="", frame=frame)
        try:
            found = [key for key in self.explain if key in ("right", "why", truth)]
            reasons = self._reasons(words).items()
            said = [texts.REASON.format(name=name, why=why) for name, why in reasons]
            why = " ".join([*said, *(self._told(key, words) for key in found)])
        except Exception as error:
            why = texts.reason(error)
        picture = self.picture() if self.panel is not None else ""
        return paper.afterwards(self.question, words["truth"], why, picture)
