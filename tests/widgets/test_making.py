"""A panel is a recipe: an experiment, a view, and what it begins with."""

import inspect
import subprocess
import sys
from dataclasses import fields

import pytest
from IPython.core.interactiveshell import InteractiveShell

import widgets
from tests.widgets.panels import PANELS
from tests.widgets.truth import check
from widgets import texts
from widgets.making import Recipe
from widgets.panel.controls import Choices
from widgets.views.scores import ScoresView


def recipe(**about):
    made = Recipe("optimizer-race", ScoresView, **about)
    made.name = "a_race"
    return made


def made(panel_of, **about):
    """The panel, closed: what it was made of is still there."""
    panel = panel_of(steps=20, **about)
    panel.close()
    return panel


def in_front(panel):
    """Names of the knobs in sight, a place counts twice."""
    [strip, *_] = panel.form.children
    names = {control: name for name, control in panel.form.controls.items()}
    return [names[control] for control in strip.children if control in names]


def test_what_it_begins_with_can_be_said_in_the_recipe_and_by_the_caller():
    of = recipe(lr=0.05, surface="bowl")
    panel = made(of, surface="saddle")
    assert (panel.experiment.lr, panel.experiment.surface) == (0.05, "saddle")
    assert (of.knobs["lr"], of.knobs["surface"], of.knobs["seed"]) == (0.05, "bowl", 0)
    assert panel.page.panel == "a_race"


@pytest.mark.parametrize(
    ("about", "names"),
    [
        (dict(show="lr seed steps"), ["lr", "steps", "seed"]),
        (dict(hide="optimizers rates start starts spread"), ["surface", "lr", "steps", "seed"]),
    ],
)
def test_show_and_hide(about, names):
    of = recipe(**about)
    assert list(made(of).form.controls) == names == list(inspect.signature(of).parameters)
    assert list(made(of, hide=["seed"]).form.controls) == [n for n in names if n != "seed"]
    assert list(made(of, hide="seed lr").form.controls) == [
        n for n in names if n not in ("seed", "lr")
    ]


@pytest.mark.parametrize(
    ("about", "said", "names"),
    [
        (dict(front="seed lr"), {}, ["seed", "lr"]),
        (dict(front="seed lr"), dict(front=["steps"]), ["steps"]),
        (dict(front="seed lr"), dict(front="steps spread"), ["steps", "spread"]),
        (dict(show="lr seed steps spread starts"), {}, ["lr", "seed", "steps"]),
        ({}, {}, ["surface", "lr", "rates"]),
        (dict(show="lr seed steps spread"), {}, ["lr", "seed", "steps", "spread"]),
    ],
)
def test_front(about, said, names):
    assert in_front(made(recipe(**about), **said)) == names


@pytest.mark.parametrize(
    "about", [dict(surfce="bowl"), dict(hide="sed"), dict(fix=["sed"]), dict(front="sed")]
)
def test_unknown_names_are_said(about):
    panel = recipe()(steps=20, **about)
    [wrong] = {"surfce", "sed"} & set(panel.problem.replace(";", "").split())
    assert f"no setting called {wrong}" in panel.status and panel.status.startswith(texts.ERROR)
    panel.close()


def test_a_recipe_with_a_preset_that_is_no_knob_says_so():
    panel = recipe(surfce="bowl")()
    assert "no setting called surfce" in panel.headline.value
    panel.close()


@pytest.mark.parametrize("name", PANELS)
def test_at_most_four_knobs_are_in_sight(name):
    panel = PANELS[name]()
    names = in_front(panel)
    panel.close()
    assert 1 <= len(names) <= 4
    many = [n for n, control in panel.form.controls.items() if isinstance(control, Choices)]
    assert set(many).isdisjoint(names)


@pytest.mark.parametrize("name", PANELS)
def test_shift_tab_shows_every_knob_with_its_usual_value(name):
    shell = InteractiveShell.instance()
    shell.push({name: PANELS[name]})
    said = shell.object_inspect_text(name)
    panel = PANELS[name]()
    for f in fields(panel.experiment):
        if f.name in panel.form.controls:
            usual = getattr(panel.experiment, f.name)
            assert inspect.signature(PANELS[name]).parameters[f.name].default == usual
            assert f"{f.name}=" in said
    assert PANELS[name].__doc__.split(":")[0].split(";")[0] in said
    check(panel)
    panel.close()


def test_all_panels_come_by_a_star_and_one_alone_brings_no_other():
    names = {}
    exec("from widgets import *", names)
    assert set(PANELS) | {"predict", "restore", "experiment"} <= set(names)
    alone = "import sys, widgets; widgets.digits_race; print('widgets.lectures.optimizer_race."
    alone += "adam_lines' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", alone], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
    with pytest.raises(AttributeError, match="no panel is called 'optimiser_race'"):
        widgets.optimiser_race  # noqa: B018
