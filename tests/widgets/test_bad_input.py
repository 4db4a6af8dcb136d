"""What makes no sense is answered in a sentence, and the last good picture stays."""

from dataclasses import fields, replace
from html import escape
from math import inf, nan

import numpy as np
import pytest

from dlcore import OPTIMIZERS, SURFACES
from tests.widgets.conftest import OWN
from tests.widgets.panels import PANELS, knobs_of, pick, small
from tests.widgets.truth import begun, check
from widgets import digits_race, optimizer_race, texts


def nonsense(about, default):
    """Values that a knob cannot have."""
    if about["many"]:
        return [("nobody",), (), "adam", 7, (next(iter(about["choices"])),) * 2]
    if about["count"]:
        return [(), 7, "here", (default[0], (nan,) * len(default[0])), default * 50]
    if about["parts"]:
        return [(), 7, "many", (nan,) * len(default), (*default, 0.0), (None, *default[1:])]
    if about["point"]:
        return [(1e9, 0.0), (nan, 0.0), (0.0,), 7, "here"]
    if about["choices"] is not None:
        return ["nobody", "", 7, None, ["adam"]]
    if isinstance(default, bool):
        return ["yes", 1, nan, None]
    too_little = [] if about["least"] is None and not about["log"] else [-1]
    return [nan, inf, "many", None, (1, 2), True, *too_little]


def reason(experiment, knob, value):
    """The sentence with which the experiment refuses a value."""
    with pytest.raises(ValueError) as refused:
        replace(experiment, **{knob: value})
    return str(refused.value)


@pytest.fixture(params=[*PANELS, *OWN])
def name(request, own):
    return request.param


def pictures(panel):
    """All arrays of the figure."""
    count = len(panel.view.figure._figure.data)
    return [panel.view.figure.frame_data(i) for i in range(count)]


def test_as_a_first_setting(name):
    kind = PANELS[name].kind
    # the last knob of each kind: of numbers, names, places ...
    knobs = {nonsense(f.metadata, f.default)[0]: f.name for f in fields(kind) if f.metadata}
    for value, knob in knobs.items():
        panel = small(name, **{knob: value})
        usual = kind(**PANELS[name].preset) if name in PANELS else kind()
        assert panel.status == f"{texts.ERROR}: {reason(usual, knob, value)}"
        assert escape(panel.problem) in panel.status_line.value
        assert panel.experiment == kind()
        panel.close()


def test_as_a_later_setting(name):
    panel = small(name)
    panel.player.reset()
    good, run = pictures(panel), panel.experiment
    for f in fields(run):
        for value in nonsense(f.metadata, f.default) if f.metadata else ():
            panel.form.set(**{f.name: value})
            said = reason(run, f.name, value)
            if value == () and f.metadata["many"] and f.name in panel.form.controls:
                said = texts.TICK.format(name=texts.label(f.name, f.metadata))
            assert panel.status == f"{texts.ERROR}: {said}"
            np.testing.assert_equal(pictures(panel), good)
            panel.form.set(**{f.name: getattr(run, f.name)})
            assert panel.problem == "" and panel.experiment == run
    check(panel)
    panel.close()


def test_settings_that_do_not_exist(name):
    panel = small(name, colour="red")
    assert "no setting called colour" in panel.status and knobs_of(name)[-1] in panel.status
    panel.close()
    panel = small(name, hide=["sed"])
    assert "no setting called sed" in panel.status
    panel.close()


@pytest.mark.parametrize("half", [0, 1])
def test_hidden_knobs_have_no_control_and_keep_their_value(name, half):
    hide = knobs_of(name)[half::2]
    panel = small(name, hide=hide)
    assert not set(hide) & set(panel.form.controls)
    panel.player.step(1)
    check(panel)
    panel.close()


def test_a_long_number_stays_exact_while_other_controls_move():
    panel = optimizer_race(lr=0.0123456, start=(0.123456, 0.5), steps=20)
    panel.form.controls["seed"].value = 3
    assert panel.experiment.lr == 0.0123456 and panel.experiment.start == (0.123456, 0.5)
    panel.form.controls["lr"].slider.value += 1
    assert panel.experiment.lr == 0.013
    panel.form.set(lr=0.0123456)
    assert panel.experiment.lr == 0.0123456
    check(panel)
    panel.close()


def test_values_beyond_the_slider_are_kept_and_shown():
    panel = optimizer_race(lr=5.0, steps=2000, spread=1, optimizers=["adam"], start=[1.0, 1.0])
    c = panel.form.controls
    assert (c["lr"].value, c["steps"].value, c["spread"].value) == (5.0, 2000, 1.0)
    c["spread"].value = 0.5
    assert panel.experiment.spread == 0.5 and panel.problem == ""
    panel.form.set(lr=9.0, steps=30)
    assert panel.experiment.lr == c["lr"].value == 9.0
    check(panel)
    panel.close()


