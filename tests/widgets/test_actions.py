"""Random sequences of all a reader can do, on every panel: whatever is done, panels stay truthful.

A short run by default: 40 actions on each panel, on each others, the same every time. A long one,
500 actions that nobody has tried before: make test-long
"""

import asyncio
import os
import time
import zlib
from random import Random

import ipywidgets as w
import numpy as np
import pytest
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

LONG = "ACTIONS" in os.environ
ACTIONS = int(os.environ.get("ACTIONS", 40))


def broken(theta):
    raise ZeroDivisionError("the ground is missing")


def slope(theta):
    return theta.sum(-1), np.ones_like(theta)


class Reader:
    """One or two panels of one kind, on an event loop as in a kernel; `done` is all that was done.

    What is drawn does not depend on how far a run is, which differs from time to time.
    """

    def __init__(self, name, random):
        self.name, self.random, self.done = name, random, []
        self.loop, self.errors = asyncio.new_event_loop(), []
        self.loop.set_exception_handler(lambda _, context: self.errors.append(context))
        self.before = set(widget._instances)
        self.panels, self.pages, self.registered = [], {}, []
        self.age = 0  # actions since a panel was made
        self.create()

    def on_the_loop(self, action):
        async def done():
            return action()

        return self.loop.run_until_complete(done())

    def one_of(self, things):
        return things[self.random.randrange(10**6) % len(things)]

    def act(self):
        """One of the actions."""
        actions = [self.press_a_button_of_the_player, self.move_a_control, self.click_or_drag]
        actions += [self.wait, self.register, self.look_closely]
        if self.age > 5:  # else every other action is this one, the slowest
            actions.append(self.create)
        action = self.one_of(actions)
        self.done.append(action.__name__)
        action()
        self.age += 1

    # ---- what a reader does

    def create(self):
        """A new panel; of two old ones, one is closed."""
        self.age = 0
        if len(self.panels) == 2:
            old = self.one_of(self.panels)
            self.panels.remove(old)
            self.on_the_loop(old.close)
        # what makes runs long stays small and has no control here
        slow = [knob for knob in SMALL if knob in knobs_of(self.name)]
        self.panels.append(self.on_the_loop(lambda: small(self.name, hide=slow)))

    def press_a_button_of_the_player(self):
        panel = self.one_of(self.panels)
        button = self.one_of([b for b in parts(panel.player) if isinstance(b, w.Button)])
        self.done.append(f"  {button.description}")
        self.on_the_loop(lambda: press(button))

    def move_a_control(self):
        control = self.one_of(controls(self.one_of(self.panels)))
        value, act = self.one_of(ways(control))
        self.done.append(f"  {getattr(control, 'description', type(control).__name__)}: {value}")
        self.on_the_loop(act)

    def click_or_drag(self):
        """Any point of any handle; where a drag shows only at its end, that comes at once."""
        panel, done = self.one_of(self.panels), self.one_of([True, False])
        figure, which = panel.view.figure, self.random.randrange(1000)
        x, y = (self.random.uniform(-12, 12) for _ in "xy")
        if figure.handles:
            handle = which % len(figure.handles)
            point = which % len(figure.frame_data(figure.handles[handle].trace)["y"])
            where = dict(handle=handle, point=point, held=bool(which % 3))
            for end in sorted({done, done or not panel.experiment.instant}):
                self.on_the_loop(lambda end=end: pick(panel, x, y, end, **where))

    def wait(self):
        pulse = Pulse()
        self.loop.run_until_complete(pulse.during(self.one_of([0.001, 0.02, 0.06])))
        assert pulse.longest < 0.05

    def register(self):
        things = [("my optimizer", OPTIMIZERS, OPTIMIZERS["momentum"])]
        things += [("my surface", SURFACES, slope), ("my broken surface", SURFACES, broken)]
        name, registry, entry = self.one_of(things)
        if name not in registry:
            self.registered.append((registry, name))
            self.on_the_loop(lambda: registry.add(name)(entry))

    def look_closely(self):
        """What a page was told is what the figure holds."""
        panel = self.one_of(self.panels)
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

    def look(self):
        """Every panel is truthful, one runs at most, and nothing went wrong unseen."""
        for panel in self.panels:
            check(panel)
        assert sum(panel.player.running for panel in self.panels) <= 1
        assert self.errors == []

    def leave(self):
        """Nothing stays behind."""
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
    for registry in (OPTIMIZERS, SURFACES):
        registry.watchers.clear()  # forms of other tests that live on
    seed = time.time_ns() if LONG else zlib.crc32(name.encode())
    reader = Reader(name, Random(seed))
    try:
        reader.look()
        for _ in range(ACTIONS):
            reader.act()
            reader.look()
    except Exception as error:
        error.add_note("\n".join([f"seed {seed}, after", *reader.done]))
        raise
    finally:
        reader.leave()
