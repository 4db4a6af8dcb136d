"""Random sequences of all a reader can do, on every panel: whatever is done, panels stay truthful.

A short run by default. A long one, sequences of 500 actions for each panel: make test-long
"""

import asyncio
import os

import ipywidgets as w
import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from ipywidgets.widgets import widget

from dlcore import OPTIMIZERS, SURFACES
from tests.widgets.conftest import OWN
from tests.widgets.fake_page import FakePage
from tests.widgets.panels import (
    PANELS,
    SMALL,
    Pulse,
    controls,
    knobs_of,
    parts,
    pick,
    press,
    small,
    ways,
)
from tests.widgets.truth import begun, check, close_twins

SEQUENCES = int(os.environ.get("SEQUENCES", 3))
ACTIONS = int(os.environ.get("ACTIONS", 40))
SETTINGS = settings(
    max_examples=SEQUENCES,
    stateful_step_count=ACTIONS,
    deadline=None,
    derandomize="SEQUENCES" not in os.environ,
    phases=[Phase.generate],  # to shrink a sequence takes many minutes
    suppress_health_check=list(HealthCheck),
)


def broken(theta):
    raise ZeroDivisionError("the ground is missing")


def slope(theta):
    return theta.sum(-1), np.ones_like(theta)


class Reader(RuleBasedStateMachine):
    """One or two panels of one kind, on an event loop as in a kernel."""

    def __init__(self, name):
        super().__init__()
        self.name, self.loop, self.errors = name, asyncio.new_event_loop(), []
        self.loop.set_exception_handler(lambda _, context: self.errors.append(context))
        self.before = set(widget._instances)
        self.panels, self.pages, self.registered = [], {}, []
        self.age = 0  # actions since a panel was made
        self.create(None)

    def on_the_loop(self, action):
        async def done():
            return action()

        return self.loop.run_until_complete(done())

    def one(self, data):
        return chosen(data, self.panels)

    # ---- what a reader does

    @precondition(lambda self: self.age > 5)  # else every other action is this one, the slowest
    @rule(data=st.data())
    def create(self, data):
        """A new panel; of two old ones, one is closed."""
        self.age = 0
        if len(self.panels) == 2:
            old = self.one(data)
            self.panels.remove(old)
            self.on_the_loop(old.close)
        # what makes runs long stays small and has no control here
        slow = [knob for knob in SMALL if knob in knobs_of(self.name)]
        self.panels.append(self.on_the_loop(lambda: small(self.name, hide=slow)))

    @rule(data=st.data())
    def press_a_button_of_the_player(self, data):
        panel = self.one(data)
        button = chosen(data, [b for b in parts(panel.player) if isinstance(b, w.Button)])
        note(f"press {button.description}")
        self.on_the_loop(lambda: press(button))

    @rule(data=st.data())
    def move_a_control(self, data):
        control = chosen(data, controls(self.one(data)))
        value, act = chosen(data, ways(control))
        note(f"{getattr(control, 'description', type(control).__name__)}: {value}")
        self.on_the_loop(act)

    @rule(data=st.data(), x=st.floats(-12, 12), y=st.floats(-12, 12), done=st.booleans())
    def click_or_drag(self, data, x, y, done):
        """Any point of any handle; where a drag shows only at its end, that comes at once."""
        panel = self.one(data)
        figure, which = panel.view.figure, chosen(data, range(1000))
        if figure.handles:
            handle = which % len(figure.handles)
            point = which % len(figure.frame_data(figure.handles[handle].trace)["y"])
            where = dict(handle=handle, point=point, held=bool(which % 3))
            for end in sorted({done, done or not panel.experiment.instant}):
                self.on_the_loop(lambda end=end: pick(panel, x, y, end, **where))

    @rule(seconds=st.sampled_from([0.001, 0.02, 0.06]))
    def wait(self, seconds):
        pulse = Pulse()
        self.loop.run_until_complete(pulse.during(seconds))
        assert pulse.longest < 0.05

    @rule(thing=st.sampled_from(["optimizer", "surface", "broken surface"]))
    def register(self, thing):
        registry, entry = {
            "optimizer": (OPTIMIZERS, OPTIMIZERS["momentum"]),
            "surface": (SURFACES, slope),
            "broken surface": (SURFACES, broken),
        }[thing]
        name = f"my {thing}"
        if name not in registry:
            self.registered.append((registry, name))
            self.on_the_loop(lambda: registry.add(name)(entry))

    @rule(data=st.data())
    def look_closely(self, data):
        """What a page was told is what the figure holds."""
        panel = self.one(data)
        figure = panel.view.figure
        if figure not in self.pages:
            self.pages[figure] = FakePage(figure)
            self.on_the_loop(self.pages[figure].open)
        page = self.pages[figure]
        self.on_the_loop(panel.player.pause)
        self.loop.run_until_complete(rest(figure, page))
        for (trace, name), array in page.arrays.items():
            np.testing.assert_array_equal(array, figure.frame_data(trace)[name])
        assert page.summary == figure.summary

    # ---- what must hold

    @invariant()
    def every_panel_is_truthful(self):
        self.age += 1
        for panel in self.panels:
            check(panel)

    @invariant()
    def one_runs_at_most(self):
        assert sum(panel.player.running for panel in self.panels) <= 1

    @invariant()
    def nothing_went_wrong_unseen(self):
        assert self.errors == []

    def teardown(self):
        for panel in self.panels:
            self.on_the_loop(panel.close)
        close_twins()
        self.loop.run_until_complete(asyncio.sleep(0.001))
        assert asyncio.all_tasks(self.loop) == set()
        self.loop.close()
        for registry, name in self.registered:
            del registry[name]
        begun.cache_clear()
        assert self.errors == []
        left = [w for key, w in widget._instances.items() if key not in self.before]
        assert left == []


def chosen(data, things):
    """One of some things. What is drawn does not depend on them: how far a run is differs."""
    return things[data.draw(st.integers(0, 10**6)) % len(things)]


async def rest(figure, page):
    """The page paints until nothing is left to be sent."""
    for _ in range(200):
        page.ack()
        if not figure._stream.dirty:
            return
        await asyncio.sleep(0.002)
    raise AssertionError("the figure did not come to rest")


@pytest.mark.parametrize("name", [*PANELS, *OWN])
def test_whatever_a_reader_does(name, own):
    close_twins()
    knobs_of(name)
    for registry in (OPTIMIZERS, SURFACES):
        registry.watchers.clear()  # forms of other tests that live on
    run_state_machine_as_test(lambda: Reader(name), settings=SETTINGS)
