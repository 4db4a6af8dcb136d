"""LiveFigure without a browser: what it sends and when."""

import asyncio

import numpy as np
import pytest
from ipywidgets.widgets import widget

from tests.widgets.fake_page import live, wait_for_frames
from tests.widgets.loops import run
from widgets.figure import stream
from widgets.figure.stream import IN_FLIGHT


def test_without_a_page_nothing_is_sent_and_no_loop_is_needed():
    figure, page = live()
    figure.set(0, x=[1, 2], y=[3, 4])
    figure.extend(0, x=[3], y=[5])
    figure.summary = "three points"
    figure.relayout(title__text="new")
    assert page.messages == []
    assert figure._stream.timer is None
    np.testing.assert_array_equal(figure.frame_data(0)["y"], [3, 4, 5])


def test_changes_of_one_callback_make_one_frame():
    async def scenario():
        figure, page = live()
        page.open()
        figure.set(0, x=[1, 2], y=[3, 4])
        figure.set(1, y=[5])
        figure.summary = "a sentence"
        await wait_for_frames(page, 1)
        assert [row[:2] for row in page.messages[0]["arrays"]] == [[0, "x"], [0, "y"], [1, "y"]]
        assert page.summary == "a sentence"

    run(scenario)


def test_extend_sends_only_the_new_numbers():
    async def scenario():
        figure, page = live()
        page.open()
        figure.set(0, x=np.arange(1000), y=np.arange(1000))
        await wait_for_frames(page, 1)
        figure.extend(0, x=[1000], y=[7])
        await wait_for_frames(page, 2)
        assert page.messages[-1]["arrays"] == [[0, "x", 1000, 1, None], [0, "y", 1000, 1, None]]
        np.testing.assert_array_equal(page.arrays[0, "x"], np.arange(1001))

    run(scenario)


def test_set_sends_only_what_continues_a_curve():
    async def scenario():
        figure, page = live()
        page.open()
        y = [1, np.nan, 3, 4]
        for length, start, count in ((2, 0, 2), (4, 2, 2), (3, 0, 3)):
            figure.set(0, y=y[:length])
            await wait_for_frames(page, len(page.frames()) + 1)
            assert page.messages[-1]["arrays"] == [[0, "y", start, count, None]]
            page.ack()
        figure.set(0, y=y[:3])
        figure.set(2, z=np.ones((2, 3)))
        await wait_for_frames(page, 4)
        assert page.messages[-1]["arrays"] == [[2, "z", 0, 6, (2, 3)]]
        page.ack()
        figure.set(2, z=np.ones((2, 3)))
        await asyncio.sleep(0.05)
        assert len(page.frames()) == 4
        figure.set(2, z=np.ones((3, 2)))
        await wait_for_frames(page, 5)
        np.testing.assert_array_equal(page.arrays[2, "z"], np.ones((3, 2)))

    run(scenario)


def test_few_frames_are_on_their_way():
    async def scenario():
        figure, page = live()
        page.open()
        for n in range(IN_FLIGHT + 3):
            figure.extend(0, y=[n])
            await asyncio.sleep(0.02)
        assert len(page.frames()) == IN_FLIGHT
        page.ack()
        await wait_for_frames(page, IN_FLIGHT + 1)  # one frame brings all that was waiting
        np.testing.assert_array_equal(page.arrays[0, "y"], np.arange(IN_FLIGHT + 3))

    run(scenario)


def test_a_silent_page_is_sent_a_frame_now_and_then(monkeypatch):
    async def scenario():
        monkeypatch.setattr(stream, "PATIENCE", 0.2)
        figure, page = live()
        page.open()
        began = asyncio.get_running_loop().time()
        while len(page.frames()) < IN_FLIGHT + 2:
            figure.extend(0, y=[1])
            await asyncio.sleep(0.005)
        assert 0.35 < asyncio.get_running_loop().time() - began < 2

    run(scenario)


@pytest.mark.parametrize("fps", [20, 50])
def test_frames_are_paced(fps):
    async def scenario():
        figure, page = live(fps=fps)
        page.open()
        times = []
        while len(page.frames()) < 6:
            figure.extend(0, y=[1])
            await asyncio.sleep(0.001)
            if len(page.frames()) > len(times):
                times.append(figure._stream.sent_at)
                page.ack()
        assert np.diff(times).min() > 0.97 / fps
        assert np.median(np.diff(times)) < 3 / fps

    run(scenario)


def test_a_page_that_missed_a_frame_gets_the_whole_figure():
    async def scenario():
        figure, page = live()
        page.open()
        figure.set(0, x=[1, 2], y=[3, 4])
        figure.relayout(title__text="new")
        await wait_for_frames(page, 1)
        page.arrays.clear()
        page.say("hello", seq=0)
        assert page.messages[-1]["kind"] == "state"
        np.testing.assert_array_equal(page.arrays[0, "y"], [3, 4])
        assert page.spec["layout"]["title"] == {"text": "new"}
        figure.extend(0, x=[3], y=[5])
        await wait_for_frames(page, 2)
        np.testing.assert_array_equal(page.arrays[0, "y"], [3, 4, 5])

    run(scenario)


def test_a_page_opened_later_starts_from_the_last_frame():
    async def scenario():
        figure, page = live()
        figure.set(2, z=np.eye(3))
        figure.restyle(0, line__color="red")
        figure.summary = "three ones"
        page.open()
        np.testing.assert_array_equal(page.arrays[2, "z"], np.eye(3))
        assert page.spec["data"][0]["line"] == {"color": "red"}
        assert page.summary == "three ones"

    run(scenario)


@pytest.mark.parametrize("seed", range(5))
def test_the_page_always_knows_what_the_kernel_knows(seed):
    async def scenario():
        rng = np.random.default_rng(seed)
        figure, page = live()
        page.open()
        for _ in range(60):
            trace, values = int(rng.integers(2)), rng.normal(size=(2, rng.integers(0, 50)))
            change = figure.set if rng.random() < 0.3 else figure.extend
            change(trace, x=values[0], y=values[1])
            known = figure.frame_data(0).get("y", np.empty(0))
            figure.set(0, y=known[: rng.integers(1, 1000)])  # as it was, or shorter
            figure.set(2, z=rng.random(rng.integers(1, 6, size=2)))
            await asyncio.sleep(0.002 * rng.random())
            if rng.random() < 0.7:
                page.ack()
        sent = len(page.frames())
        page.ack()
        figure.summary = "the end"
        await wait_for_frames(page, sent + 1)
        for (trace, name), array in page.arrays.items():
            np.testing.assert_array_equal(array, figure.frame_data(trace)[name])
        assert len(page.arrays) == 5

    run(scenario)


def test_close_stops_all():
    async def scenario():
        before = set(widget._instances)
        figure, page = live(fps=10)
        assert len(set(widget._instances) - before) == 2  # the figure and its layout
        page.open()
        for n in range(3):  # the last one has to wait
            figure.extend(0, y=[n])
            await asyncio.sleep(0.002)
        count = len(page.messages)
        figure.close()
        figure.extend(0, y=[3])
        await asyncio.sleep(0.25)
        assert len(page.messages) == count
        assert figure._stream.timer is None
        assert set(widget._instances) <= before

    run(scenario)
