"""A knob of an experiment becomes a labelled control; a form holds one for each knob."""

from contextlib import suppress
from dataclasses import fields
from math import log10

import ipywidgets as w
import traitlets

from . import texts, theme


def plain(number):
    """Three significant digits: sliders step through 0.0199526 and 1.2000000000000002."""
    return float(f"{number:.3g}") if isinstance(number, float) else number


def stands_at(made, value):
    """True if a control has not left this value; a slider in a page moves to its nearest step."""
    if isinstance(made, w.FloatLogSlider):
        return abs(log10(made.value) - log10(value)) < 0.51 * made.step
    if isinstance(made, w.FloatSlider):
        return abs(made.value - value) < 0.51 * made.step
    return made.value == value


class Choices(w.VBox):
    """Several of some names, as a grid of check boxes; `value` is a tuple in the given order."""

    value = traitlets.Tuple()

    def __init__(self, options, value, description, columns=2):
        self.boxes = {}
        layout = w.Layout(grid_template_columns=f"repeat({columns}, minmax(0, 1fr))")
        self.grid = w.GridBox(layout=layout)
        super().__init__([w.Label(description), self.grid], value=tuple(value))
        self.offer(options)

    def offer(self, options):
        """Add a box for every option that has none yet."""
        for name in options:
            if name not in self.boxes:
                layout = w.Layout(width="auto", margin="0")
                box = w.Checkbox(name in self.value, description=name, indent=False, layout=layout)
                box.observe(self._from_boxes, "value")
                self.boxes[name] = box
        self.grid.children = list(self.boxes.values())

    def _from_boxes(self, _):
        self.value = tuple(name for name, box in self.boxes.items() if box.value)

    @traitlets.observe("value")
    def _to_boxes(self, change):
        for name, box in self.boxes.items():
            box.value = name in change["new"]


class Point(w.VBox):
    """A position in the plane; `value` is (x, y), or None for the usual place."""

    value = traitlets.Tuple(allow_none=True, default_value=None)
    continuous_update, disabled = traitlets.Bool(True), traitlets.Bool(False)

    def __init__(self, value, description):
        self.usual, self.busy, self.words, self.axes, self.domain = None, False, description, (), ()
        super().__init__(value=value)

    def fit(self, domain, usual):
        """Let the sliders run over ((x0, x1), (y0, y1)); `usual` is shown while value is None."""
        if domain != self.domain:
            self._new_axes(domain)
        self.usual, self.domain = usual, domain
        self._to_axes()

    def _new_axes(self, domain):
        """New sliders: to a new range, an old one in the page would answer with its old place."""
        old = self.axes
        self.axes = [
            w.FloatSlider(min=low, max=high, step=0.01, description=f"{self.words} {axis}")
            for axis, (low, high) in zip("xy", domain, strict=True)
        ]
        for slider in self.axes:
            slider.style.description_width, slider.layout.width = theme.LABEL_WIDTH, "auto"
            slider.continuous_update, slider.disabled = self.continuous_update, self.disabled
            slider.observe(self._from_axes, "value")
        self.children = self.axes
        for slider in old:
            for part in (slider.layout, slider.style, slider):
                part.close()

    def _from_axes(self, _):
        now = self.value or self.usual
        if self.busy or all(map(stands_at, self.axes, now)):
            return
        place = tuple(plain(slider.value) for slider in self.axes)
        self.value = None if place == self.usual else place

    @traitlets.observe("value")
    def _to_axes(self, _=None):
        if not self.axes:
            return
        self.busy = True
        for slider, v in zip(self.axes, self.value or self.usual, strict=True):
            slider.value = v
        self.busy = False


def control(f, value):
    """Dataclass field with knob metadata -> the control that shows `value`."""
    about, name = f.metadata, texts.label(f.name, f.metadata)
    if about["many"]:
        return Choices(about["choices"], value, name)
    if about["point"]:
        return Point(None if value is None else tuple(value), name)
    if about["choices"] is not None:
        made = w.Dropdown(options=list(about["choices"]), value=value)
    elif isinstance(f.default, bool):
        made = w.interactive.widget_from_abbrev(value)
    else:
        made = slider(about, isinstance(f.default, int))
        show(made, value)
    made.description, made.tooltip = name, texts.said(about["help"])
    made.style.description_width, made.layout.width = theme.LABEL_WIDTH, "auto"
    return made


