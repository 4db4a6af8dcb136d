"""No picture is too small, and a panel is seen whole, on all the pages it is shown on."""

import pytest

from tests.browser.measures import SIZES
from tests.browser.panel_page import PanelPage
from tests.widgets.panels import PANELS

SHARES = (
    """[axis.domain[1] - axis.domain[0] for axis in panel.view.figure._figure.select_xaxes()]"""
)
SHUT_DOWN = "async () => { await jupyterapp.shell.currentWidget.sessionContext.shutdown() }"
LARGE = ("optimizer_race", "weight_penalties", "smooth_boundary", "adam_lines")


@pytest.fixture(scope="module")
def shared(lab, browser, browser_context_args):
    size = dict(width=1280, height=800)
    context = browser.new_context(**browser_context_args | dict(viewport=size))
    shared = PanelPage(lab, context.new_page())
    shared.open("import widgets", "None")
    yield shared
    shared.page.evaluate(SHUT_DOWN)
    context.close()


def measured(shared, width, height):
    """What stands where on a page of this size; the plots with the shares they asked for."""
    shared.resize(width, height)
    shared.settle()
    found = shared.panel.evaluate(SIZES)
    for plot, share in zip(found["plots"], eval(shared.ask(SHARES)), strict=True):
        plot["share"] = share
    return found


def too_small(plots, wide, high, side, main=0):
    """Plots under these sizes; squares are as large as their geometric mean, main ones by area."""
    largest = max(plot["share"] for plot in plots)
    mains = [plot for plot in plots if plot["share"] > 0.999 * largest]
    mains = mains if len(plots) < 4 and len(mains) < 3 else []
    found = []
    for plot in plots:
        area = plot["wide"] * plot["high"]
        fits = area / side**2 if plot["square"] else min(plot["wide"] / wide, plot["high"] / high)
        if fits < 0.995 or (plot in mains and not plot["square"] and area < main):
            found.append({name: round(value, 2) for name, value in plot.items()})
    return found


@pytest.mark.parametrize("name", PANELS)
def test_every_picture_is_large_enough(shared, name):
    shared.show(name)
    try:
        usual = measured(shared, 1280, 800)
        assert too_small(usual["plots"], wide=235, high=140, side=190, main=100_000) == []
        rows = len({round(plot["top"]) for plot in usual["plots"]})
        assert usual["panel"] <= (560 if rows == 1 else 620) <= usual["page"]
        for size, least in {
            (1024, 700): dict(wide=190, high=110, side=150),
            (1920, 1080): dict(wide=235, high=200, side=250),
            (853, 533): dict(wide=100, high=70, side=70),  # 1280 x 800 enlarged to 150 %
        }.items():
            found = measured(shared, *size)
            assert too_small(found["plots"], **least) == [], size
            assert found["playing"] <= found["page"], size  # picture and transport in sight
    finally:
        shared.resize(1280, 800)
    assert shared.errors == []


@pytest.mark.parametrize("name", LARGE)
def test_a_panel_of_a_lecture_hall_is_seen_as_well(shared, name):
    shared.run("widgets.projector()")
    try:
        shared.show(name)
        for size in ((1280, 800), (1920, 1080)):
            found = measured(shared, *size)
            assert too_small(found["plots"], wide=180, high=110, side=150) == [], size
            assert found["playing"] <= found["page"], size
    finally:
        shared.resize(1280, 800)
        shared.run("widgets.projector(False)")
