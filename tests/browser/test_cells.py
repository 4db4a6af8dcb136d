"""Panels in `interact`, names that look like formulas, entries that fail: in the page."""

import pytest

from tests.browser.panel_page import PanelPage
from widgets import texts

OPEN = """
import widgets
from dlcore import OPTIMIZERS
from IPython.display import display
from ipywidgets import interact
from ipywidgets.widgets import widget

class Broken:
    def init(self, theta): return 0
    def update(self, state, grad): raise RuntimeError("oops")
"""
INTERACT = """
interact(lambda lr=0.1: display(widgets.optimizer_race(lr=lr, steps=20)), lr=(0.05, 0.2, 0.01))
"""
SHUT_DOWN = "async () => { await jupyterapp.shell.currentWidget.sessionContext.shutdown() }"
CHIPS = "[...document.querySelectorAll('.live-chips .widget-checkbox')]"
SERIES = f"() => {CHIPS}.map(chip => chip.dataset.series)"


@pytest.fixture(scope="module")
def book(lab, browser, browser_context_args):
    context = browser.new_context(**browser_context_args)
    book = PanelPage(lab, context.new_page())
    book.open(OPEN, "None", "None")
    yield book
    assert book.errors == []
    book.page.evaluate(SHUT_DOWN)
    context.close()


def test_a_slider_of_interact_keeps_one_panel(book):
    book.run_cell(INTERACT)
    figure = book.page.locator(".live-figure .main-svg").first
    figure.wait_for(timeout=60_000)
    once, slider = book.ask("len(widget._instances)"), book.page.get_by_role("slider").first
    for value in ("0.11", "0.12", "0.13"):
        slider.press("ArrowRight")
        book.page.get_by_text(value, exact=True).wait_for()
        book.wait_until(lambda: book.page.locator(".live-figure .main-svg").count() > 0)
        book.wait_until(lambda: book.page.locator(".live-panel").count() == 1)
    # asked while the next panel is being made: some more, until the one before is closed
    book.wait_until(lambda: book.ask("len(widget._instances)") == once)


def test_names_and_marks(book):
    book.run("OPTIMIZERS.add('$x_1$')(OPTIMIZERS['momentum']); OPTIMIZERS.add('mine')(Broken)")
    book.show("optimizer_race")
    assert book.page.evaluate(SERIES)[-2:] == ["$x_1$", "mine"]
    chip = book.panel.locator(".live-chips .live-failing")
    book.panel.get_by_text("$x_1$", exact=True).click()
    book.wait_until(lambda: "$x_1$" in book.ask("panel.experiment.optimizers"))
    book.settle()
    assert book.panel.locator(".live-legend .live-chip").count() == 0  # the box is the legend
    chip.click()
    problem = book.panel.locator(".live-headline .problem")
    problem.wait_for()
    assert "The optimizer 'mine' does not work yet: RuntimeError: oops" in problem.inner_text()
    book.run("del OPTIMIZERS['$x_1$'], OPTIMIZERS['mine']")


def test_where_nothing_can_be_shown_it_is_said(book):
    book.run("from dlcore import LOSSES; LOSSES.add('cross-entropy')(lambda z, target: z)")
    book.show("nudged_weight")
    assert "'cross-entropy' does not work yet" in book.panel.locator(".problem").first.inner_text()
    assert texts.NOTHING in book.ask("panel.view.figure.label")
    book.run("LOSSES.add('cross-entropy')(LOSSES.shipped['cross-entropy'])")
