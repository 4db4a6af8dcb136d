"""LiveFigure as a reader meets it: JupyterLab, a mouse, zooms, reloads, two themes."""

import re

import numpy as np
import pytest

from tests.browser.figure_page import FIGURE, OPEN, FigurePage

HOVER_TEXT = "() => document.querySelector('.hoverlayer')?.textContent ?? ''"
# counts how often plotly itself draws
WATCH_PLOTLY = """() => {
    globalThis.plots = 0
    const gd = document.querySelector('.js-plotly-plot')
    gd.on('plotly_afterplot', () => { plots++ })
}"""
# a stream rests 300 ms after its last frame
NEVER_REST = """() => {
    globalThis.realTimeout = setTimeout
    globalThis.setTimeout = (f, ms, ...rest) => realTimeout(f, ms === 300 ? 1e8 : ms, ...rest)
}"""


@pytest.fixture(scope="module")
def shared(lab, browser, browser_context_args):
    """One notebook with one figure for all tests of this file."""
    context = browser.new_context(**browser_context_args)
    shared = FigurePage(lab, context.new_page())
    shared.name = shared.open(FIGURE, "live")
    shared.page.wait_for_selector(".js-plotly-plot .main-svg")
    shared.page.evaluate(WATCH_PLOTLY)
    yield shared
    shared.page.evaluate(
        "async () => { await jupyterapp.shell.currentWidget.sessionContext.shutdown() }"
    )
    context.close()


@pytest.fixture
def fig(shared):
    """The shared figure at rest with three points, the mouse outside; no error may appear."""
    shared.page.mouse.move(5, 5)
    before = plots(shared)
    shared.run("reset()")
    shared.wait_until(lambda: plots(shared) > before and shared.shows_curve(0, 3))
    shared.settle()
    yield shared
    errors, shared.errors = shared.errors, []
    assert errors == []


@pytest.fixture
def patched(fig):
    """The same in a page in which plotly never gets its turn: all that is seen are patches."""
    fig.page.evaluate(NEVER_REST)
    before = plots(fig)
    yield fig
    assert plots(fig) == before
    fig.page.evaluate("() => { globalThis.setTimeout = realTimeout }")


def plots(fig):
    """How often plotly itself has drawn."""
    return fig.page.evaluate("plots")


def test_the_figure_has_a_name_and_speaks(fig):
    assert fig.page.get_by_role("figure", name="a circle and a loss").is_visible()
    fig.run("live.summary = 'all is well'")
    voice = fig.page.locator(".live-figure-voice[aria-live=polite]")
    fig.wait_until(lambda: voice.inner_text() == "all is well")


def test_set_and_extend_are_patched(patched):
    patched.run("live.set(0, x=X[:40], y=Y[:40]); live.set(1, x=T[:40], y=LOSS[:40])")
    patched.wait_until(lambda: patched.shows_curve(0, 40) and patched.shows_curve(1, 40))
    patched.run("live.extend(0, x=X[40:50], y=Y[40:50])")
    patched.wait_until(lambda: patched.shows_curve(0, 50))


def test_at_rest_plotly_draws_the_same(fig):
    before = plots(fig)
    fig.run("live.set(0, x=X[:40], y=Y[:40]); live.set(1, x=T[:40], y=LOSS[:40])")
    fig.wait_until(lambda: plots(fig) > before)
    assert fig.shows_curve(0, 40) and fig.shows_curve(1, 40)


def test_numbers_that_cannot_be_drawn_are_gaps(patched):
    patched.run("live.set(0, x=range(7), y=[1, 2, np.nan, 3, np.inf, 1, 1e30])")
    patched.run("live.set(1, x=[1, 2, 3, 4], y=[1, 0, 10, 100])")

    def pieces(trace):
        return patched.drawn(trace)["marks"][0].count("M")

    patched.wait_until(lambda: pieces(0) == 3 and pieces(1) == 2)
    assert np.abs(patched.corners(0)[0]).max() <= 1e5


def test_markers_move(patched):
    patched.run("live.set(2, x=[5], y=[2.5])")
    shown = {"selector": "path.point", "attribute": "transform"}
    [width, height] = [axis["length"] for axis in patched.drawn(2)["axes"]]

    def place():
        [mark] = patched.drawn(2, **shown)["marks"]
        return np.array(re.findall(r"-?[\d.]+", mark), float)

    patched.wait_until(lambda: np.allclose(place(), [width / 2, 0.75 * height], atol=0.2))


