"""Any two knobs and several seeds at one click, as a heat map; a click on a cell loads it."""

import asyncio
from contextlib import aclosing
from dataclasses import replace
from html import escape
from time import perf_counter

import ipywidgets as w

from dlcore.experiments import sweep, swept, values_of

from ... import texts
from ...views.grid import GridView
from ..bits import button
from ..number import read, written
from ..player import Player
from ..workers import computed
from .base import Drawer

PATIENCE = 0.25  # seconds between two drawings
USUAL = 5  # values of each knob


class Axis(w.HBox):
    """Which knob is swept over which values; `values` is what was typed, as the knob wants it."""

    def __init__(self, knobs, name, description):
        self.knobs = knobs
        self.name = w.Dropdown(options=labels(knobs), value=name, description=description)
        self.name.tooltip = texts.AXIS_HELP
        self.typed = w.Text(description=texts.VALUES, continuous_update=False)
        self.typed.tooltip, self.typed.layout.flex = texts.VALUES_HELP, "1 1 240px"
        self.name.observe(self._usual, "value")
        self._usual()
        super().__init__([self.name, self.typed], layout=dict(flex_flow="row wrap"))

    def offer(self, knobs):
        """Other knobs to choose from; what is typed stays if its knob does."""
        self.knobs, name, typed = knobs, self.name.value, self.typed.value
        self.name.options = labels(knobs)
        if name in knobs:
            self.name.value, self.typed.value = name, typed

    def _usual(self, _=None):
        values = values_of(self.knobs[self.name.value], USUAL)
        self.typed.value = ", ".join(map(written, values))

    @property
    def values(self):
        """The values that were typed; ValueError if one is none."""
        knob = self.knobs[self.name.value]
        comma = ";" if ";" in self.typed.value else ","
        parts = [part.strip() for part in self.typed.value.split(comma) if part.strip()]
        return tuple(as_value(part, knob) for part in parts)


def as_value(part, knob):
    """Text -> a number or one of the choices of a knob."""
    choices = knob.metadata["choices"] or ((True, False) if isinstance(knob.default, bool) else ())
    named = {str(choice): choice for choice in choices}
    if named:
        return named.get(part, part)  # the experiment knows what is allowed
    number = read(part, isinstance(knob.default, int))
    if isinstance(number, str):
        said = texts.label(knob.name, knob.metadata)
        raise ValueError(texts.NO_NUMBER.format(name=said, text=part))
    return number


def labels(knobs):
    """Options of a menu of knobs."""
    return [(texts.label(n, f.metadata), n) for n, f in knobs.items()]


def effective(experiment):
    """{name: field} of the knobs that can be swept and have an effect now."""
    idle = experiment.idle
    return {name: knob for name, knob in swept(experiment).items() if name not in idle}


