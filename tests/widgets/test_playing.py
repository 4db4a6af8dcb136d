"""Every panel while it plays: to its end, under moving controls, and it hears a click at once."""

import asyncio
import functools
import gc
import time

import pytest

from tests.widgets.loops import run
from tests.widgets.panels import PANELS, Pulse, controls, small, ways
from tests.widgets.truth import check
from widgets import texts


@pytest.fixture(params=PANELS)
def panel(request):
    panel = small(request.param)
    panel.player.speed.value = 8.0
    yield panel
    panel.close()


def test_a_panel_plays_to_the_end(panel):
    async def scenario():
        panel.player.reset()
        await panel.player.play()
        assert panel.status == f"{texts.FINISHED}: {panel.frame.summary}"
        check(panel)

    run(scenario)


def test_a_panel_that_plays_while_its_controls_move(panel):
    async def scenario():
        for control in controls(panel.form):
            panel.player.reset()
            panel.player.play()
            before, (_, move) = control.value, ways(control)[-1]
            for act in (move, functools.partial(setattr, control, "value", before)):
                await asyncio.sleep(0.01)
                act()
                check(panel)
        panel.player.pause()

    run(scenario)


async def longest_pulse(name):
    """Computing time in seconds between two looks at the buttons while a panel plays."""
    panel, pulse = PANELS[name](), Pulse()
    panel.player.speed.value = 8.0
    panel.player.reset()
    gc.collect()
    panel.player.play()
    await pulse.during(0.5)
    began = time.thread_time()
    panel.player.stop()
    assert time.thread_time() - began < 0.05 and not panel.player.running
    panel.close()
    return pulse.longest


@pytest.mark.parametrize("name", PANELS)
def test_a_click_is_heard_within_50_ms_while_a_panel_of_usual_size_plays(name):
    pulses = (run(functools.partial(longest_pulse, name)) for _ in range(3))
    assert any(pulse < 0.05 for pulse in pulses)  # what else the machine does lengthens single ones
