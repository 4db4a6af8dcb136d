"""What measures the look of panels finds what is wrong."""

from tests.browser.measures import CUT_OFF, FAINT

PAGE = """<div style="width: 300px; background: #fff">
    <p style="color: #999">pale</p> <p style="color: rgba(0, 0, 0, 0.4)">see-through</p>
    <p style="color: #666">dark enough</p>
    <svg height="30"><text y="20" fill="#999">drawn</text>
        <g class="heatmaplayer"><image x="60" width="90" height="30" /></g>
        <g class="scatterlayer"><text x="65" y="20" fill="#999">on a picture</text></g></svg>
    <button style="width: 20px; overflow: hidden">too long</button>
    <label style="position: absolute; left: 290px">sticks out</label>
</div>"""


def test_pale_and_cut_words_are_found(page):
    page.set_content(PAGE)
    box = page.locator("div")
    found = [line.split(": ")[1] for line in box.evaluate(FAINT)]
    assert found == ["pale", "see-through", "drawn"]
    assert box.evaluate(CUT_OFF) == ["too long", "sticks out"]
