"""A contest: so many finished runs count, the best stand above, and the best is known."""

import pytest

from widgets import contest, optimizer_race, texts


def race(**about):
    """Gradient descent down a bowl, as far as possible, in three runs."""
    panel = optimizer_race(surface="bowl", optimizers=("gradient-descent",), lr=1e-3, steps=20)
    about = dict(title="Down", score=lambda frame: -frame.t - panel.in_force.lr, budget=3) | about
    return panel, contest(panel, about.pop("title"), about.pop("score"), **about)


def test_the_best_of_so_many_runs_stands_first():
    panel, box = race(form=".2f")
    assert texts.RUNS_USED.format(used=0, budget=3) in box.said.value
    for lr in (0.3, 0.1, 0.2):
        panel.form.set(lr=lr)
    assert [run.lr for run, _ in box.order] == [0.1, 0.2, 0.3] and box.best.lr == 0.1
    rows = box.said.value.split("<tr>")[1:]
    assert "−20.10" in rows[0].replace("-", "−") and "learning rate: 0.001 → 0.1" in rows[0]


def test_runs_beyond_the_budget_do_not_count():
    panel, box = race(budget=2)
    for lr in (0.3, 0.2, 0.3):
        panel.form.set(lr=lr)
    assert len(box.runs) == 2 and texts.NOT_COUNTED not in box.said.value  # seen before
    assert texts.USED_UP in box.said.value
    panel.form.set(lr=0.01)
    assert box.best.lr == 0.2 and texts.NOT_COUNTED in box.said.value


def test_a_run_far_from_the_best_is_shown_with_its_place():
    panel, box = race(budget=20)
    for lr in (0.1, 0.11, 0.12, 0.13, 0.14, 0.15, 0.3):
        panel.form.set(lr=lr)
    rows = box.said.value.split("<tr>")[1:]
    assert len(rows) == 6 and rows[-1].startswith("<td>7.</td>")


def test_scores_that_are_none_come_last_and_errors_are_told():
    panel, box = race(score=lambda frame: float("nan") if panel.in_force.lr > 0.2 else 1.0)
    panel.form.set(lr=0.3)
    panel.form.set(lr=0.1)
    assert box.best.lr == 0.1
    panel, box = race(score=lambda frame: frame.nothing)
    panel.form.set(lr=0.3)
    assert "nothing" in box.said.value and not box.runs
    with pytest.raises(ValueError, match=texts.NO_RUN_YET):
        box.best  # noqa: B018


def test_contests_are_for_paper_too_and_close():
    panel, box = race()
    assert texts.ON_PAPER["mission"] in box._repr_mimebundle_()["text/html"]
    box.close()
    panel.form.set(lr=0.3)
    assert not box.runs


def test_what_makes_no_contest():
    panel, _ = race()
    with pytest.raises(ValueError, match="budget"):
        contest(panel, "?", lambda frame: 1, budget=0)
    with pytest.raises(ValueError, match="score"):
        contest(panel, "?", 3)
    with pytest.raises(ValueError, match="panel"):
        contest(optimizer_race, "?", lambda frame: 1)
