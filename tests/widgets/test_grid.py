"""The grid drawer: what is asked, computed in pieces, stopped, drawn, and loaded into the panel."""

import asyncio
import time
from dataclasses import replace

import numpy as np
import pytest
from ipywidgets.widgets import widget

from dlcore.experiments import sweep
from tests.widgets.loops import run
from tests.widgets.panels import press, small
from tests.widgets.truth import check
from widgets import texts
from widgets.panel.drawers.grid import Grid


def drive(scenario, name="digits_race", **knobs):
    """Run scenario(panel, drawer) on a loop, with the drawer open; by default all have one rate."""
    knobs = knobs if name != "digits_race" else dict(rates="same") | knobs

    async def opened():
        panel = small(name, **knobs)
        panel.buttons[Grid].value = True
        try:
            await scenario(panel, panel.drawers[Grid])
        finally:
            panel.close()

    run(opened)


def ask(drawer, a, values_a, b, values_b, seeds=2):
    """Fill in what is to be computed."""
    drawer.a.name.value, drawer.b.name.value = a, b
    drawer.a.typed.value, drawer.b.typed.value = values_a, values_b
    drawer.seeds.value = seeds


async def compute(drawer):
    press(drawer.run_button)
    await drawer.task


def test_a_grid_shows_the_means_of_single_settings():
    async def scenario(panel, drawer):
        ask(drawer, "hidden", "4, 8", "lr", "0.01, 0.1, 1")
        await compute(drawer)
        base = panel.experiment
        *_, frame = sweep(base, "hidden", (4, 8), "lr", (0.01, 0.1, 1.0), (0, 1))
        assert drawer.bar.value == 1 and drawer.run_button.description == texts.RUN_GRID
        drawer.measure.value, drawer.who.value = "test digits right", "momentum"
        mean = frame.mean("test digits right", "momentum")
        shown = drawer.view.figure.frame_data(0)
        np.testing.assert_array_equal(np.array(shown["z"], float), mean)
        spread = frame.spread("test digits right", "momentum")
        assert shown["text"][1][2] == f"{mean[1, 2]:.1%}<br>± {spread[1, 2]:.1%}"
        assert frame.said("test digits right", "momentum") in drawer.view.figure.summary
        drawer.measure.value = "training loss"  # by ratio
        mean = frame.mean("training loss", drawer.who.value)
        shown = np.array(drawer.view.figure.frame_data(0)["z"], float)
        np.testing.assert_allclose(shown, np.log10(mean))

    drive(scenario, rates="same", optimizers=("adam", "momentum"))


def test_cells_load_their_setting():
    async def scenario(panel, drawer):
        ask(drawer, "surface", "bowl, plateau", "lr", "0.01, 0.1234567")
        await compute(drawer)
        base, figure = drawer.base, drawer.view.figure
        figure._on_page(None, dict(kind="pick", x=1.2, y=0.6, done=True), [])
        assert panel.experiment == replace(base, surface="plateau", lr=0.1234567)
        assert panel.form.controls["surface"].value == "plateau"
        check(panel)
        drawer.cell.value = (0, 0)
        press(drawer.chosen.children[-1])
        assert panel.experiment == replace(base, surface="bowl", lr=0.01)
        check(panel)

    drive(scenario, name="optimizer_race", optimizers=("adam", "newton"))


def test_it_stops_at_once_and_keeps_what_is_known():
    async def scenario(panel, drawer):
        ask(drawer, "hidden", "4, 8, 16, 32, 64, 128", "batch", "8, 16, 32", seeds=10)
        press(drawer.run_button)
        assert drawer.run_button.description == texts.STOP
        gaps, before = [], time.process_time()
        while drawer.frame is None or not drawer.frame.t:
            await asyncio.sleep(0)
            gaps.append(time.process_time() - before)
            before = time.process_time()
        press(drawer.run_button)
        known = drawer.frame.t
        await asyncio.sleep(0.1)
        assert drawer.frame.t == known < drawer.frame.known.size and drawer.task is None
        assert np.median(gaps) < 0.03
        await compute_again(drawer)

    async def compute_again(drawer):
        ask(drawer, "hidden", "4", "batch", "256", seeds=1)
        await compute(drawer)
        assert drawer.frame.known.all()

    drive(scenario)


def test_the_page_is_heard_while_a_grid_is_computed():
    async def scenario(panel, drawer):
        ask(drawer, "hidden", "4, 8", "lr", "0.01, 0.1", seeds=10)
        panel.player.play()
        press(drawer.run_button)
        assert not panel.player.running  # one thing at a time
        panel.form.set(hidden=5)
        await drawer.task
        assert drawer.base.hidden == 8 and panel.experiment.hidden == 5

    drive(scenario, rates="same")


@pytest.mark.parametrize("computed", [True, False])
def test_closing_frees_every_widget(computed):
    async def scenario(panel, drawer):
        if computed:
            ask(drawer, "hidden", "4", "lr", "0.01", seeds=1)
            await compute(drawer)
            ask(drawer, "hidden", "4", "batch", "64, 128", seeds=1)
            await compute(drawer)

    before = len(widget._instances)
    drive(scenario)
    assert len(widget._instances) == before


def test_a_closed_panel_computes_no_more():
    async def scenario(panel, drawer):
        press(drawer.run_button)
        task = drawer.task
        panel.close()
        await asyncio.sleep(0.01)
        assert task.cancelled()

    drive(scenario)


@pytest.mark.parametrize(
    "values, said",
    [
        ("0.1, much", "learning rate: 'much' is no such number"),
        ("-1", "lr must be greater than 0"),
        ("", "at least one value"),
    ],
)
def test_what_cannot_be_computed_is_said(values, said):
    async def scenario(panel, drawer):
        ask(drawer, "lr", values, "hidden", "4")
        press(drawer.run_button)
        assert drawer.task is None
        assert said in drawer.said.value.replace("&#x27;", "'") and "problem" in drawer.said.value
        ask(drawer, "lr", "1", "lr", "1")
        press(drawer.run_button)
        assert "two knobs" in drawer.said.value

    drive(scenario)


def test_without_a_loop_it_says_so():
    panel = small("optimizer_race")
    panel.buttons[Grid].value = True
    press(panel.drawers[Grid].run_button)
    assert texts.NO_LOOP in panel.drawers[Grid].said.value
    panel.close()


def test_runs_that_never_arrive_are_written_without_a_colour():
    async def scenario(panel, drawer):
        ask(drawer, "surface", "bowl", "lr", "0.0001, 1", seeds=1)
        await compute(drawer)
        drawer.measure.value, drawer.who.value = "steps to arrive", "gradient-descent"
        figure = drawer.view.figure
        [note] = figure._figure.layout.annotations
        assert (note.x, note.y, note.text) == (0, 0, "never")
        assert figure.frame_data(0)["text"][0][0] == ""

    drive(scenario, name="optimizer_race")
