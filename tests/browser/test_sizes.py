"""Every panel as a reader sees it: on all pages large enough, whole, legible, for axe as well."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.conftest import screenshot
from tests.browser.measures import CUT_OFF, FAINT, OVERLAPS, SIZES, UNSEEN

# pages, and what no plot on them is smaller than: its axes, sides of squares, area of the main one
LAPTOP, SMALL, TELEPHONE = (1280, 800), (1024, 700), (390, 800)
LEAST = {
    (1920, 1080): dict(wide=235, high=200, side=250),
    (853, 533): dict(wide=100, high=70, side=70),  # 1280 x 800 enlarged to 150 %
    TELEPHONE: dict(wide=1, high=1, side=1),  # picture and Play are in sight together
    SMALL: dict(wide=190, high=110, side=150),
    LAPTOP: dict(wide=235, high=140, side=190, main=100_000),
}
IN_A_HALL = dict(wide=180, high=110, side=150)
LARGE = ("optimizer_race", "weight_penalties", "smooth_boundary", "adam_lines")
SHARES = (
    """[axis.domain[1] - axis.domain[0] for axis in panel.view.figure._figure.select_xaxes()]"""
)
WCAG = "wcag2a wcag2aa wcag21a wcag21aa best-practice".split()
AXE = dict(runOnly=dict(type="tag", values=WCAG), resultTypes=["violations"], preload=False)
VIOLATIONS = "async options => (await axe.run('.live-panel', options)).violations"


def sizes(panel, least, whole=False):
    """Plots that are too small; picture and transport, or the whole panel, if out of sight."""
    found = panel.panel.evaluate(SIZES)
    plots, page, high = found["plots"], found["page"], found["panel"]
    for plot, share in zip(plots, eval(panel.ask(SHARES)), strict=True):
        plot["share"] = share
    wrong = [f"too small: {plot}" for plot in too_small(plots, **least)]
    if found["playing"] > page:
        wrong += [f"picture and transport have {found['playing']} of {page} pixels"]
    rows = len({round(plot["top"]) for plot in plots})
    if whole and not high <= (560 if rows == 1 else 620) <= page:
        wrong += [f"it has {high} of {page} pixels, with plots in {rows} rows"]
    return wrong


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


def looks(panel):
    """Words that are faint, cut, or on top of others; lines and bars like the page."""
    wrong = [f"faint: {word}" for word in panel.panel.evaluate(FAINT)]
    wrong += [f"cut: {word}" for word in panel.panel.evaluate(CUT_OFF)]
    wrong += [f"unseen: {color}" for color in panel.figure.evaluate(UNSEEN)]
    return wrong + panel.figure.evaluate(OVERLAPS)


def violations(panel):
    """What axe finds wrong: rules with the elements that break them."""
    if not panel.page.evaluate("() => 'axe' in window"):
        panel.page.evaluate(AXE_SCRIPT)
    found = panel.page.evaluate(VIOLATIONS, AXE)
    return [f"{v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"]]


def seen(panel, size):
    """All that is wrong with a panel on a page of this size, in the present theme."""
    panel.page.evaluate(f"jupyterapp.shell.{'collapse' if size == TELEPHONE else 'expand'}Left()")
    panel.resize(*size)
    panel.settle()
    wrong = sizes(panel, LEAST[size], whole=size == LAPTOP)
    if size in (LAPTOP, SMALL, TELEPHONE):
        wrong += looks(panel)
        screenshot(panel.page, f"{panel.name}_{size[0]}_{panel.theme.lower()}")
    if size in (LAPTOP, TELEPHONE):
        wrong += violations(panel)
    return [f"{size[0]} x {size[1]} {panel.theme}: {what}" for what in wrong]


def test_it_is_seen_on_all_pages(panel):
    """A change of the theme is slow: each panel begins in the one in which the last one ended."""
    panel.run("panel.player.step(12)")
    try:
        wrong = [what for size in LEAST for what in seen(panel, size)]
        panel.use_theme("Light" if panel.theme == "Dark" else "Dark")
        wrong += seen(panel, LAPTOP)
    finally:
        panel.page.evaluate("jupyterapp.shell.expandLeft()")
        panel.resize(*LAPTOP)
    assert wrong == []


@pytest.mark.parametrize("name", LARGE)
def test_a_panel_of_a_lecture_hall_is_seen_as_well(stage, name):
    stage.run("widgets.projector()")
    try:
        stage.show(name)
        for size in (LAPTOP, (1920, 1080)):
            stage.resize(*size)
            stage.settle()
            assert sizes(stage, IN_A_HALL) == [], size
    finally:
        stage.resize(*LAPTOP)
        stage.run("widgets.projector(False)")
        stage.name = None  # the next panel is one for a desk
