"""Nothing that a reader registers takes a panel down: it is marked, left out, or named."""

from dataclasses import dataclass
from html import unescape

import numpy as np
import pytest

import widgets
from dlcore import ACTIVATIONS, EXPERIMENTS, INITIALIZERS, LOSSES, OPTIMIZERS, SURFACES, knob
from dlcore.experiments import Experiment, Frame
from dlcore.experiments.optimizer_race.landscapes import LANDSCAPES
from dlcore.registry import Registry
from tests.widgets.panels import PANELS, controls, small, ways
from tests.widgets.truth import begun, check
from widgets import digits_race, experiment, optimizer_race, texts, vanishing_gradients
from widgets.panel.drawers import Formula


@pytest.fixture
def registered():
    """registered(registry, name, thing): for this test only."""
    before = []

    def add(registry, name, thing):
        before.append((registry, name, registry.get(name)))
        return registry.add(name)(thing)

    begun.cache_clear()
    yield add
    for registry, name, thing in reversed(before):
        del registry[name]
        if thing is not None:
            registry[name] = thing
    begun.cache_clear()


class Broken:
    def init(self, theta):
        return 0

    def update(self, state, grad):
        raise RuntimeError("oops")


class Uphill(Broken):
    def update(self, state, grad):
        return state, -grad


def unpacked(theta):
    x, y = theta
    return x * x + y * y, 2 * theta


def at_the_class(z, target):
    return -np.log(z)[target == 1].mean(), z - target


def words(panel):
    """All it says."""
    return unescape(panel.status + panel.status_line.value + panel.headline.value)


def test_a_rule_that_fails_is_left_out_and_marked(registered):
    registered(OPTIMIZERS, "mine", Broken)
    for panel in (optimizer_race(steps=20), digits_race(epochs=1), PANELS["fair_tuning"]()):
        assert panel.problem == "" and "mine" not in panel.experiment.optimizers
        box = panel.form.controls["optimizers"].boxes["mine"]
        assert "live-failing" in box._dom_classes and "RuntimeError: oops" in box.tooltip
        assert "'mine' does not work yet" in words(panel)
        box.value = True
        panel.player.step(10)  # some fail only now
        assert panel.status.startswith(f"{texts.ERROR}: The optimizer 'mine' does not work yet")
        box.value = False
        assert panel.problem == ""
        panel.close()


def test_asked_for_at_once(registered):
    registered(OPTIMIZERS, "mine", Broken)
    panel = optimizer_race(optimizers=("mine", "adam"), steps=20)
    assert "'mine' does not work yet" in panel.status and "adam" in panel.experiment.optimizers
    panel.close()


def test_a_mended_rule_loses_its_mark(registered):
    registered(OPTIMIZERS, "mine", Broken)
    panel = optimizer_race(steps=20)
    registered(OPTIMIZERS, "mine", OPTIMIZERS["momentum"])
    box = panel.form.controls["optimizers"].boxes["mine"]
    assert "live-failing" not in box._dom_classes and not box.tooltip
    box.value = True
    assert panel.problem == "" and "mine" in panel.experiment.optimizers
    check(panel)
    panel.close()


def test_a_rule_that_only_runs_badly_runs_and_is_named(registered):
    registered(OPTIMIZERS, "mine", Uphill)
    panel = optimizer_race(optimizers=("mine", "adam"), steps=20)
    assert panel.problem == "" and "does not go down" in words(panel)
    panel.player.step(5)
    check(panel)
    panel.buttons[Formula].value = True
    panel.drawers[Formula].rule.value = "mine"
    panel.close()


def test_a_menu_marks_what_fails(registered):
    registered(ACTIVATIONS, "two-d", lambda z: (np.tanh(z), len(z.shape[1])))
    panel = small("vanishing_gradients")
    menu = panel.form.controls["activation"]
    assert (texts.FAILING.format(name="two-d"), "two-d") in menu.options
    before = menu.value
    menu.value = "two-d"
    assert panel.status.startswith(f"{texts.ERROR}: The activation 'two-d' does not work yet")
    menu.value = before
    assert panel.problem == ""
    registered(ACTIVATIONS, "two-d", ACTIVATIONS["tanh"])
    assert "two-d" in menu.options and menu.value == before
    panel.close()


def test_the_first_thing_everybody_writes_works(registered):
    registered(INITIALIZERS, "mine", lambda rng, shape: rng.normal(0, 0.1, shape))
    panel = vanishing_gradients(init="mine", epochs=1)
    assert panel.problem == "" and panel.experiment.init == "mine"
    panel.close()


