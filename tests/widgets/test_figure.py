"""LiveFigure without a browser: a fake page speaks the protocol and keeps what it was told."""

import asyncio
import gzip
import json
import warnings
from pathlib import Path

import numpy as np
import plotly
import plotly.graph_objects as go
import pytest
from ipywidgets.widgets import widget

from widgets import figure_stream
from widgets.figure import LiveFigure


class FakePage:
    """Listens to a figure: applies frames to its own arrays, acknowledges them when told to."""

    def __init__(self, figure):
        self.figure, self.arrays, self.messages, self.seq = figure, {}, [], -1
        figure.send = self.receive

    def open(self):
        state = self.figure.get_state()["state"]
        self.load(state, state["buffer"])
        self.say("hello", seq=self.seq)

    def say(self, kind, **content):
        self.figure._handle_custom_msg({"kind": kind} | content, [])

    def receive(self, message, buffers=()):
        self.messages.append(message)
        if message["kind"] == "state":
            self.load(message, buffers[0])
        elif message["kind"] == "frame":
            assert message["seq"] == self.seq + 1
            self.take(message, buffers[0])

    def load(self, state, packed):
        self.arrays.clear()
        self.spec = json.loads(state["spec"])
        self.take(state, packed)

    def take(self, message, packed):
        numbers, at = np.frombuffer(packed, "f4"), 0
        for trace, name, start, count, shape in message["arrays"]:
            known = self.arrays.get((trace, name), np.empty(0, "f4")).ravel()[:start]
            assert known.size == start
            array = np.concatenate([known, numbers[at : at + count]])
            self.arrays[trace, name] = array.reshape(shape or -1)
            at += count
        assert at == numbers.size
        self.seq, self.summary = message["seq"], message["summary"]

    def frames(self):
        return [message for message in self.messages if message["kind"] == "frame"]

    def ack(self):
        self.say("ack", seq=self.seq)


def live(*traces, fps=1000, **options):
    """A figure (by default of two empty curves and a heat map) and a page that shows it."""
    heat = go.Heatmap(zmin=0, zmax=1)
    figure = LiveFigure(go.Figure(traces or (go.Scatter(), go.Scatter(), heat)), fps=fps, **options)
    return figure, FakePage(figure)


def run(scenario):
    """Run a coroutine function on a loop of its own, as a kernel would."""
    asyncio.run(asyncio.wait_for(scenario(), timeout=10))


async def wait_for_frames(page, count, seconds=2):
    deadline = asyncio.get_running_loop().time() + seconds
    while len(page.frames()) < count and asyncio.get_running_loop().time() < deadline:
        await asyncio.sleep(0.001)
    assert len(page.frames()) == count


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


def test_no_more_than_two_frames_are_on_their_way():
    async def scenario():
        figure, page = live()
        page.open()
        for n in range(5):
            figure.extend(0, y=[n])
            await asyncio.sleep(0.02)
        assert len(page.frames()) == 2
        page.ack()
        await wait_for_frames(page, 3)  # one frame brings all that was waiting
        np.testing.assert_array_equal(page.arrays[0, "y"], np.arange(5))

    run(scenario)


def test_a_silent_page_is_sent_a_frame_now_and_then(monkeypatch):
    async def scenario():
        monkeypatch.setattr(figure_stream, "PATIENCE", 0.2)
        figure, page = live()
        page.open()
        began = asyncio.get_running_loop().time()
        while len(page.frames()) < 4:
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


def test_extend_goes_on_from_the_figures_own_points():
    figure, _ = live(go.Scatter(x=[0, 1], y=[2, 3]))
    figure.extend(0, x=[2], y=[4])
    np.testing.assert_array_equal(figure.frame_data(0)["y"], [2, 3, 4])


def test_what_was_given_is_copied():
    figure, _ = live()
    values = np.zeros(3, "f4")
    figure.set(0, y=values)
    values[:] = 1
    np.testing.assert_array_equal(figure.frame_data(0)["y"], 0)


def test_numbers_beyond_float32_become_infinite_without_a_warning():
    figure, _ = live()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure.set(0, y=[1e300, -1e300, np.nan, 1])
    np.testing.assert_array_equal(figure.frame_data(0)["y"], [np.inf, -np.inf, np.nan, 1])


