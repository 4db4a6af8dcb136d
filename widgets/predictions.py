"""Questions a reader commits to: before a run, judged against it, or without one."""

from html import escape
from math import isfinite

import ipywidgets as w

from . import attempts, cells, texts
from .drawings import Curve, Point
from .page import Page
from .panel import free
from .player import button
from .questions import Choice, Number, Order

KINDS = dict(choice=Choice, number=Number, order=Order, point=Point, curve=Curve)


class Question(w.VBox):
    """A question whose right answer is known; the base of those that a run answers.

    kind: a name in KINDS, about: what that kind needs. explain: {outcome or choice: text}, in
    which {guess}, {truth}, {distance} and {frame.t} stand for what they say, or {...: function of
    the frame -> text}. Formulas stand between $ signs (their braces doubled in an explanation).
    path: the file of the attempts, if not the usual one.
    """

    commit_text, waiting, verdict = texts.COMMIT, "", texts.ANSWERED

    def __init__(self, question, *, kind="choice", right=None, explain=None, path=None, **about):
        if kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}, not {kind!r}")
        self.kind, self.question, self.right = KINDS[kind](**about), question, right
        self.explain, self.path, self.committed, self.judged = explain or {}, path, None, None
        known = ("right", *self.kind.outcomes)
        if strange := [key for key in self.explain if key not in known]:
            raise ValueError(f"explain must have keys among {known}, not {strange}")
        self.commit_button = button(self.commit_text, "check", texts.COMMIT_HELP, self.commit)
        self.again_button = button(texts.AGAIN, "repeat", texts.AGAIN_HELP, self.again)
        self.again_button.disabled = True
        asked, self.said = w.HTMLMath(f"<b>{escape(question)}</b>"), w.HTMLMath()
        asked.add_class("live-asked")
        self.said.add_class("live-said")
        buttons = w.HBox([self.commit_button, self.again_button])
        super().__init__([Page(), asked, self.kind, buttons, self.said])
        self.add_class("live-panel")
        cells.opened(self)

    def commit(self):
        """The reader has decided."""
        try:
            self.committed = self.kind.guess()
        except ValueError as problem:
            return self.tell(texts.NOT_YET, str(problem))
        self._freeze(True)
        self.tell(texts.COMMITTED.format(guess=self.kind.say(self.committed)), self.waiting)
        self._committed()

    def _committed(self):
        self._settle(lambda: self.right)

    def _settle(self, answer, **about):
        """Judge by answer(); what fails in the author's functions and texts is said here."""
        try:
            self.judge(answer(), **about)
        except Exception as error:
            self.tell(texts.NO_VERDICT, texts.reason(error))
        self.again_button.disabled = False

    def _freeze(self, on):
        self.kind.freeze(on)
        self.commit_button.disabled, self.again_button.disabled = on, True

    def judge(self, truth, frame=None, run="", seen=False):
        """Compare, explain, remember. run: the code of what was run; seen: it had run before."""
        found = self.judged = self.kind.judge(self.committed, truth)
        self.kind.reveal(truth)
        words = dict(guess=self.kind.say(self.committed), truth=self.kind.say(truth))
        why = self._why(found.outcome, words | dict(distance=found.words, frame=frame))
        far = found.distance if isfinite(found.distance) else None
        record = dict(question=self.question, **words, outcome=found.outcome, distance=far)
        kept = attempts.keep(record | dict(run=run, seen=seen), self.path)
        said = self.verdict.format(**words) + (texts.SEEN if seen else "")
        self.tell(texts.VERDICTS[found.outcome], said, found.words, why, kept, run=run)

    def _why(self, outcome, words):
        """The explanation for this choice, this outcome, or anything wrong."""
        keys = (self.committed, outcome, "right" if outcome == "right" else "wrong")
        why = next((self.explain[key] for key in keys if key in self.explain), "")
        return why(words["frame"]) if callable(why) else why.format(**words)

    def again(self):
        """Another attempt."""
        self.committed = self.judged = None
        self.kind.reveal(None)
        self._freeze(False)
        self.tell("")

    def tell(self, head, *lines, run=""):
        """Write what the reader is to know, in a region that is read aloud."""
        parts = [f"<b>{escape(head)}</b>", *map(escape, filter(None, lines))]
        if run:
            parts.append(f"{texts.JUDGED_RUN} <code>{escape(run)}</code>")
        self.said.value = "".join(f"<p>{part}</p>" for part in parts) if head else ""

    def close(self):
        """Free every widget."""
        for part in self.children:
            free(part)
        self.layout.close()
        super().close()


class Prediction(Question):
    """A question about a panel's run that is asked before it and judged by its last frame.

    answer: frame -> the truth. Until the reader commits, the panel waits at its first frame.
    start: run at once after the commitment; else the reader presses Play.
    """

    commit_text, waiting, verdict = texts.COMMIT_AND_RUN, texts.WAITING, texts.PREDICTED

    def __init__(self, question, *, panel, answer, start=True, **about):
        self.panel, self.answer, self.start, self.seen = panel, answer, start, set()
        super().__init__(question, **about)
        panel.player.hold()
        panel.watchers.append(self.watch)

    def commit(self):
        """Only if the panel still exists."""
        if self.panel.comm is None:
            return self.tell(texts.NOT_YET, texts.GONE)
        super().commit()

    def _committed(self):
        self.known = repr(self.panel.experiment) in self.seen
        self.panel.player.hold(False)
        if self.start:
            self.panel.player.play()

    def watch(self, state):
        """The panel's player does something else now."""
        if state != texts.FINISHED:
            return
        frame, run = self.panel.frame, repr(self.panel.experiment)
        if self.committed is not None and self.judged is None:
            self._settle(lambda: self.answer(frame), frame=frame, run=run, seen=self.known)
        self.seen.add(run)

    def again(self):
        """The panel waits at its first frame again."""
        if self.panel.comm is None:
            return self.tell(texts.NOT_YET, texts.GONE)
        super().again()
        self.panel.player.hold()

    def close(self):
        """The panel goes on without."""
        if self.watch in self.panel.watchers:
            self.panel.watchers.remove(self.watch)
        if self.panel.comm is not None and self.panel.player.held:
            self.panel.player.hold(False)
        super().close()
