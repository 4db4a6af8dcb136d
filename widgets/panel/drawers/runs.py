"""Every run of a panel as a row: what was different and how it ended; to show, compare and save."""

import csv
import io
from html import escape
from math import isfinite
from pathlib import Path

import anywidget
import ipywidgets as w
import traitlets as t

from dlcore.experiments import Measure

from ... import texts
from ..recorder import differences
from .base import Drawer


class RunTable(anywidget.AnyWidget):
    """The rows, and what the reader chose: runs to show, pins a and b (0: none), the order."""

    _esm = Path(__file__).with_name("runs.js").read_text("utf-8")
    headings = t.List().tag(sync=True)
    rows = t.List().tag(sync=True)  # {id, name, cells}
    csv = t.Unicode().tag(sync=True)
    shown = t.List(t.Int()).tag(sync=True)
    a, b = t.Int().tag(sync=True), t.Int().tag(sync=True)
    sort, descending = t.Int().tag(sync=True), t.Bool().tag(sync=True)
    words = t.Dict(texts.RUN_TABLE).tag(sync=True)


class Runs(Drawer):
    """The runs that `panel.recorder` keeps."""

    title, icon, help = texts.RUNS, "list", texts.RUNS_HELP

    def __init__(self, panel):
        self.recorder, self.written = panel.recorder, None
        self.table, self.said = RunTable(), w.HTML()
        measures = [(texts.said(name), name) for name in panel.frame.measures]
        self.measure = w.Dropdown(options=measures or [""], description=texts.MEASURE)
        self.measure.layout.display = "flex" if measures else "none"
        self.measure.tooltip = texts.MEASURE_HELP
        super().__init__(panel, [self.measure, self.table, self.said])
        self.measure.observe(self._write, "value")
        self.table.observe(self._write, ["sort", "descending"])
        self.table.observe(self.compare, ["shown", "a", "b"])
        self.table.on_msg(self._removed)

    def refresh(self):
        """Write the rows anew if there is another run; another picture may have other lines."""
        self._write() if self.recorder.runs is not self.written else self.compare()

    def _removed(self, _, message, buffers):
        self.recorder.remove(message["id"])
        self._write()

    # ---- rows

    def _write(self, _=None):
        self.written = runs = self.recorder.runs
        who = list(dict.fromkeys(name for run in runs for name in self._scores(run)))
        headings = [*texts.RUN_COLUMNS, *who]
        lines = [self._values(i, who) for i in range(len(runs))]
        column = min(self.table.sort, len(headings) - 1)
        missing = [values for values in lines if values[column] is None]  # come last
        known = [values for values in lines if values[column] is not None]
        known.sort(key=lambda values: values[column], reverse=self.table.descending)
        with self.table.hold_sync():
            self.table.headings, self.table.csv = headings, as_csv(runs)
            self.table.rows = [self._row(*values) for values in known + missing]
        self.compare()

    def _scores(self, run):
        return run.scores.get(self.measure.value, {})

    def _measure(self):
        return self.panel.frame.measures.get(self.measure.value, Measure())

    def _values(self, i, who):
        run = self.written[i]
        before = self.written[i - 1].experiment if i else None
        new = "; ".join(differences(before, run.experiment)) if i else texts.FIRST_RUN
        scores = self._scores(run)
        return [run.number, new, run.frame.t, run.seconds, *(scores.get(name) for name in who)]

    def _row(self, number, new, steps, seconds, *scores):
        write = self._measure().write
        said = ["" if score is None else write(score) for score in scores]
        cells = [str(number), new, str(steps), f"{seconds:.2f}", *said]
        return dict(id=number, name=texts.RUN.format(number=number), cells=cells)

    # ---- comparing

    def compare(self, _=None):
        """Show the chosen runs behind the present one, and say what A and B have apart."""
        table, runs = self.table, {run.number: run for run in self.recorder.runs}
        pins = {label: n for label, n in (("A", table.a), ("B", table.b)) if n in runs}
        others = [n for n in table.shown if n in runs and n not in pins.values()]
        self.recorder.shown = pins | {texts.RUN.format(number=n): n for n in others}
        fitting = self.panel.overlay()
        lost = [label for label in self.recorder.shown if label not in fitting]
        said = [texts.NO_LINES.format(names=", ".join(lost))] if lost else []
        if len(pins) == 2:
            said.insert(0, self._against(runs[table.a], runs[table.b]))
        self.said.value = f'<div class="live-run">{escape(" ".join(said))}</div>' if said else ""

    def _against(self, a, b):
        about, old, new = self._measure(), self._scores(a), self._scores(b)
        parts = differences(a.experiment, b.experiment) or [texts.SAME_SETTING]
        gaps = [f"{who} {gap(old[who], new[who], about)}" for who in old if who in new]
        parts += [f"{self.measure.value}: {', '.join(gaps)}"] if gaps else []
        names = (texts.RUN.format(number=run.number) for run in (a, b))
        return texts.AGAINST.format(**dict(zip("ab", names, strict=True)), parts="; ".join(parts))


def gap(old, new, about):
    """Two scores and by how much they differ: a factor where ratios count."""
    said = f"{about.write(old)} → {about.write(new)}"
    if not (isfinite(old) and isfinite(new)):
        return said
    if about.log:
        return f"{said} (× {new / old:.2g})" if old else said
    return f"{said} ({new - old:+{about.form}})"


def as_csv(runs):
    """All that is known of the runs, one line each."""
    text = io.StringIO()
    names = dict.fromkeys(name for run in runs for name in run.line)
    table = csv.writer(text, lineterminator="\n")
    table.writerow(names)
    table.writerows([run.line.get(name, "") for name in names] for run in runs)
    return text.getvalue()
