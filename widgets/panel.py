"""Panel: a form, a player and a figure around an experiment, with drawers below."""

import os
import sys
from base64 import b64encode
from dataclasses import fields, replace
from html import escape
from time import perf_counter

import ipywidgets as w

from dlcore.experiments import Now

from . import cells, texts, theme
from .controls import Form, plain
from .drawers import ALL, Share
from .page import Page
from .player import Player
from .recorder import Recorder
from .state_code import belongs
from .static import picture

PATIENCE = 0.25  # seconds between two writings of words while frames stream


class Panel(w.VBox):
    """Shows an experiment: `experiment`, `frame`, `form`, `player`, `view`, `status`, `code`.

    kind: an Experiment class; make_view: frame -> view. knobs: values to start with.
    hide: names of knobs without a control; fix: of those whose control is shown but cannot be
    moved; title: words above. A knob that makes no sense is answered in the status line; what was
    seen last stays. watchers: called with the player's state when it changes.
    """

    def __init__(self, kind, make_view, hide=(), fix=(), title="", **knobs):
        self.make_view, self.view, self.now, self.written_at = make_view, None, None, 0.0
        self.experiment, self.problem = self._first(kind, knobs, (*hide, *fix))
        self.behind = self.fitting = {}  # other runs that the picture shows
        self.refused = ""  # why what the controls say cannot be shown
        side = w.Layout(flex=f"1 1 {theme.FORM_WIDTH}", min_width="240px")
        self.form = Form(self.experiment, self._changed, hide, kind.instant, layout=side)
        self.player = Player(self._draw, self._tell)
        self.recorder = Recorder(self, self._write)
        self.status_line, self.code_line = w.HTML(), w.HTML()
        # beside the form the stage takes all room that is left; below it, the form has columns
        self.stage = w.VBox(layout=dict(flex="1000 1 480px", min_width="0", overflow="hidden"))
        self.drawers, self.buttons, self.open_drawers = {}, {}, w.VBox()
        self.watchers = []
        top = w.HBox([self.form, self.stage], layout=dict(flex_flow="row wrap"))
        bar = w.HBox(layout=dict(flex_flow="row wrap"))
        written = [self.status_line, self.code_line, self.open_drawers]
        heading = [w.HTML(f'<div class="live-title">{escape(title)}</div>')] if title else []
        self.page = Page()
        self.page.on_msg(lambda _, message, buffers: self._addressed(message["code"]))
        super().__init__([self.page, *heading, top, self.player, bar, *written])
        self.add_class("live-panel")
        if theme.large:
            self.add_class("live-large")
        self._start(kind)
        for name in set(fix) & set(self.form.controls):
            freeze(self.form.controls[name])
        self.buttons = {kind: self._button(kind) for kind in ALL if kind.suits(self.frame)}
        bar.children = list(self.buttons.values())
        cells.opened(self)

    def _first(self, kind, knobs, named):
        """The experiment with these knobs and ""; if they make no sense, the usual one and why."""
        known = [f.name for f in fields(kind)]
        strange = [name for name in (*knobs, *named) if name not in known]
        try:
            if strange:
                names = ", ".join(strange)
                raise ValueError(texts.UNKNOWN_KNOBS.format(names=names, known=", ".join(known)))
            return kind(**knobs), ""
        except (ValueError, TypeError) as error:
            return kind(), texts.reason(error)

    def _start(self, kind):
        """The first picture; that of the usual experiment if the wanted one fails."""
        problem = self.problem
        try:
            self._restart()
        except Exception as error:
            problem, self.experiment = texts.reason(error), kind()
            self._restart()
        if kind.to_play:
            self.player.show(0)
        self.problem = problem
        self._write()

    def _button(self, drawer):
        button = w.ToggleButton(
            False, description=drawer.title, icon=drawer.icon, tooltip=drawer.help
        )
        button.layout.width = "auto"
        button.observe(lambda change: self._slide(drawer, change["new"]), "value")
        return button

    def _slide(self, drawer, is_open):
        """Open or close a drawer; it is made when it is first opened."""
        if drawer not in self.drawers:
            self.drawers[drawer] = drawer(self)
        pressed = [kind for kind, button in self.buttons.items() if button.value]
        self.open_drawers.children = [self.drawers[kind] for kind in pressed]
        if is_open:
            self.drawers[drawer].refresh()

    # ---- what happens

    def _changed(self, name):
        """A control moved: go on with its value, start anew with it, or say why neither."""
        try:
            experiment = self.form.value
            self.problem = self.refused = ""
            if name in self.experiment.live and self.player.under_way:
                self.now.turn(name, getattr(experiment, name))
                self.experiment = replace(self.experiment, changes=tuple(self.now.changes))
                self._write()
            elif experiment != self.in_force:
                self.run(experiment)
            else:
                self._write()
        except Exception as error:
            self.problem = self.refused = texts.reason(error)
            self._write()

    @property
    def in_force(self):
        """The experiment with everything that was changed while it ran."""
        latest = {name: value for _, name, value in self.experiment.changes}
        return replace(self.experiment, changes=(), **latest)

    def _addressed(self, code):
        """The page was opened by a link with a code."""
        if belongs(code, self.page.panel):
            self.restore(code)

    def restore(self, code):
        """Show the state of a code; the Share drawer opens and tells whether it is the same."""
        self.buttons[Share].value = True
        self.drawers[Share].restore(code)

    def load(self, experiment):
        """Show this experiment from its beginning, and move the controls to its knobs."""
        self.refused = ""
        self.run(experiment)
        knobs = [f.name for f in fields(experiment) if f.metadata]
        self.form.show(**{name: getattr(self.in_force, name) for name in knobs})

    def run(self, experiment):
        """Show this experiment from its beginning; if it fails, the present one stays."""
        self.recorder.replaced()
        before, self.experiment = (self.experiment, self.now), experiment
        try:
            self._restart()
        except Exception:
            self.experiment, self.now = before
            self.view.draw(self.frame)  # it may be half drawn over
            raise

    def _restart(self):
        if self.experiment.instant:
            self.player.load_all(self._frames)
        else:
            self.player.load(self._frames)
        self.overlay()
        self._fit_points()
        self._tell(self.player.state)

    def _frames(self):
        """The frames of the experiment, which listen to controls that may move meanwhile."""
        if not self.experiment.live:
            return self.experiment.work()
        self.now = Now(self.experiment)
        return self.experiment.work(self.now)

    def _fit_points(self):
        """Let position controls run over what the picture shows."""
        for name, made in self.form.controls.items():
            if hasattr(made, "fit"):
                made.fit(*self.experiment.reach(name))

    def overlay(self):
        """Show the runs to be compared behind the present one; returns those that fit there."""
        frames = self.recorder.behind
        behind = self.view, {label: id(frame) for label, frame in frames.items()}
        if behind != self.behind and hasattr(self.view, "overlay"):
            self.behind, self.fitting = behind, self.view.overlay(frames)
        return self.fitting

    def _draw(self, frame):
        if self.view is not None and self.view.fits(frame):
            self.view.draw(frame)
        else:
            self._new_view(frame)
        self.frame = frame
        if perf_counter() - self.written_at > PATIENCE:
            self._write()

    def _new_view(self, frame):
        old, self.view = self.view, self.make_view(frame)
        if hasattr(self.view, "start"):
            self.view.figure.on_pick(self._picked)
        self.stage.children = [self.view.figure]
        self.overlay()
        if old is not None:
            old.figure.close()

    def _picked(self, x, y, done):
        self.form.set(**self.experiment.picked(plain(x), plain(y)))

    def _tell(self, state, problem=""):
        """The player has something to say."""
        self.problem = problem or self.refused
        self.recorder.told(state)
        self._write()
        for button in self.buttons.values():
            button.disabled = self.player.held  # drawers could give away what is asked
            button.value = button.value and not self.player.held
        for drawer in self.drawers.values():
            drawer.rested(state)
        for watch in tuple(self.watchers):
            watch(state)

    # ---- what is written

    @property
    def status(self):
        """What the status line says, as plain text."""
        state = texts.ERROR if self.problem else self.player.state
        return f"{state}: {self.problem or texts.said(self.frame.summary)}"

    @property
    def code(self):
        """At most 15 lines of plain dlcore that make the present frame again."""
        made = f"{self.experiment!r}.frames()"
        return texts.CODE_LINES.format(
            kind=type(self.experiment).__name__, made=made, position=self.player.position
        )

    def _write(self):
        """Bring every word up to the present frame."""
        self.written_at = perf_counter()
        kind = "problem" if self.problem else "said"
        state, text = self.status.split(": ", 1)
        line = f'<div class="live-status {kind}"><b>{escape(state)}</b> {escape(text)}</div>'
        self.status_line.value = line
        run = escape(repr(self.experiment))
        self.code_line.value = f'<div class="live-run">{texts.THIS_RUN} <code>{run}</code></div>'
        for drawer in self.open_drawers.children:
            drawer.refresh()

    def _repr_mimebundle_(self, **kwargs):
        """The panel, and for where no widget can answer a picture of it and its sentence."""
        if os.environ.get("LIVE_PANELS") == "finished":  # see handout.py
            self.player.show(sys.maxsize)
        twins = {"text/plain": self.status}
        twins["image/png"] = b64encode(picture(self.view.figure)).decode()
        return super()._repr_mimebundle_(**kwargs) | twins

    def close(self):
        """Stop, and free every widget of the panel."""
        self.recorder.close()
        for part in (*self.children, *self.drawers.values()):
            free(part)
        self.layout.close()
        super().close()


def freeze(widget):
    """Show a control without letting it be moved."""
    for child in getattr(widget, "children", ()):
        freeze(child)
    if hasattr(widget, "disabled"):
        widget.disabled = True


def free(widget):
    """Close a widget with its children, layout and style."""
    for child in getattr(widget, "children", ()):
        free(child)
    for part in ("layout", "style"):
        if isinstance(getattr(widget, part, None), w.Widget):
            getattr(widget, part).close()
    widget.close()
