"""The runs of a panel: which are kept, what is said of them, how they are compared."""

import asyncio
import csv

import numpy as np
import pytest
from ipywidgets.widgets import widget

from dlcore.experiments import DigitsRace, OptimizerRace
from dlcore.experiments.optimizer_race.digits_race import DigitsFrame
from tests.widgets.loops import run
from tests.widgets.panels import small
from tests.widgets.truth import check
from widgets import texts
from widgets.panel import recorder
from widgets.panel.drawers.runs import Runs
from widgets.panel.recorder import LIMIT, differences
from widgets.views.lines import BEHIND


def numbers(panel):
    return [run.number for run in panel.recorder.runs]


@pytest.fixture
def panel():
    panel = small("digits_race", optimizers=("adam", "momentum"))
    yield panel
    panel.close()


@pytest.fixture
def drawer(panel):
    """The drawer of a panel with three runs."""
    for hidden in (8, 4, 6):
        panel.form.set(hidden=hidden)
        panel.player.show(99)
    panel.player.stop()
    panel.buttons[Runs].value = True
    return panel.drawers[Runs]


def press_remove(drawer, number):
    drawer.table._handle_custom_msg({"kind": "remove", "id": number}, [])


# ---- which runs are kept


def test_a_run_counts_when_it_finished_was_stopped_or_replaced(panel):
    async def scenario():
        assert numbers(panel) == []
        await panel.player.play()
        assert numbers(panel) == [1]
        panel.form.set(hidden=4)
        panel.player.step(1)
        panel.player.stop()
        assert numbers(panel) == [1, 2]
        panel.form.set(hidden=5)
        panel.form.set(hidden=6)  # the one before never left its first frame
        panel.player.step(1)
        panel.form.set(hidden=7)
        assert numbers(panel) == [1, 2, 3]
        steps = [(run.experiment.hidden, run.frame.t > 0) for run in panel.recorder.runs]
        assert steps == [(8, True), (4, True), (6, True)]

    run(scenario)


def test_the_same_experiment_is_the_same_run_and_grows(panel):
    panel.player.step(1)
    panel.player.stop()
    before = panel.recorder.runs[0].frame.t
    panel.player.reset()
    panel.player.show(99)
    panel.player.stop()
    [run] = panel.recorder.runs
    assert run.number == 1 and run.frame.t == panel.frame.total > before
    panel.player.load(panel.player.reel.make)
    panel.player.step(1)
    panel.player.stop()  # a shorter one takes nothing away
    assert [again.frame.t for again in panel.recorder.runs] == [run.frame.t]


def test_what_is_redrawn_while_a_slider_moves_counts_when_it_rests(monkeypatch):
    monkeypatch.setattr(recorder, "REST", 0.05)

    async def scenario():
        panel = small("optimizer_race")
        for lr in (0.1, 0.2, 0.3):
            panel.form.set(lr=lr)
            await asyncio.sleep(0.01)
        assert numbers(panel) == []
        await asyncio.sleep(0.1)
        assert [run.experiment.lr for run in panel.recorder.runs] == [0.3]
        panel.form.set(lr=0.4)
        panel.close()
        await asyncio.sleep(0.1)
        assert numbers(panel) == [1]

    run(scenario)


def test_a_change_while_it_runs_belongs_to_the_run():
    async def scenario():
        panel = small("digits_race", rates="same", batch=16)
        panel.player.step(1)
        panel.player.step(1)
        panel.form.set(lr=0.5)
        await panel.player.play()
        [run] = panel.recorder.runs
        assert [change[1:] for change in run.experiment.changes] == [("lr", 0.5)]
        panel.close()

    run(scenario)


def test_only_the_last_runs_are_kept(monkeypatch):
    panel = small("optimizer_race", optimizers=("adam",))
    for seed in range(1, LIMIT + 6):
        panel.form.set(seed=seed)
    assert numbers(panel) == list(range(7, LIMIT + 7))
    assert all(run.frame.race.states is None for run in panel.recorder.runs)
    panel.close()


# ---- what is said


def test_differences_in_words():
    old = DigitsRace(optimizers=("adam", "momentum"), lr=0.02)
    new = DigitsRace(optimizers=("adam", "nadam"), lr=0.5, seed=3, changes=((7, "lr", 0.1),))
    said = "; ".join(differences(old, new))
    assert "optimizers: −momentum +nadam" in said and "learning rate: 0.02 → 0.5" in said
    assert "seed: 0 → 3" in said and "learning rate: 0.1 from step 7 on" in said
    assert differences(new, new) == []
    moved = differences(OptimizerRace(), OptimizerRace(start=(0.5, 1.0)))
    assert moved == ["start: usual → (0.5, 1)"]


def test_rows_tell_the_difference_and_the_scores(panel, drawer):
    assert drawer.table.headings == [*texts.RUN_COLUMNS, "adam", "momentum"]
    assert [row["id"] for row in drawer.table.rows] == [1, 2, 3]
    cells = drawer.table.rows[1]["cells"]
    assert cells[1] == "hidden units: 8 → 4" and cells[2] == str(panel.frame.total)
    scores = panel.recorder.runs[1].frame.scores
    assert cells[4] == f"{scores['training loss']['adam']:.3g}"
    drawer.measure.value = "test digits right"
    cells = drawer.table.rows[1]["cells"]
    assert cells[4] == f"{scores['test digits right']['adam']:.1%}"


