"""Notebooks that are opened without their kernels: every widget in them has something to show."""

import asyncio
import json

import pytest

from widgets import ask, mission, optimizer_race, predict, texts
from widgets.course.live_test import LiveTest
from widgets.course.recall import Recall
from widgets.course.stored import STATE, VIEW, before_saving, reading, with_twins, without_twins

KINDS = {
    "panel": lambda: optimizer_race(steps=10),
    "question": lambda: ask("Half of 2?", ["1", "2"], "1"),
    "bet": lambda: predict(
        "Who?", panel=optimizer_race(steps=10), choices=["adam", "newton"], answer=lambda f: "adam"
    ),
    "mission": lambda: mission(optimizer_race(steps=10), "Go", lambda experiment, frame: True),
    "tries": lambda: optimizer_race(steps=10).tries({"fast": dict(lr=1.0)}),
    "live test": LiveTest,
    "recall": lambda: Recall("optimizer_race"),
}


def stored(*made):
    """A notebook with an output of each, as a file holds it."""
    bundles = (widget._repr_mimebundle_() for widget in made)
    outputs = [dict(output_type="display_data", data=data, metadata={}) for data in bundles]
    cell = dict(cell_type="code", outputs=outputs, source="", metadata={})
    words = dict(cell_type="markdown", source="", metadata={})
    return json.loads(json.dumps(dict(cells=[words, cell], metadata={})))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_what_to_do_and_nothing_of_it_is_kept(kind):
    notebook = stored(KINDS[kind]())
    before = json.dumps(notebook)
    with_twins(notebook)
    states = notebook["metadata"]["widgets"][STATE]["state"]
    [data] = [output["data"] for output in notebook["cells"][1]["outputs"]]
    shown = states[data[VIEW]["model_id"]]["state"]["value"]
    assert texts.NO_KERNEL in shown
    assert ("<svg" in shown) == (kind == "panel")
    assert ("live-paper" in shown) == (kind in ("question", "bet", "mission", "recall"))
    without_twins(notebook)
    assert json.dumps(notebook) == before


def test_a_widget_that_was_stored_whole_stays():
    notebook = stored(optimizer_race(steps=10))
    model = notebook["cells"][1]["outputs"][0]["data"][VIEW]["model_id"]
    known = {STATE: dict(version_major=2, version_minor=0, state={model: {"mine": 1}})}
    notebook["metadata"]["widgets"] = known
    with_twins(notebook)
    assert notebook["metadata"]["widgets"][STATE]["state"] == {model: {"mine": 1}}
    without_twins(notebook)
    assert notebook["metadata"]["widgets"] == known


OTHERS = [{}, {"text/plain": "3"}, {VIEW: {}}, {VIEW: {"model_id": "of another library"}}]
OTHERS += [{VIEW: {"model_id": ""}, "text/html": "<p>"}, {"text/html": "<p>"}]


@pytest.mark.parametrize("data", OTHERS)
def test_other_outputs_are_left_alone(data):
    cells = [dict(cell_type="code", outputs=[dict(data=data), dict(output_type="stream")])]
    notebook = dict(cells=cells, metadata={})
    with_twins(notebook), without_twins(notebook)
    assert notebook == dict(cells=cells, metadata={})


def test_contents_come_with_twins_and_are_saved_without():
    model = dict(type="notebook", content=stored(optimizer_race(steps=10)))
    assert reading(lambda path: model)("a.ipynb") is model
    assert STATE in model["content"]["metadata"]["widgets"]
    before_saving(model)
    assert model["content"]["metadata"] == {}

    async def get(path):
        return model

    assert asyncio.run(reading(get)("a.ipynb")) is model
    for other in (dict(type="file", content="x"), dict(type="notebook", content=None)):
        assert reading(lambda path, other=other: other)("b") is other
