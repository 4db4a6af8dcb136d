"""LiveFigure without a browser: what it draws, answers and refuses."""

import gzip
import json
import warnings
from pathlib import Path

import numpy as np
import plotly
import plotly.graph_objects as go
import pytest

from tests.widgets.fake_page import live, wait_for_frames
from tests.widgets.loops import run
from widgets.figure.handles import Handle, Pick, handles_of
from widgets.figure.live_figure import LiveFigure


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
    figure, page = live()
    picks = []
    figure.on_pick(picks.append)
    assert figure.pick == "xy"
    page.say("pick", x=1.5, y=-2, done=False)
    page.say("pick", x=1.6, y=-2, done=True)
    assert picks == [Pick(1.5, -2, False), Pick(1.6, -2, True)]
    assert page.messages == [{"kind": "picked"}] * 2


def test_a_pick_says_which_point_of_which_trace_is_dragged():
    figure, page = live(handles=[*handles_of(0, (None, "heights")), *handles_of(1, "start")])
    picks = []
    figure.on_pick(picks.append)
    told = json.loads(json.dumps(figure.get_state()["handles"]))
    expected = [[0, None, "heights", None, False, 0], [1, "start", "start", None, False, 0]]
    assert figure.pick == "" and told == expected
    page.say("pick", x=1.5, y=-2, done=True, handle=0, point=2, held=True)
    assert picks == [Pick(1.5, -2, True, Handle(0, None, "heights"), 2, True)]


def test_a_failing_callback_does_not_stop_the_next_pick():
    figure, page = live()
    figure.on_pick(lambda pick: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        figure._on_page(figure, {"kind": "pick", "x": 0, "y": 0, "done": True}, [])
    assert page.messages == [{"kind": "picked"}]


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
