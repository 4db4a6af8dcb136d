"""The fixtures of this ring: cells run in JupyterLab, and what goes wrong there is noticed."""

import pytest

from tests.browser.conftest import screenshot

SLIDER = "import ipywidgets\nipywidgets.IntSlider(description='a slider')"


def test_a_widget_appears_in_the_browser(run_cells):
    page = run_cells("1 + 1", SLIDER)
    assert page.get_by_text("a slider", exact=True).is_visible()
    assert screenshot(page, "a_widget").stat().st_size > 10_000


@pytest.mark.parametrize("cell", ["1 / 0", "import sys; print('trouble', file=sys.stderr)"])
def test_a_failing_cell_fails_the_test(run_cells, cell):
    with pytest.raises(AssertionError, match="ZeroDivisionError|trouble"):
        run_cells(cell, wait=None)


def test_errors_of_the_page_are_collected(run_cells):
    page = run_cells("1 + 1", wait=None)
    page.evaluate("() => { setTimeout(() => { throw new Error('in a script') }) }")
    page.evaluate("() => console.error('on the console')")
    page.wait_for_timeout(100)
    assert len(page.errors) == 2 and "on the console" in page.errors
    page.errors.clear()


def test_a_kernel_computes_with_one_thread(stage):
    stage.run("import os; assert os.environ['OMP_NUM_THREADS'] == '1'")
