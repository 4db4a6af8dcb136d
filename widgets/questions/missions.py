"""Missions: a state of a panel that the reader is to bring about, watched and diagnosed."""

from dataclasses import fields
from html import escape

import ipywidgets as w

from dlcore.checks import function, require

from .. import texts
from ..panel.bits import button, names_of
from . import attempts, paper, slips
from .box import Box


class Mission(Box):
    """A goal for a panel, reached when a finished run fulfils it.

    goal: (experiment, frame) -> bool. allowed: names of the knobs that may differ from the
    start; changes: how many may. hints are shown one by one. done: said when it is reached.
    The diagnosis is `frame.findings`. path: the file of what was reached, if not the usual one.
    """

    def __init__(
        self, panel, title, goal, hints=(), allowed=None, changes=None, done="", path=None
    ):
        slips.must_be_a_panel(panel)
        function("goal", goal, "experiment", "frame")
        few = changes is None or (isinstance(changes, int) and changes > 0)
        require(few, "changes", changes, "None or how many knobs may differ")
        allowed = None if allowed is None else names_of(allowed)
        hints = [hints] if isinstance(hints, str) else hints
        knobs = [f for f in fields(panel.form.kind) if f.metadata]
        self.labels = {f.name: texts.label(f.name, f.metadata) for f in knobs}
        if strange := [name for name in allowed or () if name not in self.labels]:
            known = ", ".join(self.labels)
            raise ValueError(f"allowed must be among {known}, not {', '.join(strange)}")
        self.title, self.goal, self.allowed, self.changes = title, goal, allowed, changes
        self.fixed = [name for name in panel.form.controls if name not in (allowed or [name])]
        self.hints, self.done, self.path = list(hints), done, path
        self.start, self.reached, self.revealed = panel.in_force, "", 0
        self.earlier = (attempts.last(title, path) or {}).get("run", "")
        head = f"<b>{texts.MISSION} {escape(title)}</b> {escape(self.rules)}"
        super().__init__(head, [self._hints()], panel)
        self._write_hints()
        self.watch(panel.player.state)
        panel.watchers.append(self.watch)

    def _hints(self):
        """A button, and beside it the hints so far."""
        self.shown_hints = w.HTMLMath()
        self.shown_hints.add_class("live-said")
        self.hint_button = button("", "lightbulb-o", texts.HINT_HELP, self.hint)
        self.hints_row = w.HBox([self.hint_button, self.shown_hints])
        self.hints_row.layout.display = None if self.hints else "none"
        return self.hints_row.add_class("live-hints")

    @property
    def rules(self):
        """What may be changed, in words."""
        names = texts.ANY_KNOB if self.allowed is None else self.named(self.allowed)
        if 0 < len(self.fixed) < len(self.allowed or ()):  # the shorter list
            names = texts.ALL_BUT.format(names=self.named(self.fixed))
        if self.changes is not None:
            return texts.MAY_CHANGES.format(count=self.changes, names=names)
        return "" if self.allowed is None else texts.MAY_CHANGE.format(names=names)

    def named(self, knobs):
        """What the controls of these knobs are called."""
        return ", ".join(self.labels[name] for name in knobs)

    @property
    def changed(self):
        """Names of the knobs that differ from those at the start."""
        now = self.panel.in_force
        return [name for name in self.labels if getattr(now, name) != getattr(self.start, name)]

    @property
    def problem(self):
        """What was changed against the rules, or ""."""
        changed = self.changed
        wrong = [name for name in changed if self.allowed is not None and name not in self.allowed]
        if wrong:
            return texts.NOT_ALLOWED.format(names=self.named(wrong))
        if self.changes is not None and len(changed) > self.changes:
            return texts.TOO_MANY.format(names=self.named(changed), count=self.changes)
        return ""

    def watch(self, state):
        """The panel's player does something else now."""
        try:
            finished = state == texts.FINISHED
            if finished and not self.problem and self.goal(self.panel.in_force, self.panel.frame):
                self._reach(repr(self.panel.experiment))
            self._write(finished)
        except Exception as error:  # of the notebook's author; the panel must go on
            self.tell(escape(texts.reason(error)))

    def _reach(self, run):
        """Keep the first way that was found."""
        if not self.reached:
            about = dict(outcome="right", run=run, hints=self.revealed)
            attempts.keep(dict(question=self.title) | about, self.path)
        self.reached = run

    def _write(self, finished):
        run = self.reached or self.earlier
        if run:
            before = "" if self.reached else texts.DONE_BEFORE
            words = f"<b>{texts.DONE}</b> {escape(f'{before} {self.done}'.strip())}"
        else:
            state = self.problem or (texts.NOT_DONE if finished else texts.RUN_TO_THE_END)
            words = f"<b>{texts.OPEN}</b> {escape(state)}"
        if self.panel.player.position:
            findings = [texts.said(found.sentence) for found in self.panel.frame.findings]
            said = " ".join(findings) or texts.NO_FINDINGS
            words += f" {texts.DIAGNOSIS} {escape(said)}"
        details = [f"{texts.DONE_BY} {run}"] if run else []
        self.mark("live-reached", bool(run))
        self.tell(words, look="right" if run else "", details=details)

    def hint(self):
        """Show one hint more."""
        self.revealed = min(self.revealed + 1, len(self.hints))
        self._write_hints()

    def _write_hints(self):
        left = len(self.hints) - self.revealed
        self.hint_button.description = texts.HINT.format(left=left)
        self.hint_button.disabled = not left
        shown = "".join(f"<li>{escape(hint)}</li>" for hint in self.hints[: self.revealed])
        self.shown_hints.value = f"<ol>{shown}</ol>" if shown else ""

    @property
    def paper(self):
        """A box with room for what was tried; in a handout with the picture as it stands."""
        picture = self.picture() if paper.wanted() else ""
        return paper.mission(self.title, self.rules, self.hints, picture)

    after = ""  # it is for the reader to find out
