"""What a page answers when it draws a slider must not change what was asked for exactly."""

from math import log10

import pytest
from ipywidgets.widgets import widget

from tests.widgets.panels import small
from tests.widgets.truth import check
from widgets.panel import controls


def nearest_step(slider, value):
    """Where a page puts a slider: on its nearest step."""
    if hasattr(slider, "base"):
        return 10 ** (slider.min + slider.step * round((log10(value) - slider.min) / slider.step))
    return slider.min + slider.step * round((value - slider.min) / slider.step)


@pytest.mark.parametrize("lr", [0.3, 0.05, 1 / 3, 0.0123456])
def test_the_nearest_step_of_a_slider_is_the_value_asked_for(lr):
    panel = small("optimizer_race", lr=lr)
    slider = panel.form.controls["lr"]
    answer = nearest_step(slider, lr)
    assert answer != lr
    slider.value = answer
    assert panel.experiment.lr == lr
    slider.value = answer * 10**slider.step
    assert panel.experiment.lr == pytest.approx(lr * 10**slider.step, rel=0.02)
    check(panel)
    panel.close()


@pytest.mark.parametrize("start", [None, (0.123456, 0.9876)])
def test_the_same_holds_for_places(start):
    panel = small("optimizer_race", surface="saddle", start=start)
    x, y = panel.form.controls["start"].axes
    for slider in (x, y):
        slider.value = nearest_step(slider, slider.value)
    assert panel.experiment.start == start  # the saddle's usual start is (1, 1e-4), not (1, 0)
    x.value = 0.5
    assert panel.experiment.start[0] == 0.5
    check(panel)
    panel.close()


def test_another_surface_has_new_sliders_and_the_old_are_freed():
    panel = small("optimizer_race")
    count, old = len(widget._instances), panel.form.controls["start"].axes
    panel.form.set(surface="plateau")
    new = panel.form.controls["start"].axes
    assert not set(old) & set(new) and len(widget._instances) == count
    old[0].value = 0.0  # an answer that comes late
    assert panel.experiment.start is None
    assert [(s.min, s.max) for s in new] == [(-10, 6), (-2, 2)]
    assert not any(s.disabled for s in new)
    panel.close()


def test_fixed_places_stay_fixed_on_another_surface():
    panel = small("optimizer_race", fix=["start"])
    panel.form.set(surface="plateau")
    assert all(s.disabled for s in panel.form.controls["start"].axes)
    panel.close()


@pytest.mark.parametrize("value", [0.4, 0.05, 3e-5, 1.0, 1e-4, 7.0])
def test_a_slider_can_stand_at_its_value(value):
    """A slider in a page moves in whole steps from its left end, and shows where it stands."""
    made = controls.slider(dict(low=1e-4, high=2, log=True), whole=False)
    controls.show(made, 0.3)
    controls.show(made, value)
    steps = (log10(value) - made.min) / made.step
    assert steps == pytest.approx(round(steps), abs=1e-6) and 0.005 < made.step < 0.02