def test_no_optimizer_and_back():
    panel = small("optimizer_race")
    boxes = panel.form.controls["optimizers"].boxes
    good = pictures(panel)
    for box in boxes.values():
        box.value = False
    assert texts.TICK.format(name="optimizers") in panel.status
    assert len(pictures(panel)) < len(good)  # the last one that was left still shows
    check(panel)
    boxes["adam"].value = True
    assert panel.problem == "" and panel.experiment.optimizers == ("adam",)
    check(panel)
    panel.close()


def test_a_click_outside_the_surface():
    panel = small("optimizer_race")
    good = pictures(panel)
    pick(panel, 7.0, 7.0)
    assert "start must lie in the picture" in panel.status
    np.testing.assert_equal(pictures(panel), good)
    pick(panel, 0.5, 0.5)
    assert panel.problem == "" and panel.experiment.start == (0.5, 0.5)
    check(panel)
    panel.close()


def test_a_place_chosen_on_one_surface_does_not_bar_the_way_to_another():
    panel = small("optimizer_race")
    pick(panel, -2.2, 2.2)
    panel.form.controls["surface"].value = "saddle"
    assert panel.problem == "" and panel.experiment.start is None
    pick(panel, 1.0, 1.0)
    panel.form.controls["surface"].value = "bowl"
    assert panel.experiment.start == (1.0, 1.0)
    check(panel)
    panel.close()


def test_a_rule_that_networks_cannot_use():
    panel = small("digits_race", optimizers=("newton",))
    assert "newton needs second derivatives" in panel.status
    panel.close()


# ---- runs that go wrong


def test_a_race_that_diverges_says_where():
    panel = optimizer_race(surface="elongated", lr=2.0, steps=50)
    panel.player.step(50)
    notes = [note.text for note in panel.view.figure._figure.layout.annotations]
    lost = panel.frame.diverged
    assert "gradient-descent" in lost and panel.problem == ""
    lines = [f"{name} diverged at step {step}" for name, step in lost.items()]
    assert sorted("<br>".join(notes).split("<br>")) == sorted(lines)
    assert len(notes) < len(lines)  # those at one place share a note
    assert f"gradient-descent diverged at step {lost['gradient-descent']}" in panel.status
    (left, right), (low, high) = SURFACES["elongated"].domain
    for note in panel.view.figure._figure.layout.annotations:
        assert left <= note.x <= right and low <= note.y <= high
    check(panel)
    panel.player.reset()
    assert panel.view.figure._figure.layout.annotations == ()
    check(panel)
    panel.close()


def test_digits_that_diverge_go_on():
    panel = digits_race(rates="same", lr=2.0, epochs=1, hidden=8, optimizers=("adam", "momentum"))
    panel.player.step(10**6)
    check(panel)
    panel.close()


@pytest.fixture
def registered():
    """registered(registry, name, thing): for this test only."""
    added = []

    def add(registry, name, thing, **about):
        added.append((registry, name))
        return registry.add(name, **about)(thing)

    begun.cache_clear()
    yield add
    for registry, name in added:
        del registry[name]
    begun.cache_clear()


def raising(theta):
    raise ZeroDivisionError("the ground is missing")


def short(theta):
    return np.zeros(()), np.zeros_like(theta)


def only_for_paths(theta):
    if theta.ndim == 3 and theta.shape[0] == 80:
        raise ZeroDivisionError("no picture")
    return (theta**2).sum(-1), 2 * theta


@pytest.mark.parametrize("broken", [raising, short, only_for_paths])
def test_a_surface_that_raises(registered, broken):
    registered(SURFACES, "broken", broken)
    panel = small("optimizer_race")
    good, run = pictures(panel), panel.experiment
    panel.form.controls["surface"].value = "broken"
    assert panel.status.startswith(texts.ERROR)
    np.testing.assert_equal(pictures(panel), good)
    assert panel.experiment == run
    panel.player.step(-1)
    assert panel.problem and panel.player.position == panel.frame.t
    panel.form.controls["surface"].value = "bowl"
    assert panel.problem == ""
    check(panel)
    panel.close()
    panel = small("optimizer_race", surface="broken")
    assert panel.status.startswith(texts.ERROR)
    panel.close()


def test_what_is_registered_appears_in_panels_built_afterwards_and_before(registered):
    before = small("optimizer_race")
    registered(SURFACES, "slope", lambda theta: (theta.sum(-1), np.ones_like(theta)))
    registered(OPTIMIZERS, "mine", OPTIMIZERS["momentum"])
    for panel in (before, small("optimizer_race")):
        assert "slope" in panel.form.controls["surface"].options
        panel.form.controls["surface"].value = "slope"
        panel.form.controls["optimizers"].boxes["mine"].value = True
        assert panel.experiment.surface == "slope" and "mine" in panel.experiment.optimizers
        check(panel)
        panel.close()
    panel = small("digits_race")
    panel.form.controls["optimizers"].boxes["mine"].value = True
    panel.player.step(1)
    assert panel.frame.names[-1] == "mine"
    check(panel)
    panel.close()
