"""Every control of every panel through every option and both ends; bad input; divergence."""

import asyncio
import functools

import ipywidgets as w
import pytest

from tests.widgets.panels import PANELS, controls, parts, small, ways
from tests.widgets.truth import check
from widgets.panel import recorder


@pytest.fixture(params=PANELS)
def panel(request):
    panel = small(request.param)
    yield panel
    panel.close()


def test_the_panels_are_found():
    assert {"optimizer_race", "digits_race"} <= set(PANELS)


def test_a_new_panel_is_truthful(panel):
    check(panel)


def test_every_control_through_every_option_and_both_ends(panel, record_property, monkeypatch):
    monkeypatch.setattr(recorder, "LIMIT", 5)  # each of the runs kept is pinned, shown and removed

    async def drive():
        for button in panel.buttons.values():
            button.value = True
        count, of_player = 0, list(parts(panel.player))
        for control in controls(panel):
            for value, act in [*ways(control), *as_it_was(control)]:
                try:
                    act()
                    await asyncio.sleep(0.001)
                    if control in of_player:
                        check(panel)
                    panel.player.step(1)
                    check(panel)
                except Exception as error:
                    error.add_note(f"after {control.description!r}: {value!r}")
                    raise
                count += 1
        return count

    record_property("controls", len(controls(panel)))
    record_property("actions", asyncio.run(drive()))


def as_it_was(control):
    """An action that sets a control to its present value: slow settings shall not add up."""
    if isinstance(control, w.Button) or not hasattr(control, "value"):
        return []
    return [("what it was", functools.partial(setattr, control, "value", control.value))]