def slider(about, whole):
    """A slider over the usual range of a number."""
    low, high = about["low"], about["high"]
    if about["log"]:
        shape = dict(step=0.01, readout_format=".3")
        made = w.FloatLogSlider(low, min=log10(low), max=log10(high), **shape)
        made.usual_step = made.step
        return made
    made = w.interactive.widget_from_abbrev((low, high, 1 if whole else (high - low) / 100))
    made.readout_format, made.usual_step = "d" if whole else ".3", made.step
    return made


def show(made, value):
    """Let a control show a value, a slider even one outside its usual range."""
    if hasattr(made, "readout_format"):
        place = log10(value) if isinstance(made, w.FloatLogSlider) else value
        made.min, made.max = min(made.min, place), max(made.max, place)
        if not isinstance(made, w.IntSlider):
            # in a page a slider stands at min plus whole steps, and its words tell where it stands
            made.step = fitting(place - made.min, made.usual_step)
    made.value = value


def fitting(length, step):
    """The step next to the usual one that a length is a multiple of."""
    return length / (round(length / step) or 1) or step


class Form(w.VBox):
    """Controls for the knobs of an experiment; `value` is the experiment they describe.

    on_change(name) is called after a control moved. hide: knobs that keep their value unseen.
    continuous: tell while a slider moves, not only when it is let go.
    """

    def __init__(self, experiment, on_change, hide=(), continuous=True, layout=None):
        self.kind, self.on_change, self.quiet = type(experiment), on_change, False
        knobs = [f for f in fields(experiment) if f.metadata]
        self.asked = {f.name: getattr(experiment, f.name) for f in knobs}
        knobs = [f for f in knobs if f.name not in hide]
        self.controls = {f.name: control(f, self.asked[f.name]) for f in knobs}
        self.shown = {name: made.value for name, made in self.controls.items()}
        for name, made in self.controls.items():
            for part in (made, *getattr(made, "axes", ())):
                if "continuous_update" in part.traits():
                    part.continuous_update = continuous
            made.observe(lambda _, name=name: self._moved(name), "value")
        super().__init__(list(self.controls.values()), layout=layout or w.Layout())
        self.add_class("live-form")
        self.choices = {f.name: f.metadata["choices"] for f in knobs}
        for choices in self.choices.values():
            if hasattr(choices, "watchers"):
                choices.watchers.add(self)

    @property
    def value(self):
        """The experiment with the values of the controls; ValueError if it makes no sense."""
        return self.kind(**{name: self._value_of(name) for name in self.asked})

    def _value_of(self, name):
        """What the control shows, or what was asked for exactly if it has not moved since."""
        if name not in self.controls or stands_at(self.controls[name], self.shown[name]):
            return self.asked[name]
        return plain(self.controls[name].value)

    @property
    def problem(self):
        """Why the controls make no experiment, in a sentence, or nothing."""
        try:
            self.value  # noqa: B018
        except ValueError as error:
            return texts.reason(error)
        return ""

    def set(self, **values):
        """Move controls, or hidden knobs, by program; `on_change` is called once for all."""
        self.show(**values)
        self.on_change(next(iter(values)))

    def show(self, **values):
        """Move controls, or hidden knobs, and tell nobody."""
        self.quiet = True
        try:
            for name, value in values.items():
                self.asked[name] = value
                if name in self.controls:
                    # a control cannot show nonsense; `value` says what is wrong with it
                    with suppress(ValueError, TypeError, OverflowError, traitlets.TraitError):
                        show(self.controls[name], value)
                    self.shown[name] = self.controls[name].value
        finally:
            self.quiet = False

    def registry_grew(self, registry):
        """Something was registered: offer it here too."""
        self.quiet = True  # new options move a menu to its first one for a moment
        for name, made in self.controls.items():
            if self.choices[name] is registry:
                if isinstance(made, Choices):
                    made.offer(registry)
                elif made.value in registry:
                    made.options, made.value = list(registry), made.value
        self.quiet = False

    def close(self):
        """Listen to registries no longer."""
        for choices in self.choices.values():
            if hasattr(choices, "watchers"):
                choices.watchers.discard(self)
        super().close()

    def _moved(self, name):
        if not self.quiet:
            if self.problem:
                self._forget_places(name)
            self.on_change(name)

    def _forget_places(self, name):
        """A place chosen on one picture may not exist on another: take the usual one there."""
        points = [p for n, p in self.controls.items() if isinstance(p, Point) and n != name]
        before = [point.value for point in points]
        self.quiet = True
        for point in points:
            point.value = None
        if self.problem:  # that was not the reason
            for point, value in zip(points, before, strict=True):
                point.value = value
        self.quiet = False