def test_a_heat_map_is_painted_in_the_colours_of_its_scale(patched):
    read = """async () => {
        const image = document.querySelector('.heatmaplayer image')
        const picture = Object.assign(new Image(), { src: image.href.baseVal })
        await picture.decode()
        const context = new OffscreenCanvas(6, 4).getContext('2d')
        context.imageSmoothingEnabled = false
        context.drawImage(picture, 0, 0, 6, 4)
        const at = (u, v) => [...context.getImageData(u, v, 1, 1).data]
        return [at(0, 3), at(5, 0), at(3, 0)]
    }"""
    patched.run("live.set(3, z=[[1, 0, 0], [0, np.nan, 1]])")  # row 0 is at the bottom
    blue, yellow = [13, 8, 135], [240, 249, 33]  # the ends of plotly's own scale
    patched.wait_until(lambda: patched.page.evaluate(read)[0][:3] == yellow)
    lower_left, upper_right, hole = patched.page.evaluate(read)
    assert lower_left[:3] == upper_right[:3] == yellow and hole[3] == 0
    patched.run("live.set(3, z=np.zeros((2, 3)))")
    patched.wait_until(lambda: patched.page.evaluate(read)[0][:3] == blue)


def test_what_only_plotly_can_draw_comes_a_little_later(fig):
    fig.run("live.set(4, x=[1, 2, 3], y=[1, 2, 1])")
    fig.wait_until(lambda: fig.drawn(4, selector="path.js-fill")["marks"] != [])
    fig.wait_until(lambda: fig.count(4) == 3)
    fig.run("live.set(4, x=[], y=[])")
    fig.wait_until(lambda: fig.drawn(4)["marks"] in ([], ["M0,0Z"]))


def test_layout_and_style_change(fig):
    fig.run("live.relayout(title__text='a title'); live.restyle(0, line__color='rgb(1, 2, 3)')")
    fig.wait_until(lambda: fig.page.locator(".gtitle").first.text_content() == "a title")
    style = "() => document.querySelector('.js-line').style.stroke"
    fig.wait_until(lambda: fig.page.evaluate(style) == "rgb(1, 2, 3)")


def test_a_property_and_a_part_of_it_may_change_together(fig):
    fig.run("live.relayout(title={'text': 'first'}); live.relayout(title__text='second')")
    fig.run("live.relayout(legend__y=0.5); live.relayout(legend={'y': 1})")
    fig.wait_until(lambda: fig.page.locator(".gtitle").first.text_content() == "second")


def test_a_lost_frame_is_made_up_for(fig):
    fig.run("live._stream.seq += 1; live.set(0, x=X[:30], y=Y[:30])")
    fig.wait_until(lambda: fig.shows_curve(0, 30))
    fig.run("live.extend(0, x=X[30:40], y=Y[30:40])")
    fig.wait_until(lambda: fig.shows_curve(0, 40))


def test_zoom_while_frames_arrive(fig):
    fig.run("start()")
    fig.wait_until(lambda: fig.count() > 10)
    fig.drag(fig.place(4, 4), fig.place(9.5, 9.5))
    fig.page.mouse.up()
    fig.wait_until(lambda: fig.axis_range("xaxis")[0] > 3)
    fig.page.mouse.move(5, 5)
    np.testing.assert_allclose(fig.axis_range("yaxis"), [4, 9.5], atol=0.1)
    zoomed = fig.count()
    fig.wait_until(lambda: fig.count() > zoomed + 10)
    assert fig.shows_curve(0) and fig.shows_curve(1)


def test_a_pan_is_left_alone_and_frames_go_on_after_it(fig):
    fig.run("live.relayout(dragmode='pan')")
    fig.run("start(); live.relayout(dragmode='pan')")
    fig.wait_until(lambda: fig.count() > 10)
    fig.drag(fig.place(5, 5), fig.place(6, 5), fig.place(7, 5))
    held, sent = fig.count(), int(fig.ask("live._stream.seq"))
    fig.wait_until(lambda: int(fig.ask("live._stream.seq")) > sent + 10)
    assert fig.count() == held
    fig.page.mouse.up()
    fig.page.mouse.move(5, 5)
    fig.wait_until(lambda: fig.count() > held + 15)
    np.testing.assert_allclose(fig.axis_range("xaxis"), [-2, 8], atol=0.2)
    assert fig.shows_curve(0)


def test_hover_in_a_run_tells_fresh_numbers(fig):
    fig.run("start()")
    fig.wait_until(lambda: fig.count() > 40)
    fig.page.mouse.move(*fig.place(5 + 4 * np.cos(3.5), 5 + 4 * np.sin(3.5)))

    def told():
        fig.page.mouse.move(*fig.place(5 + 4 * np.cos(3.5), 5.05 + 4 * np.sin(3.5)))
        fig.page.mouse.move(*fig.place(5 + 4 * np.cos(3.5), 5 + 4 * np.sin(3.5)))
        return fig.page.evaluate(HOVER_TEXT)

    fig.wait_until(lambda: "circle" in told())
    before, at = plots(fig), fig.count()
    fig.wait_until(lambda: told() and fig.count() > at + 30)
    assert 1 <= plots(fig) - before <= 8
    assert fig.shows_curve(0)