class Grid(Drawer):
    """A sweep of the panel's experiment: computed in pieces, stopped at once, drawn as it grows."""

    title, icon, help = texts.GRID, "th", texts.GRID_HELP

    def __init__(self, panel):
        self.frame = self.view = self.task = self.base = None
        self.quiet = False  # menus are being filled
        knobs = effective(panel.in_force)
        numbers = [n for n, f in knobs.items() if f.metadata["low"] is not None]
        wanted = [*panel.experiment.grid, *numbers, *knobs]
        first = [name for name in dict.fromkeys(wanted) if name in knobs]
        self.a, self.b = (Axis(knobs, first[i], texts.AXES[i]) for i in range(2))
        self.seeds = w.IntSlider(3, 1, 10, description=texts.SEEDS, tooltip=texts.SEEDS_HELP)
        self.run_button = button(texts.RUN_GRID, "play", texts.RUN_GRID_HELP, self.toggle)
        self.bar = w.FloatProgress(max=1.0, layout=dict(width="160px"))
        self.said, self.stage = w.HTML(), w.VBox()
        self.chosen = w.HBox(layout=dict(flex_flow="row wrap"))
        bar = w.HBox([self.seeds, self.run_button, self.bar], layout=dict(flex_flow="row wrap"))
        super().__init__(panel, [self.a, self.b, bar, self.said, self.stage, self.chosen])

    @classmethod
    def suits(cls, panel):
        """Frames with scores can be compared, where two knobs can be swept."""
        return bool(panel.frame.measures) and len(swept(panel.experiment)) > 1

    def refresh(self):
        """Offer the knobs that have an effect now."""
        knobs = effective(self.panel.in_force)
        if list(knobs) == list(self.a.knobs):
            return
        self.a.offer(knobs)
        self.b.offer(knobs)
        if self.a.name.value == self.b.name.value:
            self.b.name.value = next(name for name in knobs if name != self.a.name.value)

    # ---- computing

    def toggle(self):
        """Compute the grid, or stop."""
        if self.task:
            return self.stop()
        try:
            loop, base = asyncio.get_running_loop(), self.panel.in_force
            seeds = (
                range(base.seed, base.seed + self.seeds.value) if hasattr(base, "seed") else (0,)
            )
            axes = (self.a.name.value, self.a.values, self.b.name.value, self.b.values)
            sweep(base, *axes, seeds)  # complains, if there is reason to
        except RuntimeError:
            return self._say(texts.NO_LOOP, "problem")
        except (ValueError, TypeError) as error:
            return self._say(texts.reason(error), "problem")
        if player := Player.now_playing():
            player.pause()
        self.base, self.task = base, loop.create_task(self._run(base, *axes, seeds))
        self.run_button.description, self.run_button.icon = texts.STOP, "stop"

    def stop(self):
        """Leave what is known and compute no more."""
        if self.task:
            self.task.cancel()
        self.task = None
        self.run_button.description, self.run_button.icon = texts.RUN_GRID, "play"

    async def _run(self, *asked):
        drawn, drawn_at, self.bar.value = 0, 0.0, 0.0
        try:
            async with aclosing(computed(*asked)) as frames:
                async for self.frame in frames:
                    self.bar.value = max(self.bar.value, self.frame.share)
                    if self.frame.t > drawn and perf_counter() - drawn_at > PATIENCE:
                        drawn, drawn_at = self.frame.t, perf_counter()
                        self.draw()
            self.task = None
            self.draw()
        except Exception as error:
            self.task = None
            self.draw()  # what is known
            self._say(f"{texts.reason(error)} {texts.said(self.frame.summary)}", "problem")
        self.task = None
        self.stop()

    # ---- what is seen

    def draw(self):
        """Show the scores chosen in the menus, as far as they are known."""
        frame = self.frame
        if self.quiet or frame is None or not frame.t:
            return
        if not self.chosen.children:
            self._add_menus()
        self._offer(self.measure, [(texts.said(name), name) for name in frame.grid])
        self._offer(self.who, list(frame.grid[self.measure.value]))
        scores = self.measure.value, self.who.value
        if self.view is None or not self.view.fits(frame):
            self._new_view(frame)
        self.view.draw(frame, *scores)
        self._say(self.view.figure.summary)
        rows = enumerate(frame.cells(*scores))
        cells = [(i, j, *cell) for i, row in rows for j, cell in enumerate(row)]
        # with scores only at the end: a menu that is open should not change all the time
        words = [place if self.task else f"{place}: {said}" for _, _, place, said in cells]
        self._offer(self.cell, [(word, cell[:2]) for word, cell in zip(words, cells, strict=True)])

    def _add_menus(self):
        """What is shown of a grid, and which of its cells is loaded."""
        self.measure = w.Dropdown(description=texts.MEASURE, tooltip=texts.MEASURE_HELP)
        self.who = w.Dropdown(description=texts.WHO, tooltip=texts.WHO_HELP)
        self.cell = w.Dropdown(description=texts.CELL, tooltip=texts.CELL_HELP)
        self.cell.layout.flex = "1 1 300px"
        load = button(texts.LOAD, "upload", texts.LOAD_CELL_HELP, self.load)
        self.chosen.children = [self.measure, self.who, self.cell, load]
        for choice in (self.measure, self.who):
            choice.observe(lambda _: self.draw(), "value")

    def _offer(self, menu, options):
        """Give a menu these options, and leave it where it is if it can stay there."""
        if menu.options != tuple(options):
            self.quiet, before = True, menu.value
            menu.options = options
            values = [value for _, value in menu._options_full]
            menu.value = before if before in values else values[0]
            self.quiet = False

    def _new_view(self, frame):
        old, self.view = self.view, GridView(frame)
        self.view.figure.on_pick(self._picked)
        self.stage.children = [self.view.figure]
        if old is not None:
            old.figure.close()

    def _say(self, words, kind="said"):
        self.said.value = f'<div class="live-status {kind}">{escape(words)}</div>'

    # ---- a cell becomes the panel's setting

    def _picked(self, pick):
        if pick.done:
            i, j = (
                round(min(max(v, 0), len(u) - 1))
                for v, u in zip((pick.y, pick.x), self.frame.values, strict=True)
            )
            self.load((i, j))

    def load(self, cell=None):
        """Show the setting of a cell, by default the one in the menu, in the panel."""
        frame, (i, j) = self.frame, cell or self.cell.value
        try:
            knobs = {frame.a: frame.values_a[i], frame.b: frame.values_b[j]}
            self.panel.load(replace(self.base, **knobs))
        except Exception as error:
            self._say(texts.reason(error), "problem")

    def close(self):
        """Compute no more."""
        self.stop()
        super().close()
