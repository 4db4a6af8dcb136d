"""A gallery: what is in which place, how right and wrong are told, and what a click chooses."""

from types import SimpleNamespace

import numpy as np
import pytest

from tests.widgets.panels import pick, small
from tests.widgets.truth import check
from widgets.figure import theme
from widgets.figure.static import picture
from widgets.views.gallery import RIGHT, WRONG, Gallery, Pictures
from widgets.views.sheet import Sheet

IMAGES = np.arange(5 * 4 * 3, dtype=float).reshape(5, 4, 3)


@pytest.fixture
def show():
    """show(pictures, **about) -> the view of a gallery, and the part."""
    views = []

    def make(first, **about):
        class View(Sheet):
            def parts(self, frame):
                return [(1, Gallery(lambda frame: frame.shown, (0, 60), **about))]

        views.append(View(SimpleNamespace(shown=first, summary="")))
        return views[-1], views[-1].shown[0][1]

    yield make
    for view in views:
        view.figure.close()


def told(view, part):
    """The captions."""
    return list(view.figure._figure.data[part.first + 4].text)


def framed(view, part, which):
    """Middles of the frames of a kind: 1 right, 2 wrong, 3 chosen."""
    line = view.figure.frame_data(part.first + which)
    corners = np.stack([line["x"], line["y"]], -1)
    return [tuple(c[:4].mean(0)) for c in corners.reshape(-1, 6, 2)] if len(corners) > 1 else []


def test_pictures_stand_in_rows_where_their_words_and_places_are(show):
    view, part = show(Pictures(IMAGES, "a b c d e".split()), columns=3)
    z = view.figure.frame_data(part.first)["z"]
    middles = view.figure.frame_data(part.first + 5)
    words = view.figure.frame_data(part.first + 4)
    for i, (x, y) in enumerate(zip(middles["x"], middles["y"], strict=True)):
        rows, columns = slice(int(y - 1.5), int(y + 2.5)), slice(int(x - 1), int(x + 2))
        np.testing.assert_array_equal(z[rows, columns], IMAGES[i])
        assert words["x"][i] == x and words["y"][i] > y + 2
    assert np.isfinite(z).sum() == IMAGES.size
    assert told(view, part) == ["a", "b", "c", "d", "e"]


def test_right_and_wrong_are_told_by_a_mark_and_a_colour(show):
    view, part = show(
        Pictures(IMAGES, range(5), [True, False, None, np.True_, False], 2), columns=3
    )
    assert told(view, part) == ["✓ 0", "✗ 1", "2", "✓ 3", "✗ 4"]
    middles = view.figure.frame_data(part.first + 5)
    places = list(zip(middles["x"].tolist(), middles["y"].tolist(), strict=True))
    for which, pictures in {1: [0, 3], 2: [1, 4], 3: [2]}.items():
        np.testing.assert_allclose(framed(view, part, which), [places[i] for i in pictures])
    lines = [view.figure._figure.data[part.first + k].line.color for k in (1, 2, 3)]
    assert lines == [RIGHT, WRONG, theme.INK] and {RIGHT, WRONG} <= set(theme.COLORS)


def test_fewer_pictures_leave_places_empty_and_more_are_refused(show):
    view, part = show(Pictures(IMAGES, range(5), [True] * 5, 0), columns=3)
    view.draw(SimpleNamespace(shown=Pictures(IMAGES[:2], "xy"), summary=""))
    assert (
        told(view, part) == ["x", "y"] + ["\u00a0"] * 3
    )  # plotly draws no text after an empty one
    assert np.isfinite(view.figure.frame_data(part.first)["z"]).sum() == 24
    assert framed(view, part, 1) == framed(view, part, 3) == []
    with pytest.raises(ValueError, match="room for 5 pictures, not 6"):
        part.draw(view.figure, SimpleNamespace(shown=Pictures(np.ones((6, 4, 3)), range(6))))


def test_only_new_words_take_the_slow_way(show):
    view, part = show(Pictures(IMAGES, range(5)), columns=5)
    view.figure._changes.clear()
    view.draw(SimpleNamespace(shown=Pictures(2 * IMAGES, range(5), None, 3), summary=""))
    assert view.figure._changes == {}
    view.draw(SimpleNamespace(shown=Pictures(IMAGES, "abcde"), summary=""))
    assert list(view.figure._changes) == [(part.first + 4, "text")]


def test_the_twin_has_pictures_frames_and_words(show):
    view, _ = show(Pictures(IMAGES, range(5), [True] * 4 + [False], 1), columns=3)
    twin = picture(view.figure)
    assert twin.count("<image") == 1 and "✓ 3" in twin and "✗ 4" in twin
    assert RIGHT in twin and WRONG in twin and "nan" not in twin


def test_a_click_sets_the_knob_to_the_number_of_a_picture(chosen):
    panel = small(chosen)
    [handle] = panel.view.figure.handles
    assert handle.chooses == "index" and handle.knobs == {"index"}
    pick(panel, 0, 0, point=17, held=False)
    assert panel.experiment.index == 17 and panel.form.controls["index"].value == 17
    check(panel)
    panel.form.controls["index"].field.value = "3"
    part = panel.view.shown[0][1]
    [place] = framed(panel.view, part, 3)
    middles = panel.view.figure.frame_data(part.first + 5)
    np.testing.assert_allclose(place, [middles["x"][3], middles["y"][3]], rtol=1e-6)
    check(panel)
    panel.close()
    fixed = small(chosen, fix=["index"])
    assert fixed.view.figure.handles == []
    fixed.close()