def test_a_curve_hidden_in_the_legend_stays_hidden(fig):
    toggle = fig.page.locator(".live-legend .live-chip").nth(1)
    fig.run("start()")
    toggle.click()
    fig.wait_until(lambda: fig.drawn(1)["visible"] == "legendonly")
    fig.page.mouse.move(5, 5)
    at = fig.count()
    fig.wait_until(lambda: fig.count() > at + 15)
    fig.run("running.cancel()")
    fig.settle()
    assert fig.drawn(1)["visible"] == "legendonly" and fig.drawn(1)["marks"] == []
    toggle.click()
    fig.wait_until(lambda: fig.shows_curve(1))
    assert fig.count(1) == fig.count(0)


def test_the_figure_follows_the_width_of_its_page(fig):
    sizes = """() => [document.querySelector('.js-plotly-plot')._fullLayout.width,
        document.querySelector('.live-figure').clientWidth]"""
    wide = fig.page.evaluate(sizes)[0]
    fig.run("start()")
    fig.page.set_viewport_size({"width": 950, "height": 900})
    fig.wait_until(lambda: fig.page.evaluate(sizes)[0] < wide - 200)
    assert fig.shows_curve(0)
    width, container = fig.page.evaluate(sizes)
    assert width == container
    fig.page.set_viewport_size({"width": 1280, "height": 900})
    fig.wait_until(lambda: fig.page.evaluate(sizes) == [wide, wide])
    assert fig.shows_curve(0)


def test_many_changes_of_the_width_end_in_the_right_picture(fig):
    sizes = "() => { const f = document.querySelector('.live-figure')\n" + (
        "return [f.clientWidth, document.querySelector('.js-plotly-plot')._fullLayout.width] }"
    )
    fig.run("start()")
    for k in range(12):
        fig.page.set_viewport_size({"width": (1024, 1280)[k % 2], "height": 900})
        if k % 3 == 0:  # the others come while it still draws
            fig.wait_until(lambda: len(set(fig.page.evaluate(sizes))) == 1)
    fig.run("running.cancel()")
    fig.settle()
    element, drawn = fig.page.evaluate(sizes)
    assert element == drawn > 700 and fig.shows_curve(0)


def test_a_reader_who_wants_less_motion_sees_fewer_pictures(fig):
    changes = """() => {
        globalThis.changes = 0
        const path = document.querySelector('.js-plotly-plot .js-line')
        new MutationObserver(() => { changes++ }).observe(path, { attributeFilter: ['d'] })
    }"""
    fig.page.emulate_media(reduced_motion="reduce")
    try:
        fig.run("reset()")
        fig.settle()
        fig.page.evaluate(changes)
        fig.run("start()")
        fig.wait_until(lambda: fig.count() > 60, seconds=20)
        assert 2 <= fig.page.evaluate("changes") <= 25
    finally:
        fig.page.emulate_media(reduced_motion="no-preference")


def test_plotly_comes_from_the_server_or_through_the_kernel(fig):
    by = "() => Object.values(__liveFigure.plotly).map(slot => slot.by)"
    assert fig.page.evaluate(by) == ["server"]
    fig.page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    fig.page.route("**/live/plotly-*", lambda route: route.abort())
    fig.page.reload()
    fig.page.wait_for_selector(".js-plotly-plot .main-svg", timeout=90_000)
    assert fig.page.evaluate(by) == ["kernel"]
    fig.page.unroute("**/live/plotly-*")
    fig.page.evaluate(WATCH_PLOTLY)
    fig.errors.clear()  # the page noted that an address did not answer


def test_a_click_is_a_pick_and_a_zoom_is_none(fig):
    fig.page.mouse.click(*fig.place(6, 5))
    fig.run("await asyncio.sleep(0.1)\n[(x, y, done)] = picks\nassert done")
    fig.run("assert abs(x - 6) < 0.05 and abs(y - 5) < 0.05, picks")
    fig.drag(fig.place(4, 4), fig.place(9, 9))
    fig.page.mouse.up()
    fig.wait_until(lambda: fig.axis_range("xaxis")[0] > 3)
    fig.run("assert len(picks) == 1, picks")


