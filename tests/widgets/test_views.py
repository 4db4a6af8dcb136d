"""What a figure holds is what the frame says: its arrays, where its parts put them."""

import numpy as np
import pytest

from tests.widgets.panels import PANELS, small
from widgets.lectures.optimizer_race.optimizer_race import LOWEST
from widgets.views.parts import BEHIND


@pytest.fixture
def make():
    """make(name, **knobs): a small panel, closed after the test."""
    made = []

    def open_one(name, **knobs):
        made.append(small(name, **knobs))
        return made[-1]

    yield open_one
    for panel in made:
        panel.close()


def lines(panel, axis):
    """{name: (x, y)} of the lines of the present run in a subplot ("x", "x2")."""
    figure = panel.view.figure
    drawn = [(i, t) for i, t in enumerate(figure._figure.data) if t.type == "scatter"]
    found = {t.name: i for i, t in drawn if t.mode == "lines" and t.xaxis == axis and not t.meta}
    data = {name: figure.frame_data(i) for name, i in found.items()}
    return {name: (arrays["x"], arrays["y"]) for name, arrays in data.items()}


def assert_drawn(shown, expected):
    """Lines as they were sent: float32."""
    assert list(shown) == list(expected)
    for name in expected:
        for one, other in zip(shown[name], expected[name], strict=True):
            np.testing.assert_array_equal(one, np.asarray(other, "f4"), name)


def test_a_rule_looks_the_same_whoever_else_is_there(make):
    looks = set()
    for rules in (("adam",), ("gradient-descent", "adam"), ("adam", "adagrad")):
        for name in ("optimizer_race", "digits_race", "fair_tuning", "critical_points"):
            figure = make(name, optimizers=rules).view.figure._figure
            [line, *_] = [t.line for t in figure.data if t.name == "adam" and t.showlegend]
            looks.add((line.color, line.dash))
    assert len(looks) == 1


@pytest.mark.parametrize("step", [0, 7, 30])
def test_a_race_shows_the_ways_and_their_losses(make, step):
    panel = make("optimizer_race", starts=3)
    panel.player.reset()
    panel.player.step(step)
    race = panel.frame.race
    ways = {name: race.theta[: step + 1, r, 0].T for r, name in enumerate(race.names)}
    assert panel.frame.diverged == {}
    assert_drawn(lines(panel, "x"), ways)
    losses = {name: race.value[: step + 1, r, 0] for r, name in enumerate(race.names)}
    losses = {name: np.where(loss > LOWEST, loss, np.nan) for name, loss in losses.items()}
    assert_drawn(lines(panel, "x2"), {n: (np.arange(step + 1), y) for n, y in losses.items()})
    figure = panel.view.figure
    for r, places in enumerate(race.theta[step, :, 1:].astype("f4")):
        crowd = figure.frame_data(panel.view.crowds + r)
        np.testing.assert_array_equal(np.stack([crowd["x"], crowd["y"]], -1), places)
    ring = figure.frame_data(panel.view.start)
    np.testing.assert_array_equal([ring["x"][0], ring["y"][0]], race.theta[0, 0, 0].astype("f4"))


def test_a_way_ends_where_the_run_is_lost(make):
    panel = make("optimizer_race", surface="elongated", lr=2.0)
    panel.player.show(30)
    step = panel.frame.diverged["gradient-descent"]
    x, y = lines(panel, "x")["gradient-descent"]
    assert np.isfinite(x[: step + 1]).all() and np.isnan(x[step + 1 :]).all()


def test_training_shows_losses_and_accuracies(make):
    panel = make("digits_race")
    panel.player.step(3)
    frame = panel.frame
    assert len(frame.steps) == 3
    assert_drawn(
        lines(panel, "x"),
        {n: (frame.steps, y) for n, y in zip(frame.names, frame.losses, strict=True)},
    )
    assert_drawn(
        lines(panel, "x2"),
        {n: (frame.steps, y) for n, y in zip(frame.names, frame.accuracies, strict=True)},
    )


def test_before_training_every_line_is_in_the_legend_and_none_is_drawn(make):
    for x, y in lines(make("digits_race"), "x").values():
        assert len(x) == 1 and np.isnan(y).all()


@pytest.mark.parametrize("name", PANELS)
def test_parts_show_what_they_get_from_the_frame(make, name):
    panel = make(name)
    panel.player.step(6)
    for _, part in getattr(panel.view, "shown", ()):
        got, first = part.get(panel.frame), part.first
        if isinstance(got, tuple) and np.ndim(got[1]) == 2:  # lines
            for r, row in enumerate(got[1]):
                drawn = panel.view.figure.frame_data(first + r)
                np.testing.assert_array_equal(drawn["y"], row.astype("f4"))
        elif isinstance(got, tuple):  # dots
            drawn = panel.view.figure.frame_data(first)
            np.testing.assert_array_equal(drawn["x"], np.asarray(got[0], "f4"))
        else:  # a picture
            drawn = panel.view.figure.frame_data(first)
            np.testing.assert_array_equal(drawn["z"], np.asarray(got, "f4"))


def test_another_run_leaves_the_one_before_behind_pale(make):
    panel = make("digits_race")
    panel.player.step(4)
    before = lines(panel, "x")["adam"]
    panel.form.controls["seed"].value = 5
    figure = panel.view.figure
    [behind] = [
        figure.frame_data(i)
        for i, t in enumerate(figure._figure.data)
        if t.meta == BEHIND and t.name == "adam" and t.xaxis == "x"
    ]
    np.testing.assert_array_equal(behind["y"][1:-1], before[1])
    assert {t.opacity for t in figure._figure.data if t.meta == BEHIND and t.mode == "lines"} == {
        0.25
    }


def test_the_loss_axis_follows_a_start_with_a_high_loss(make):
    panel = make("optimizer_race", surface="beale")
    panel.form.set(start=(4.4, 4.4))
    top = panel.view.figure._figure.layout.yaxis2.range[1]
    assert 10**top > panel.frame.race.value[0].max()


def test_an_axis_makes_room_for_what_explodes(make):
    panel = make("nudged_weight", activations=("relu",), depth=8)
    axis = panel.view.figure._figure.layout.yaxis
    least = axis.range
    panel.form.controls["scale"].value = 10.0
    exponents = np.log10(panel.frame.changes)
    assert exponents.max() > least[1]
    assert axis.range[0] < exponents.min() and exponents.max() < axis.range[1]
    panel.form.controls["scale"].value = 1.0
    assert axis.range == least


def test_what_single_precision_cannot_hold_is_a_gap(make):
    panel = make("gradient_chain", activation="linear", scale=30.0, depth=50, runs=1)
    _, drawn = lines(panel, "x2")["of each network"]
    sizes = panel.frame.sizes[:, 0]
    assert sizes[0] > 1e38 and np.isnan(drawn[0])
    np.testing.assert_allclose(drawn[30:50], sizes[30:], rtol=1e-6)
