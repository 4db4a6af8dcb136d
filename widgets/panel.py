"""Panel: a form, a player and a figure around an experiment."""

from dataclasses import fields
from html import escape
from time import perf_counter

import ipywidgets as w

from . import texts, theme
from .controls import Form, plain
from .page import Page
from .player import Player


class Panel(w.VBox):
    """Shows an experiment: `experiment`, `form`, `player`, `view`, `status` and `code`.

    kind: an Experiment class; make_view: frame -> view. knobs: values to start with.
    hide: names of knobs without a control. A knob that makes no sense is answered in the status
    line; what was seen last stays.
    """

    def __init__(self, kind, make_view, hide=(), **knobs):
        self.make_view, self.view, self.state, self.problem = make_view, None, texts.READY, ""
        self.said_at = 0.0
        self.experiment = self._first(kind, knobs)
        instant = self.experiment.instant
        side = w.Layout(flex=f"0 1 {theme.FORM_WIDTH}", min_width="240px")
        self.form = Form(self.experiment, self._changed, hide, instant, layout=side)
        self.player = Player(self._draw, self._tell)
        self.status_line, self.code_line, self.table = w.HTML(), w.HTML(), w.HTML()
        self.table_button = w.ToggleButton(
            False, description=texts.TABLE, icon="table", tooltip=texts.TABLE_HELP
        )
        self.table_button.layout.width = "auto"
        self.table_button.observe(lambda _: self._write_table(), "value")
        self.stage = w.VBox(layout=dict(flex="1 1 480px", min_width="0", overflow="hidden"))
        top = w.HBox([self.form, self.stage], layout=dict(flex_flow="row wrap"))
        bottom = w.HBox([self.player, self.table_button], layout=dict(flex_flow="row wrap"))
        self.player.layout.flex = "1 1 auto"
        written = [self.status_line, self.code_line, self.table]
        super().__init__([Page(), top, bottom, *written])
        self.add_class("live-panel")
        self._restart()

    def _first(self, kind, knobs):
        """The experiment with these knobs; with its usual ones if they make no sense."""
        known = [f.name for f in fields(kind)]
        strange = [name for name in knobs if name not in known]
        try:
            if strange:
                names = ", ".join(strange)
                raise ValueError(texts.UNKNOWN_KNOBS.format(names=names, known=", ".join(known)))
            return kind(**knobs)
        except ValueError as error:
            self.problem = str(error)
            return kind()

    # ---- what happens

    def _changed(self, name):
        """A control moved: take the new experiment, or say why it is none."""
        try:
            experiment = self.form.value
            if experiment == self.experiment and not self.problem:
                return
            self.experiment, self.problem = experiment, ""
            self._restart()
        except Exception as error:
            self.problem = str(error)
            self._write_status()

    def _restart(self):
        if self.experiment.instant:
            self.player.load_all(self.experiment.frames)
        else:
            if self.view is not None and hasattr(self.view, "keep"):
                self.view.keep()
            self.player.load(self.experiment.frames)
        self._fit_points()
        self._write_code()
        self._tell(texts.FINISHED if self.player.at_end else texts.READY)

    def _fit_points(self):
        """Let position controls run over what the picture shows."""
        for name, made in self.form.controls.items():
            if hasattr(made, "fit"):
                made.fit(*self.experiment.reach(name))

    def _draw(self, frame):
        self.frame = frame
        if self.view is None or not self.view.fits(frame):
            old, self.view = self.view, self.make_view(frame)
            self.view.figure.on_pick(self._picked) if hasattr(self.view, "start") else None
            self.stage.children = [self.view.figure]
            if old is not None:
                old.figure.close()
        else:
            self.view.draw(frame)
        if perf_counter() - self.said_at > 0.25:
            self._write_status()

    def _picked(self, x, y, done):
        self.form.set(start=(plain(x), plain(y)))

    def _tell(self, state, problem=""):
        self.state, self.problem = state, problem or self.problem
        self._write_status()
        self._write_table()

    # ---- what is written

    @property
    def status(self):
        """What the status line says, as plain text."""
        return f"{self.state}: {self.problem or self.frame.summary}"

    def _write_status(self):
        self.said_at = perf_counter()
        kind = "problem" if self.problem else "said"
        state = texts.ERROR if self.problem else self.state
        text = escape(self.problem or self.frame.summary)
        self.status_line.value = f'<div class="live-status {kind}"><b>{state}</b> {text}</div>'

    @property
    def code(self):
        """One line that makes the same run again."""
        return f"frames = list({self.experiment!r}.frames())"

    def _write_code(self):
        code = escape(self.code)
        self.code_line.value = f'<div class="live-code">{texts.CODE} <code>{code}</code></div>'

    def _write_table(self):
        if not self.table_button.value:
            self.table.value = ""
            return
        head, rows = self.frame.table
        cells = ["".join(f"<td>{escape(str(v))}</td>" for v in row) for row in rows]
        head = "".join(f'<th scope="col">{escape(h)}</th>' for h in head)
        body = "".join(f"<tr>{row}</tr>" for row in cells)
        self.table.value = f'<table class="live-table"><tr>{head}</tr>{body}</table>'

    def close(self):
        """Stop, and free every widget of the panel."""
        self.player.close()
        if self.view is not None:
            self.view.figure.close()
        free(self)


def free(widget):
    """Close a widget with its children, layout and style."""
    for child in getattr(widget, "children", ()):
        free(child)
    for part in ("layout", "style"):
        if isinstance(getattr(widget, part, None), w.Widget):
            getattr(widget, part).close()
    w.Widget.close(widget)