@pytest.mark.parametrize("column", range(6))
def test_rows_in_the_order_of_any_column(drawer, column):
    for descending in (False, True):
        drawer.table.sort, drawer.table.descending = column, descending
        shown = [drawer._values(row["id"] - 1, ["adam", "momentum"]) for row in drawer.table.rows]
        values = [row[column] for row in shown]
        assert values == sorted(values, reverse=descending)


def test_scores_that_are_missing_come_last(panel, drawer):
    panel.form.set(optimizers=("nadam",))
    panel.player.show(99)
    panel.player.stop()
    for descending in (False, True):
        drawer.table.sort, drawer.table.descending = 4, descending
        assert drawer.table.rows[-1]["id"] == 4 and drawer.table.rows[-1]["cells"][4] == ""


def test_the_csv_holds_every_knob_and_score(panel, drawer):
    lines = list(csv.DictReader(drawer.table.csv.splitlines()))
    assert [int(line["hidden"]) for line in lines] == [8, 4, 6]
    for line, done in zip(lines, panel.recorder.runs, strict=True):
        assert float(line["training loss, adam"]) == done.scores["training loss"]["adam"]
        assert int(line["t"]) == done.frame.t


def test_rows_are_removed(panel, drawer):
    drawer.table.shown, drawer.table.a = [2], 2
    press_remove(drawer, 2)
    assert numbers(panel) == [1, 3] and [row["id"] for row in drawer.table.rows] == [1, 3]
    assert "hidden units: 8 → 6" in drawer.table.rows[1]["cells"]
    assert list(panel.recorder.behind) == ["run 2"]  # the run before is gone from the rows only


@pytest.mark.parametrize("scores", [True, False])
def test_closing_frees_every_widget(scores, monkeypatch):
    if not scores:
        monkeypatch.setattr(DigitsFrame, "measures", {})
        monkeypatch.setattr(DigitsFrame, "scores", {})
    before = len(widget._instances)
    panel = small("digits_race")
    panel.buttons[Runs].value = True
    panel.player.step(1)
    panel.player.stop()
    headings = panel.drawers[Runs].table.headings
    assert headings[:4] == list(texts.RUN_COLUMNS) and (len(headings) > 4) == scores
    panel.close()
    assert len(widget._instances) == before


# ---- behind the present run


def old_lines(panel):
    """Pale lines that can be seen, by name: y without gaps."""
    figure, lines = panel.view.figure, {}
    for i, trace in enumerate(figure._figure.data):
        if trace.meta == BEHIND and trace.mode == "lines":
            y = figure.frame_data(i)["y"]
            lines.setdefault(trace.name, []).append(y[np.isfinite(y)])
    return lines


def test_the_run_before_stays_behind_and_chosen_runs_replace_it(panel, drawer):
    runs = panel.recorder.runs
    np.testing.assert_array_equal(old_lines(panel)["adam"][0], np.float32(runs[1].frame.losses[0]))
    drawer.table.shown = [1, 3]
    both = np.concatenate([runs[i].frame.losses[1] for i in (0, 2)])
    np.testing.assert_array_equal(old_lines(panel)["momentum"][0], np.float32(both))
    drawer.table.shown = []
    np.testing.assert_array_equal(old_lines(panel)["adam"][0], np.float32(runs[1].frame.losses[0]))
    check(panel)


def test_a_against_b_in_words_and_lines(panel, drawer):
    drawer.table.a, drawer.table.b = 1, 3
    assert list(panel.recorder.behind) == list(panel.fitting) == ["A", "B"]
    old, new = (panel.recorder.runs[i].scores["training loss"]["adam"] for i in (0, 2))
    assert "hidden units: 8 → 6" in drawer.said.value
    assert f"adam {old:.3g} → {new:.3g} (× {new / old:.2g})" in drawer.said.value
    drawer.measure.value = "test digits right"
    old, new = (panel.recorder.runs[i].scores["test digits right"]["adam"] for i in (0, 2))
    assert f"adam {old:.1%} → {new:.1%} ({new - old:+.1%})" in drawer.said.value


def test_runs_of_other_rules_share_what_they_can(panel, drawer):
    panel.form.set(optimizers=("nadam", "momentum"))
    drawer.table.shown = [1]
    lines, frame = old_lines(panel), panel.recorder.runs[0].frame
    assert lines["nadam"][0].size == 0
    np.testing.assert_array_equal(lines["momentum"][0], np.float32(frame.losses[1]))
    panel.form.set(optimizers=("nadam",))
    drawer.refresh()
    assert "run 1" not in panel.fitting and "run 1: no lines" in drawer.said.value
    panel.form.set(optimizers=("adam",))
    drawer.refresh()
    assert "run 1" in panel.fitting and drawer.said.value == ""


def test_races_show_old_paths_and_losses_on_the_same_surface():
    panel = small("optimizer_race", optimizers=("adam", "newton"))
    panel.form.set(lr=0.3)
    panel.buttons[Runs].value = True
    panel.drawers[Runs].table.shown = [1]
    path, loss = old_lines(panel)["newton"]
    frame = panel.recorder.runs[0].frame
    np.testing.assert_array_equal(path, np.float32(frame.paths[1][:, 1]))
    assert loss.size == np.sum(frame.losses[1] > 1e-9)
    check(panel)
    panel.form.set(surface="bowl")
    assert panel.fitting == {} and old_lines(panel)["newton"][0].size == 0
    panel.close()
