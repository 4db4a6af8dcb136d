"""Questions of earlier lectures in JupyterLab: by keyboard, on a narrow page, for axe."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.browser.test_sizes import AXE
from widgets import texts

RECALL = "from widgets import recall\nrecall('dropout_ensemble', seed=2)"
WIDER = """() => [...document.querySelectorAll('.live-recall *')].filter(e =>
    e.getBoundingClientRect().right > document.querySelector('.live-recall')
        .getBoundingClientRect().right + 1).length"""

VIOLATIONS = """async options => (await axe.run('.live-recall', options)).violations
    .flatMap(v => v.nodes.map(node => `${v.id}: ${node.html}`))"""


@pytest.fixture
def recalled(run_cells):
    page = run_cells(RECALL, wait=".live-choices button")
    yield page
    assert page.errors == []


def test_an_answer_is_one_press_of_a_key(recalled):
    first, second, _ = recalled.locator(".live-cards > .live-bet").all()
    first.locator(".live-choices button").first.focus()
    recalled.keyboard.press("Tab")  # to the second answer
    recalled.keyboard.press("Space")
    expect(first.locator(".live-band")).to_be_visible()
    expect(second.locator(".live-band")).to_have_count(0)
    assert first.locator(".live-said").get_attribute("role") == "status"
    assert first.locator("button.live-right").count() == 1


def test_other_questions_come_in_their_place(recalled):
    before = recalled.locator(".live-asked").all_inner_texts()
    recalled.get_by_role("button", name=texts.RECALL_MORE).click()
    recalled.wait_for_function(
        "before => document.querySelector('.live-asked')?.innerText !== before", arg=before[0]
    )
    assert recalled.locator(".live-cards > .live-bet").count() == 3


@pytest.mark.parametrize(("width", "columns"), [(1280, 3), (390, 1)])
def test_cards_stand_side_by_side_where_there_is_room(recalled, width, columns):
    recalled.set_viewport_size({"width": width, "height": 800})
    recalled.evaluate("() => jupyterapp.shell.collapseLeft()")
    cards = recalled.locator(".live-cards > .live-bet")
    lefts = {round(card.bounding_box()["x"]) for card in cards.all()}
    assert len(lefts) == columns and recalled.evaluate(WIDER) == 0
    recalled.evaluate(AXE_SCRIPT)
    assert recalled.evaluate(VIOLATIONS, AXE) == []
