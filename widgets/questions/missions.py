"""Missions: a state of a panel that the reader is to bring about, watched and diagnosed."""

from dataclasses import fields
from html import escape

import ipywidgets as w

from .. import texts
from ..panel import cells
from ..panel.page import Page
from ..panel.panel import free
from ..panel.player import button


class Mission(w.VBox):
    """A goal for a panel, reached when a finished run fulfils it.

    goal: (experiment, frame) -> bool. allowed: names of the knobs that may differ from the
    start; changes: how many may. hints are shown one by one. done: said when it is reached.
    The diagnosis is `frame.findings`.
    """

    def __init__(self, panel, title, goal, hints=(), allowed=None, changes=None, done=""):
        self.panel = panel
        knobs = [f for f in fields(panel.experiment) if f.metadata]
        self.labels = {f.name: texts.label(f.name, f.metadata) for f in knobs}
        if strange := [name for name in allowed or () if name not in self.labels]:
            known = ", ".join(self.labels)
            raise ValueError(f"allowed must be among {known}, not {', '.join(strange)}")
        self.goal, self.allowed, self.changes = goal, allowed, changes
        self.hints, self.done = list(hints), done
        self.start, self.reached, self.revealed = panel.in_force, "", 0
        self.said, self.shown_hints = w.HTMLMath(), w.HTMLMath()
        self.said.add_class("live-said")
        self.shown_hints.add_class("live-said")
        self.hint_button = button("", "lightbulb-o", texts.HINT_HELP, self.hint)
        self.hint_button.layout.align_self = "flex-start"
        self.hint_button.layout.display = None if hints else "none"
        head = w.HTMLMath(f"<b>{texts.MISSION} {escape(title)}</b> {escape(self.rules)}")
        head.add_class("live-asked")
        super().__init__([Page(), head, self.said, self.hint_button, self.shown_hints])
        self.add_class("live-panel")
        self._write_hints()
        self.watch(panel.player.state)
        panel.watchers.append(self.watch)
        cells.opened(self)

    @property
    def rules(self):
        """What may be changed, in words."""
        rules = []
        if self.allowed is not None:
            rules.append(texts.MAY_CHANGE.format(names=self.named(self.allowed)))
        if self.changes is not None:
            rules.append(texts.MAY_CHANGES.format(count=self.changes))
        return " ".join(rules)

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
                self.reached = repr(self.panel.experiment)
            self._write(finished)
        except Exception as error:  # of the notebook's author; the panel must go on
            self.said.value = f"<p>{escape(texts.reason(error))}</p>"

    def _write(self, finished):
        if self.reached:
            lines = [f"<b>{texts.DONE}</b> {escape(self.done)}"]
            lines.append(f"{texts.DONE_BY} <code>{escape(self.reached)}</code>")
        else:
            state = self.problem or (texts.NOT_DONE if finished else texts.RUN_TO_THE_END)
            lines = [f"<b>{texts.OPEN}</b> {escape(state)}"]
        if self.panel.player.position:
            findings = [escape(texts.said(found.sentence)) for found in self.panel.frame.findings]
            lines.append("<br>".join([texts.DIAGNOSIS, *(findings or [texts.NO_FINDINGS])]))
        self.said.value = "".join(f"<p>{line}</p>" for line in lines)

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

    def close(self):
        """The panel goes on without."""
        if self.watch in self.panel.watchers:
            self.panel.watchers.remove(self.watch)
        for part in self.children:
            free(part)
        self.layout.close()
        super().close()