def test_the_handle_is_dragged_and_plotly_keeps_still(fig):
    fig.run("def follow(pick): live.set(2, x=[pick.x], y=[pick.y])\nlive.on_pick(follow)")
    fig.drag(fig.place(1, 1), fig.place(3, 2), fig.place(4, 7))
    fig.wait_until(lambda: int(fig.ask("len(picks)")) > 2)
    fig.run("assert picks and not any(done for x, y, done in picks), picks")
    fig.page.mouse.up()
    fig.run("await asyncio.sleep(0.1)\nx, y, done = picks[-1]\nassert done")
    fig.run("assert [done for x, y, done in picks].count(True) == 1")
    fig.run("assert abs(x - 4) < 0.1 and abs(y - 7) < 0.1, picks")
    fig.run("assert live.frame_data(2)['x'] == np.float32(x); live._callbacks.remove(follow)")
    assert fig.axis_range("xaxis") == [0, 10]


def test_dark_and_light(fig, request):
    ink = "() => getComputedStyle(document.querySelector('.xtick text')).fill"
    theme = "name => jupyterapp.commands.execute('apputils:change-theme', { theme: name })"

    def brightness():
        return np.mean([int(n) for n in re.findall(r"\d+", fig.page.evaluate(ink))[:3]])

    assert brightness() < 60
    splash = fig.page.locator("#jupyterlab-splash")
    fig.page.evaluate(theme, "JupyterLab Dark")
    fig.wait_until(lambda: brightness() > 200 and splash.count() == 0)
    fig.page.screenshot(path=request.path.with_name("artefacts") / "figure_dark.png")
    assert fig.shows_curve(0)
    fig.page.evaluate(theme, "JupyterLab Light")
    fig.wait_until(lambda: brightness() < 60 and splash.count() == 0)


def test_a_second_view_shows_the_same(fig):
    fig.run("start()")
    fig.wait_until(lambda: fig.count() > 10)
    fig.page.evaluate("""async () => {
        const { content } = jupyterapp.shell.currentWidget
        content.activeCellIndex = 1
        await jupyterapp.commands.execute('notebook:copy-cell')
        await jupyterapp.commands.execute('notebook:paste-cell-below')
        await jupyterapp.commands.execute('notebook:run-cell')
    }""")
    fig.wait_until(lambda: fig.page.locator(".js-plotly-plot").count() == 2)
    fig.wait_until(lambda: fig.shows_curve(0, which=1) and fig.count(0, 1) > 20)
    fig.run("running.cancel()")
    fig.settle()
    assert fig.count(0, 0) == fig.count(0, 1)
    fig.page.evaluate("() => jupyterapp.commands.execute('notebook:delete-cell')")
    fig.wait_until(lambda: fig.page.locator(".js-plotly-plot").count() == 1)


def test_a_plotly_with_other_inner_names_is_drawn_the_slow_way(fig):
    fig.page.evaluate(
        "() => { document.querySelector('.js-plotly-plot')._fullLayout.xaxis.c2p = undefined }"
    )
    for points in (20, 30):
        before = plots(fig)
        fig.run(f"live.set(0, x=X[:{points}], y=Y[:{points}])")
        fig.wait_until(lambda n=points: fig.shows_curve(0, n))
        assert plots(fig) > before


def test_a_reloaded_page_goes_on_with_the_run(fig):
    fig.page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    fig.run("start()")
    fig.wait_until(lambda: fig.count() > 20)
    fig.page.reload()
    fig.page.wait_for_selector(".js-plotly-plot .main-svg")
    fig.page.evaluate(WATCH_PLOTLY)
    fig.wait_until(lambda: fig.shows_curve(0) and fig.count() > 40)
    at = fig.count()
    fig.wait_until(lambda: fig.count() > at + 10)
    assert fig.shows_curve(0) and fig.shows_curve(1)


def test_a_second_notebook_shares_plotly_and_the_first_goes_on_unseen(fig):
    fig.run("start()")
    fig.wait_until(lambda: fig.count() > 10)
    hidden = fig.count()
    fig.open(FIGURE, "live")
    fig.wait_until(lambda: fig.page.locator(".js-plotly-plot .main-svg").count() > 3, seconds=15)
    fig.run("from widgets.figure.live_figure import packed_plotly")
    fig.run("assert packed_plotly.cache_info().currsize == 0")
    fig.run("reset()")
    fig.wait_until(lambda: fig.shows_curve(0, 3, which=1))
    fig.page.evaluate(OPEN, f"{fig.name}.ipynb")
    fig.wait_until(lambda: fig.count() > hidden + 10 and fig.shows_curve(0))


def test_a_page_that_cannot_unpack_plotly_says_so(shared):
    shared.page.route("**/live/plotly-*", lambda route: route.abort())
    shared.page.add_init_script("delete globalThis.DecompressionStream")
    shared.go_to(shared.name)
    shared.page.get_by_text(re.compile("cannot draw the figure.*a circle and a loss")).wait_for()
