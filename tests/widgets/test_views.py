"""What a figure holds is what the frame says: its arrays, where its parts put them."""

from dataclasses import fields
from types import SimpleNamespace

import numpy as np
import pytest

from tests.widgets.conftest import OWN
from tests.widgets.panels import PANELS, small
from widgets.figure import theme
from widgets.figure.static import picture
from widgets.lectures.optimizer_race.optimizer_race import LOWEST
from widgets.panel.controls import Choices
from widgets.views.bars import Bars
from widgets.views.curve import Pieces
from widgets.views.dots import Dots
from widgets.views.gallery import Gallery
from widgets.views.heat import Heat
from widgets.views.lines import BEHIND, GAP, Lines
from widgets.views.looks import looks_of
from widgets.views.patches import Patches
from widgets.views.relief import Relief
from widgets.views.sheet import Sheet
from widgets.views.words import Words

WITH_BOXES = [n for n in PANELS if any(f.metadata.get("many") for f in fields(PANELS[n].kind))]


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


@pytest.mark.parametrize("name", WITH_BOXES)
def test_a_line_has_the_colour_of_its_check_box(make, name):
    """Also where only some are chosen; "plain, 20" is a line of the box "plain"."""
    panel = make(name)
    chosen = [c for c in panel.form.controls.values() if isinstance(c, Choices)]
    assert chosen
    for control in chosen:
        control.value = tuple(control.boxes)[1:4:2]
        traces = [t for t in panel.view.figure._figure.data if t.type == "scatter"]
        drawn = {t.name: t.line.color for t in traces if t.mode == "lines" and t.showlegend}
        for i, box in enumerate(control.boxes):
            colors = {color for line, color in drawn.items() if line.split(", ")[0] == box}
            assert colors == ({theme.look(i)[0]} if box in control.value else set()), box


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
        lines(panel, "x2"),
        {n: (frame.steps, y) for n, y in zip(frame.names, frame.losses, strict=True)},
    )
    assert_drawn(
        lines(panel, "x3"),
        {n: (frame.steps, y) for n, y in zip(frame.names, frame.accuracies, strict=True)},
    )


def test_before_training_every_line_is_in_the_legend_and_none_is_drawn(make):
    for x, y in lines(make("digits_race"), "x2").values():
        assert len(x) == 1 and np.isnan(y).all()


@pytest.mark.parametrize("name", [*PANELS, *OWN])
def test_parts_show_what_they_get_from_the_frame(make, name, own):
    panel = make(name)
    panel.player.step(6)
    whole = [p for _, p in getattr(panel.view, "shown", ()) if not isinstance(p, Relief)]
    moving = [part for p in whole for part in getattr(p, "parts", [p])]
    for part in moving:
        got = part.get(panel.frame)
        if isinstance(part, Pieces):
            for n, (slope, height) in enumerate(got):
                drawn = panel.view.figure.frame_data(part.first + n)
                np.testing.assert_allclose(drawn["y"], slope * drawn["x"] + height, rtol=1e-5)
        elif isinstance(part, Lines):
            for r, line in enumerate(part.looks):
                drawn = panel.view.figure.frame_data(part.first + r)
                for side, values in zip("xy", got.get(line, GAP), strict=True):
                    assert_every_row(drawn[side], values, np.shape(got.get(line, GAP)[1]))
        elif isinstance(part, Gallery):
            drawn = panel.view.figure.frame_data(part.first)["z"]
            np.testing.assert_array_equal(drawn, part.sheet(got.images).astype("f4"))
        elif isinstance(part, Bars):
            for r, rows in enumerate(part.heights(panel.frame)):
                drawn = panel.view.figure.frame_data(part.first + r)
                means = drawn["x" if part.sideways else "y"]
                np.testing.assert_array_equal(means, rows.mean(0).astype("f4"))
        else:
            drawn = panel.view.figure.frame_data(part.first)
            shown = dict(z=got) if isinstance(part, Heat) else dict(zip("xy", got, strict=False))
            for side, values in shown.items():
                np.testing.assert_array_equal(drawn[side], np.asarray(values, "f4"))


def assert_every_row(drawn, values, shape):
    """All rows stand in what was drawn, one after the other, with something between."""
    if not np.prod(shape):
        assert len(drawn) == 1
        return
    rows = np.atleast_2d(np.broadcast_to(np.asarray(values, "f4"), shape))
    K, n = rows.shape
    assert len(drawn) == K * (n + 1) - 1
    for k, row in enumerate(rows):
        np.testing.assert_array_equal(drawn[k * (n + 1) :][:n], row)


