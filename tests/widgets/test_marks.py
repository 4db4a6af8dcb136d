"""Bets drawn into the picture: lines, curves, rings, and a podium beside it."""

import numpy as np
import pytest

from tests.widgets.bets import RULES, bet_on_loss, curve_of_loss, drawn, race, type_and_run
from tests.widgets.loops import run
from tests.widgets.panels import press
from tests.widgets.truth import as_plotly_takes_it
from widgets import adam_lines, digits_race, predict, texts


def test_a_number_is_drawn_on_its_axis_and_taken_away():
    async def scenario():
        panel = race()
        before = panel.view.figure._figure.layout.shapes
        question = bet_on_loss(panel)
        assert drawn(panel) == {}
        await type_and_run(question, "0.25")
        bet, truth = drawn(panel).values()
        assert (bet.yref, bet.y0, bet.y1, bet.xref) == ("y2", 0.25, 0.25, "x2 domain")
        assert (bet.label.yanchor, truth.label.yanchor) == ("top", "bottom")  # apart
        assert truth.y0 == panel.frame.losses[0, -1] and texts.IT_WAS in truth.label.text
        panel.form.set(lr=0.031)
        assert list(drawn(panel)) == [bet.label.text]  # the truth was that of another run
        press(question.again_button)
        assert panel.view.figure._figure.layout.shapes == before
        await type_and_run(question, "1e30")
        top = 10 ** panel.view.figure._figure.layout.yaxis2.range[1]
        assert next(iter(drawn(panel).values())).y0 == pytest.approx(top)  # at the edge
        as_plotly_takes_it(panel.view.figure)
        question.close()
        assert panel.view.figure._figure.layout.shapes == before

    run(scenario)


def test_a_bet_in_percent_lies_on_an_axis_of_shares():
    async def scenario():
        panel = digits_race(optimizers=("adam",), epochs=1, hidden=8)
        about = dict(kind="number", within=5, unit="%", marks="y3")
        right = predict("?", panel=panel, answer=lambda f: 100 * f.accuracies[0, -1], **about)
        await type_and_run(right, "40")
        assert drawn(panel)[f"{texts.YOUR_BET}: 40 %"].y0 == pytest.approx(0.4)
        assert "points apart" in right.judged.words
        right.close()
        about["unit"] = ""
        share = predict("??", panel=panel, answer=lambda f: f.accuracies[0, -1], **about)
        await type_and_run(share, "0.4")
        assert drawn(panel)[f"{texts.YOUR_BET}: 0.4"].y0 == 0.4  # not a percent

    run(scenario)


def test_curves_and_places_are_drawn_in_their_plot():
    async def scenario():
        panel = race()
        at = predict(
            "Where?",
            panel=panel,
            kind="point",
            x=("weight 1", -2, 2),
            y=("weight 2", -2, 2),
            within=1,
            marks="xy",
            answer=lambda f: f.paths[0][-1],
        )
        for field, text in zip(at.kind.inputs, ("1", "-0.5"), strict=True):
            field.value = text
        press(at.commit_button)
        await panel.player.task
        bet, truth = drawn(panel).values()
        assert (bet.type, bet.xanchor, bet.yanchor) == ("circle", 1, -0.5)
        as_plotly_takes_it(panel.view.figure)
        np.testing.assert_allclose((truth.xanchor, truth.yanchor), panel.frame.paths[0][-1])
        at.close()
        falls = curve_of_loss(panel, marks="x2y2")
        for field, value in zip(falls.kind.inputs, (9, 3, 1, 0.3, 1e9), strict=True):
            field.value = str(value)
        press(falls.commit_button)
        await panel.player.task
        [bet] = drawn(panel).values()
        as_plotly_takes_it(panel.view.figure)
        assert bet.path.startswith("M 0,9 L 5,3 L 10,1 L") and (bet.xref, bet.yref) == ("x2", "y2")
        top = 10 ** panel.view.figure._figure.layout.yaxis2.range[1]
        assert float(bet.path.split(",")[-1]) == pytest.approx(top, rel=1e-4)

    run(scenario)


def test_on_an_axis_that_follows_the_picture_a_bet_waits_for_the_end():
    async def scenario():
        panel = adam_lines(correction=False)
        panel.player.speed.value = 8.0
        about = dict(kind="number", within=2, marks="y3", answer=lambda f: f.steps[0].max())
        longest = predict("How long?", panel=panel, **about)
        longest.kind.field.value = "1e6"
        press(longest.commit_button)
        assert drawn(panel) == {}
        await panel.player.task
        bet, truth = drawn(panel).values()
        assert truth.y0 == panel.frame.steps[0].max() < bet.y0 < 4 * truth.y0

    run(scenario)


@pytest.mark.parametrize("marks", ["y9", "xy", "z", "the loss"])
def test_marks_on_no_axis_are_refused(marks):
    with pytest.raises(ValueError, match="marks must be an axis of x, y, x2, y2, not"):
        bet_on_loss(race(), marks=marks)


def test_an_order_stands_on_a_podium():
    async def scenario():
        panel = race()

        def order(frame):
            return sorted(RULES, key=dict(zip(frame.names, frame.losses[:, -1], strict=True)).get)

        said = predict("First to last?", panel=panel, kind="order", names=RULES, answer=order)
        for control, name in zip(said.kind.inputs, RULES, strict=True):
            control.value = name
        press(said.commit_button)
        await panel.player.task
        places = said.said.value.split("<li")[1:]
        for place, name, guess in zip(places, order(panel.frame), RULES, strict=True):
            assert f"<b>{name}</b>" in place and texts.YOU_SAID.format(name=guess) in place
            assert ("✓" in place) == (name == guess)
        later = predict("First to last?", panel=race(), kind="order", names=RULES, answer=order)
        assert places[0] in later.said.value

    run(scenario)
