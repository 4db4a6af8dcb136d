"""A contest with oneself: so many runs of a panel, the best of them by a score that it shows."""

from html import escape

from dlcore.checks import function, number

from .. import texts
from ..panel.recorder import differences
from . import paper, slips
from .box import Box

LISTED = 5  # of the best


class Contest(Box):
    """A panel, of which `budget` finished runs count; the best have the highest score(frame).

    The same settings again are the same run. form: how a score is written. `best` is the
    experiment with the highest one.
    """

    def __init__(self, panel, title, score, budget=20, form=".1%"):
        slips.must_be_a_panel(panel)
        self.score, self.form = function("score", score, "frame"), form
        self.budget = number("budget", budget, whole=True, least=1)
        self.title, self.start, self.runs = title, panel.in_force, {}
        super().__init__(f"<b>{texts.CONTEST} {escape(title)}</b> {escape(self.rules)}", (), panel)
        self._write()
        panel.watchers.append(self.watch)

    @property
    def rules(self):
        """What counts."""
        return texts.CONTEST_RULES.format(budget=self.budget)

    @property
    def order(self):
        """[(experiment, score), ...], the best first; of equal ones the earlier."""
        return sorted(self.runs.items(), key=lambda run: -run[1])

    @property
    def best(self):
        """The experiment with the highest score."""
        if not self.runs:
            raise ValueError(texts.NO_RUN_YET)
        return self.order[0][0]

    def watch(self, state):
        """The panel's player does something else now."""
        if state != texts.FINISHED:
            return
        run = self.panel.in_force
        try:
            if run not in self.runs and len(self.runs) < self.budget:
                value = float(self.score(self.panel.frame))
                self.runs[run] = value if value == value else float("-inf")
            self._write(run)
        except Exception as error:  # of the notebook's author; the panel must go on
            self.tell(escape(texts.reason(error)))

    def _write(self, last=None):
        """How many are left, the best, and how the last one did."""
        used, over = len(self.runs), last is not None and last not in self.runs
        said = texts.RUNS_USED.format(used=used, budget=self.budget)
        if used == self.budget:
            said += f" {texts.USED_UP}"
        lines = [self._line(n, run) for n, run in enumerate(self.order[:LISTED], 1)]
        places = [run for run, _ in self.order]
        if last in places[LISTED:]:
            n = places.index(last)
            lines.append(self._line(n + 1, self.order[n]))
        rows = f"<table class='live-board'>{''.join(lines)}</table>" if lines else ""
        self.tell(f"<b>{escape(said)}</b> {texts.NOT_COUNTED if over else ''}{rows}")

    def _line(self, place, pair):
        """A row: its place, score, and what is different from the start."""
        run, value = pair
        changed = ", ".join(differences(self.start, run)) or texts.AS_IT_BEGAN
        cells = (f"{place}.", format(value, self.form), escape(changed))
        return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"

    @property
    def paper(self):
        """A box with room for what was tried."""
        return paper.mission(self.title, self.rules, (), self.picture() if paper.wanted() else "")

    after = ""  # it is each reader's own