def test_another_run_leaves_the_one_before_behind_pale(make):
    panel = make("digits_race")
    panel.player.step(4)
    before = lines(panel, "x2")["adam"]
    panel.form.controls["seed"].value = 5
    figure = panel.view.figure
    [behind] = [
        figure.frame_data(i)
        for i, t in enumerate(figure._figure.data)
        if t.meta == BEHIND and t.name == "adam" and t.xaxis == "x2"
    ]
    np.testing.assert_array_equal(behind["y"], before[1])
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


def get(frame):
    return {"one": ([0, 1], [2, 3])}


@pytest.mark.parametrize(
    "kind, needed",
    [(Lines, [get]), (Heat, [get, (0, 1)]), (Dots, [get, ["grey"]]), (Bars, [get])],
)
def test_a_part_refuses_words_it_does_not_know(kind, needed):
    kind(*needed, x="step", y_range=[0, 1], log=True)
    with pytest.raises(TypeError, match="xtitle"):
        kind(*needed, xtitle="step")


def sheet_of(get, names=None):
    """A view with a single part: lines."""

    class View(Sheet):
        def parts(self, frame):
            return [(1, Lines(get, names, legend=True))]

    return View(SimpleNamespace(summary=""))


def test_several_runs_are_one_line_with_gaps_between():
    view = sheet_of(lambda frame: {"one": ([0, 1], [[2, 3], [4, 5]])})
    drawn = view.figure.frame_data(view.shown[0][1].first)
    np.testing.assert_array_equal(drawn["y"], [2, 3, np.nan, 4, 5])
    np.testing.assert_array_equal(drawn["x"][[0, 1, 3, 4]], [0, 1, 0, 1])
    view.figure.close()


def test_a_name_without_numbers_keeps_its_colour_and_its_place():
    both = {"one": ([0, 1], [2, 3]), "two": ([5], [6])}
    view = sheet_of(lambda frame: {"two": both["two"]}, names=list(both))
    shown = {t.name: t for t in view.figure._figure.data if t.showlegend}
    assert list(shown) == list(both)
    assert shown["two"].line.color == theme.look(1)[0]
    first = view.shown[0][1].first
    assert np.isnan(view.figure.frame_data(first)["y"]).all()
    np.testing.assert_array_equal(view.figure.frame_data(first + 1)["y"], [6])
    view.figure.close()


def test_a_line_that_nobody_announced_is_refused():
    with pytest.raises(ValueError, match="called one, not two"):
        sheet_of(lambda frame: {"two": ([0], [1])}, names=["one"])


def test_looks_go_by_the_place_among_all_that_are_known():
    known = ("a", "b", "c")
    assert looks_of(["c"], known) == {"c": theme.look(2)}
    assert looks_of(["mine", "b"], known) == {"mine": theme.look(3), "b": theme.look(1)}
    assert looks_of(["x", "y"]) == {"x": theme.look(0), "y": theme.look(1)}


def test_words_over_a_picture_leave_its_axes():
    class Table(Sheet):
        def parts(self, frame):
            words = Words(lambda z: ([0, 1], [0, 1], ["3", ""]), over=True)
            heat = Heat(lambda z: np.eye(2), (0, 3), x="said", y="true")
            return [(1, heat), (1, words)]

    figure = Table(SimpleNamespace(summary="")).figure._figure
    assert figure.data[-1].textfont["color"] == "#000000" and figure.data[-1].text == ("3", " ")
    assert figure.layout.xaxis.visible is not False


def test_patches_have_the_colours_of_the_palette():
    colours = ("#FF0000", "#00FF00", "#0000FF", "#123456")

    class View(Sheet):
        def parts(self, frame):
            rows = dict(x="x", x_range=[-0.5, 1.5])
            return [(1, Patches(lambda frame: frame.z, colours, ("one", "two"), **rows))]

    view = View(SimpleNamespace(z=np.array([[0.0, 3], [1, 2]]), summary="s"))
    [trace] = view.figure._figure.data
    for place, color in enumerate(colours):
        share = (place - trace.zmin) / (trace.zmax - trace.zmin)
        below = [c for stop, c in trace.colorscale if stop < share][-1]
        above = [c for stop, c in trace.colorscale if stop > share][0]
        assert below == above == color  # flat around each place, so nothing is mixed
    twin = picture(view.figure)
    assert "one" in twin and "two" in twin and twin.count("<image") == 1
    view.draw(SimpleNamespace(z=np.array([[3.0, 3], [3, 3]]), summary="t"))
    np.testing.assert_array_equal(view.figure.frame_data(0)["z"], 3)
