"""What is wrong with the first setting stays said until another experiment is shown."""

import pytest

from tests.widgets.panels import press, small
from tests.widgets.truth import check
from widgets import texts


@pytest.fixture(params=[dict(surfce="crescent"), dict(surface="cresent"), dict(lr="many")])
def panel(request):
    made = small("optimizer_race", **request.param)
    yield made
    made.close()


def answer(panel):
    """What a page does a moment after it has drawn the controls: it sends values back."""
    for name, made in panel.form.controls.items():
        panel.form._moved(name)
        made.notify_change(dict(name="value", new=made.value, old=None, owner=made, type="change"))


def test_it_stays_said_when_the_page_answers_and_while_the_usual_run_is_looked_at(panel):
    problem = panel.problem
    assert problem and panel.headline.value.count("problem") == 1
    answer(panel)
    for step in (panel.player.reset, lambda: panel.player.step(5), panel.player.stop):
        step()
        assert panel.status == f"{texts.ERROR}: {problem}"
    assert "problem" in panel.headline.value


def test_another_experiment_ends_it(panel):
    panel.form.controls["seed"].value = 1
    assert panel.problem == "" and "problem" not in panel.headline.value
    check(panel)
    panel.form.controls["seed"].value = 0
    assert panel.problem == ""
    check(panel)


def test_nonsense_and_back_leaves_it(panel):
    problem, field = panel.problem, panel.form.controls["steps"].field
    before, field.value = field.value, "never"
    assert "steps must be" in panel.problem
    field.value = before
    assert panel.problem == problem


def test_a_proposal_ends_it():
    panel = small("optimizer_race", surfce="bowl", tries={"seed 2": dict(seed=2)})
    press(panel.tries({"seed 2": dict(seed=2)}).children[-1])
    assert panel.experiment.seed == 2 and "no setting" not in panel.status
    panel.close()