def test_text_and_properties_travel_once():
    async def scenario():
        figure, page = live()
        page.open()
        figure.set(0, x=[1, 2], text=["a", "b"])
        figure.restyle(1, visible=False, line__color="red")
        figure.relayout(xaxis__range=[0, 1], annotations=[{"text": "here", "x": 1}])
        await wait_for_frames(page, 1)
        assert page.messages[0]["changes"] == [
            [0, "text", ["a", "b"]],
            [1, "visible", False],
            [1, "line.color", "red"],
            [None, "xaxis.range", [0, 1]],
            [None, "annotations", [{"text": "here", "x": 1}]],
        ]
        figure.set(0, x=[1, 3])
        await wait_for_frames(page, 2)
        assert "changes" not in page.messages[1]
        assert list(figure.frame_data(0)["text"]) == ["a", "b"]

    run(scenario)


def test_marker_sizes_are_numbers_like_others():
    figure, _ = live()
    figure.set(0, marker__size=[1, 2, 3])
    np.testing.assert_array_equal(figure.frame_data(0)["marker.size"], [1, 2, 3])


def test_plotly_travels_packed_when_a_page_needs_it():
    figure, page = live()
    sent = []
    figure.send = lambda message, buffers: sent.append((message, buffers))
    page.say("need")
    [(message, [packed])] = sent
    installed = Path(plotly.__file__).parent / "package_data/plotly.min.js"
    assert message == {"kind": "plotly"}
    assert gzip.decompress(packed) == installed.read_bytes()
    assert len(packed) < 1.6e6


def test_picks_reach_the_callbacks_and_are_answered():
    figure, page = live(handle=1)
    picks = []
    figure.on_pick(lambda x, y, done: picks.append((x, y, done)))
    assert figure.pick == "xy"
    page.say("pick", x=1.5, y=-2, done=False)
    page.say("pick", x=1.6, y=-2, done=True)
    assert picks == [(1.5, -2, False), (1.6, -2, True)]
    assert page.messages == [{"kind": "picked"}] * 2


def test_a_failing_callback_does_not_stop_the_next_pick():
    figure, page = live()
    figure.on_pick(lambda x, y, done: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        figure._on_page(figure, {"kind": "pick", "x": 0, "y": 0, "done": True}, [])
    assert page.messages == [{"kind": "picked"}]


def test_close_stops_all():
    async def scenario():
        before = set(widget._instances)
        figure, page = live(fps=10)
        assert len(set(widget._instances) - before) == 2  # the figure and its layout
        page.open()
        for n in range(3):
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


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda f: f.set(3, y=[1]), "trace must be one of 0 to 2, got 3"),
        (lambda f: f.set(-1, y=[1]), "trace must be one of 0 to 2, got -1"),
        (lambda f: f.extend("loss", y=[1]), "trace must be one of 0 to 2, got 'loss'"),
        (lambda f: f.set(0, q=[1]), "trace 0 is a scatter; it has no 'q'"),
        (lambda f: f.set(0, x=[1, 2], y=[1]), "one length, got {'x': 2, 'y': 1}"),
        (lambda f: f.extend(0, x=[1, 2], y=[1]), "one length, got {'x': 2, 'y': 1}"),
        (lambda f: f.extend(2, z=np.eye(2)), "z must be a row of numbers"),
        (lambda f: [f.set(2, z=np.eye(2)), f.extend(2, z=[1])], "z is a matrix: use set"),
        (lambda f: f.extend(0, text=["a"]), "text must be a row of numbers"),
        (
            lambda f: f.set(2, z=np.zeros((2, 2, 2))),
            r"z must have one or two axes, got shape \(2, ",
        ),
        (lambda f: f.relayout(titel__text="x"), "titel"),
        (lambda f: f.restyle(0, colour="red"), "trace 0 is a scatter; it has no 'colour'"),
        (lambda f: f.restyle(0, visible="perhaps"), "perhaps"),
        (
            lambda f: LiveFigure({"data": []}),
            "figure must be a plotly.graph_objects.Figure, got dict",
        ),
        (lambda f: LiveFigure(go.Figure(), fps=0), "fps must be positive, got 0"),
    ],
)
def test_mistakes_are_named(call, complaint):
    figure, _ = live()
    with pytest.raises(ValueError, match=complaint):
        call(figure)


def test_x_and_y_of_separate_calls_may_differ_in_length():
    figure, _ = live()
    figure.set(0, x=[1, 2, 3])
    figure.set(0, y=[1])
    assert {name: len(v) for name, v in figure.frame_data(0).items()} == {"x": 3, "y": 1}