def test_a_surface_of_the_course_that_was_replaced(registered):
    registered(SURFACES, "crescent", unpacked)
    panel = optimizer_race(steps=20)
    assert "The surface 'crescent' does not work yet" in panel.status
    assert panel.experiment.surface != "crescent"
    panel.form.controls["surface"].value = "saddle"
    assert panel.problem == "" and panel.experiment.surface == "saddle"
    panel.close()


def test_a_rule_of_the_course_that_was_replaced(registered):
    registered(OPTIMIZERS, "adam", Broken)
    panel = optimizer_race(steps=20)
    assert "The optimizer 'adam' does not work yet" in panel.status
    assert "adam" not in panel.experiment.optimizers
    panel.close()


def test_where_there_is_nothing_to_choose_it_is_said(registered):
    registered(LOSSES, "cross-entropy", at_the_class)
    panel = small("nudged_weight")
    assert "The loss 'cross-entropy' does not work yet" in panel.status
    assert panel.view.figure.label == texts.NOTHING
    panel.player.step(1), panel.player.reset(), panel._repr_mimebundle_()
    registered(LOSSES, "cross-entropy", LOSSES.shipped["cross-entropy"])
    panel.form.controls["seed"].value = 3
    assert panel.problem == "" and panel.experiment.seed == 3
    panel.close()


def test_where_something_else_can_be_chosen_it_is_shown(registered):
    registered(LOSSES, "cross-entropy", at_the_class)
    panel = widgets.dropout()
    assert "The loss 'cross-entropy' does not work yet" in panel.status
    assert panel.experiment.loss == "mse"
    panel.close()


@pytest.mark.parametrize("name", PANELS)
def test_all_fails_and_every_panel_opens_and_goes_on(name, monkeypatch):
    def fails(*_):
        raise RuntimeError("oops")

    for registry in Registry.every:
        for entry in registry if registry is not EXPERIMENTS else ():
            monkeypatch.setitem(registry, entry, fails)
    panel = PANELS[name]()
    if panel.problem:  # some compute nothing of this
        assert "oops" in panel.problem or "does not work yet" in panel.problem
    for control in controls(panel):
        for _, act in ways(control)[:2]:
            act()
    panel.close()


# ---- names


NAMES = ["$x_1$", "<b>bold</b>", "a, b; c", "none", "ü ñ 漢字 😀", "{0}", "%s", "x" * 60, "l1.a.b"]


@pytest.mark.parametrize("own", NAMES)
def test_any_text_is_a_name(registered, own):
    registered(OPTIMIZERS, own, OPTIMIZERS["momentum"])
    registered(SURFACES, own, SURFACES["bowl"])
    panel = optimizer_race(optimizers=("adam", own), surface=own, steps=20)
    assert panel.problem == "" and own in panel.experiment.optimizers
    panel.player.step(9)
    for button in panel.buttons.values():
        button.value = True
    check(panel)
    assert "image/svg+xml" in panel._repr_mimebundle_()
    panel.close()


@pytest.mark.parametrize("own", [3, None, ("a", "b"), ""])
def test_what_is_no_text_never_comes_in(own):
    with pytest.raises((TypeError, ValueError), match="name"):
        OPTIMIZERS.add(own)(OPTIMIZERS["momentum"])
    panel = optimizer_race(steps=20)
    assert panel.problem == ""
    panel.close()


# ---- experiments


@dataclass(frozen=True)
class Said(Frame):
    summary = "It is so."


class Wordless(Experiment):
    def frames(self):
        yield Frame(0)


class Raising(Experiment):
    def frames(self):
        yield Said(0)
        raise RuntimeError("later")


class Refusing(Experiment):
    def __post_init__(self):
        raise KeyError("never")


@dataclass(frozen=True)
class Unlimited(Experiment):
    p: float = knob(0.5)

    def frames(self):
        yield Said(0)


class Empty(Experiment):
    def frames(self):
        return []


@pytest.mark.parametrize("kind", [dict, 3, Wordless, Raising, Refusing, Unlimited, Empty])
def test_experiments_that_fail_have_a_panel_that_says_so(registered, kind):
    registered(EXPERIMENTS, "mine", kind)
    panel = experiment("mine")
    panel.player.step(1)
    assert "mine" in words(panel) or panel.status.startswith(texts.ERROR)
    panel.close()


@pytest.mark.parametrize("at_once", [True, False])
def test_who_shows_nothing_hears_what_is_needed(registered, at_once):
    registered(EXPERIMENTS, "mine", type("Nothing", (Empty,), dict(instant=at_once)))
    panel = experiment("mine")
    assert panel.status == f"{texts.ERROR}: {texts.NO_FRAMES}"
    panel.close()


def test_landscapes_too(registered):
    registered(LANDSCAPES, "mine", unpacked)
    panel = PANELS["momentum_hill"](landscape="mine")
    assert "The landscape 'mine' does not work yet" in panel.status
    panel.close()
