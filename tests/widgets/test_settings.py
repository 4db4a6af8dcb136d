"""Whatever a reader has set for himself, panels open, play and show themselves."""

import warnings
from contextlib import contextmanager, suppress
from xml.etree import ElementTree

import matplotlib.pyplot as plt
import numpy as np
import plotly.io as pio
import pytest

from dlcore import OPTIMIZERS
from tests.widgets.panels import small
from widgets import ask, optimizer_race, texts
from widgets.panel import twin
from widgets.questions import box

VIEW, TWIN = "application/vnd.jupyter.widget-view+json", "image/svg+xml"


@contextmanager
def latex():
    with plt.rc_context({"text.usetex": True, "font.family": "Comic Sans MS"}):
        yield


@contextmanager
def errors_of_numpy():
    with np.errstate(all="raise"):
        yield


@contextmanager
def warnings_as_errors():
    with warnings.catch_warnings(action="error"), np.errstate(all="warn"):
        yield


@contextmanager
def templates():
    usual, size = pio.templates.default, pio.templates["plotly"].layout.font.size
    pio.templates.default, pio.templates["plotly"].layout.font.size = "none", 60
    yield
    pio.templates.default, pio.templates["plotly"].layout.font.size = usual, size


@contextmanager
def printing():
    with np.printoptions(precision=1, threshold=2, legacy="1.13"):
        yield


@pytest.mark.parametrize("name", ["optimizer_race", "momentum_map", "dropout"])
@pytest.mark.parametrize(
    "setting", [latex, errors_of_numpy, warnings_as_errors, templates, printing]
)
def test_panels_are_as_ever(setting, name):
    def played():
        panel = small(name)
        for button in panel.buttons.values():
            button.value = True
        panel.player.step(10**6)
        assert panel.problem == ""
        bundle = panel._repr_mimebundle_()
        panel.close()
        return bundle

    usual = played()
    with setting():
        other = played()
    assert VIEW in other and other["text/plain"] == usual["text/plain"]
    assert other[TWIN] == usual[TWIN]


def fails(*_):
    raise RuntimeError("no picture")


def test_a_panel_does_not_depend_on_its_twin(monkeypatch):
    panel = optimizer_race(steps=10)
    monkeypatch.setattr(twin, "picture", fails)
    assert {VIEW, "text/plain"} <= set(panel._repr_mimebundle_())
    panel.close()


def test_a_question_does_not_depend_on_its_paper(monkeypatch):
    question = ask("?", ["yes", "no"], "yes")
    monkeypatch.setattr(box.paper, "box", fails)
    assert VIEW in question._repr_mimebundle_()
    question.close()


@pytest.mark.parametrize("name", ["$\\alpha_1$", "$5", "a & b < c", "</svg>", "]]>", "'\""])
def test_the_twin_is_well_formed_whatever_a_name_is(name):
    OPTIMIZERS.add(name)(OPTIMIZERS["momentum"])
    try:
        panel = optimizer_race(optimizers=("adam", name), steps=20)
        panel.player.step(9)
        ElementTree.fromstring(panel._repr_mimebundle_()[TWIN])
        panel.close()
    finally:
        del OPTIMIZERS[name]


def test_a_frame_that_cannot_tell_itself(monkeypatch):
    panel = optimizer_race(steps=10)
    monkeypatch.setattr(type(panel.frame), "summary", property(fails))
    monkeypatch.setattr(type(panel.frame), "headline", property(fails))
    with suppress(RuntimeError):
        panel.player.step(1)
    assert panel.status == f"{texts.ERROR}: RuntimeError: no picture"
    assert VIEW in panel._repr_mimebundle_()
    panel.close()
