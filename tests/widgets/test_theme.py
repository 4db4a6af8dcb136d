"""Ten colours can be told apart, on light and on dark pages, by eyes of all kinds."""

import re
from itertools import combinations
from urllib.parse import unquote

import numpy as np
import pytest

from widgets.figure import theme

GROUNDS = {"light": ("#FFFFFF", theme.COLORS), "dark": ("#111111", theme.DARK)}  # of JupyterLab
# Sight without one kind of cones, for linear red, green, blue.
# Source: Machado, Oliveira, Fernandes 2009, table 1, severity 1.0.
SIGHT = {
    "usual": np.eye(3),
    "without red": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "without green": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "without blue": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
LEAST = {"usual": 0.13, "without red": 0.105, "without green": 0.105, "without blue": 0.08}


def linear(color):
    """#RRGGBB -> linear red, green, blue, 0 to 1."""
    c = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def oklab(rgb):
    """Linear red, green, blue -> lightness and two colours in even steps for the eye.

    Source: Ottosson 2020, "A perceptual color space for image processing".
    """
    lms = [[0.4122214708, 0.5363325363, 0.0514459929]]
    lms += [[0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]]
    lab = [[0.2104542553, 0.7936177850, -0.0040720468]]
    lab += [
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
    return np.array(lab) @ np.cbrt(np.array(lms) @ rgb)


def contrast(one, other):
    """Ratio of contrast of WCAG 2.1."""
    weights = [0.2126, 0.7152, 0.0722]
    low, high = sorted(float(linear(color) @ weights) + 0.05 for color in (one, other))
    return high / low


@pytest.mark.parametrize("page", GROUNDS)
def test_lines_stand_out_from_their_page(page):
    ground, colors = GROUNDS[page]
    assert min(contrast(color, ground) for color in colors) >= 3


@pytest.mark.parametrize("page", GROUNDS)
@pytest.mark.parametrize("sight", SIGHT)
def test_colours_can_be_told_apart(page, sight):
    seen = [oklab((SIGHT[sight] @ linear(c)).clip(0, 1)) for c in GROUNDS[page][1]]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) >= LEAST[sight]


def test_a_colour_keeps_its_name_on_a_dark_page():
    for light, dark in theme.in_the_dark().items():
        (_, *one), (_, *other) = oklab(linear(light)), oklab(linear(dark))
        turn = np.degrees(np.arctan2(*one) - np.arctan2(*other))
        grey = min(np.hypot(*one), np.hypot(*other)) < 0.06
        assert grey or abs((turn + 180) % 360 - 180) < 35, (light, dark)


@pytest.mark.parametrize("page", GROUNDS)
def test_words_in_the_colour_of_a_series_are_legible(page):
    for color in theme.COLORS:
        ink = theme.ink(color, dark=page == "dark")
        assert contrast(ink, GROUNDS[page][0]) >= 4.5
        assert f": {ink};" in theme.style_sheet()


def test_chips_have_the_colours_of_both_pages():
    rules = unquote(theme.style_sheet(20))
    for i in range(20):
        (light,) = re.findall(rf"^\.live-look-{i} .*", rules, re.M)
        (dark,) = re.findall(rf'^\[data-jp-theme-light="false"\] \.live-look-{i} .*', rules, re.M)
        color = theme.look(i)[0]
        assert f"'{color}'" in light and f"'{theme.in_the_dark()[color]}'" in dark


def test_no_two_of_the_first_thirty_look_alike():
    assert len({theme.look(i) for i in range(30)}) == 30


def test_black_words_are_legible_in_cells():
    """A heat map is the same on both pages: Words(over=True)."""
    assert min(contrast("#000000", color) for _, color in theme.CELLS) >= 4.5
