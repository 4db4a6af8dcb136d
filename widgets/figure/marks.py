"""What the static twin is made of: traces, words and pictures as parts of an SVG."""

import re
from html import escape, unescape

import numpy as np

from .png import data_uri
from .theme import SHAPES, STROKES
from .ticks import SUPERSCRIPT

INK = "#212121"
SEEN = 0.5  # pixels; a nearer point would not change what is seen
ANCHORS = {"left": "end", "right": "start", "center": "middle"}  # words left of a point end there


def line(u0, v0, u1, v1, color, more=""):
    """A straight line."""
    ends = f'x1="{u0:.1f}" y1="{v0:.1f}" x2="{u1:.1f}" y2="{v1:.1f}"'
    return f'<line {ends} stroke="{color}" {more}/>'


def words(text, u, v, anchor, more=""):
    """Text with its line breaks; what else plotly knows of HTML is left out."""
    if not text:
        return ""
    bold = " font-weight='600'" if "<b>" in text else ""
    text = re.sub("<sup>(.*?)</sup>", lambda raised: raised[1].translate(SUPERSCRIPT), text)
    lines = [escape(unescape(re.sub(r"</?\w[^<>]*>", "", part))) for part in re.split("<br>", text)]
    spans = "".join(
        f'<tspan x="{u:.1f}" dy="{14 * (k > 0)}">{t}</tspan>' for k, t in enumerate(lines)
    )
    return f'<text x="{u:.1f}" y="{v:.1f}" text-anchor="{anchor}"{bold} {more}>{spans}</text>'


def trace(about, data, x, y):
    """One trace with the arrays it has now."""
    if about.type == "heatmap" or (about.type == "contour" and about.contours.coloring != "none"):
        return heat(about, data, x, y)
    if about.type == "bar":
        return bars(about, data, x, y)
    if about.type != "scatter" or not len(data.get("x", ())) or not len(data.get("y", ())):
        return ""
    n = min(len(data["x"]), len(data["y"]))
    u, v = x.pixels(data["x"][:n]), y.pixels(data["y"][:n])
    mode, made = about.mode or "lines", []
    if "lines" in mode:
        look = f'stroke="{about.line.color}" stroke-width="{about.line.width or 2}" fill="none"'
        dash = STROKES.get(about.line.dash, "none")
        made.append(f'<path d="{path(u, v)}" {look} stroke-dasharray="{dash}"/>')
    if "markers" in mode:
        made.append(markers(about.marker, data, u, v))
    if "text" in mode and data.get("text") is not None:
        made += texts_at(about, np.atleast_1d(data["text"]), u, v)
    return f'<g opacity="{1 if about.opacity is None else about.opacity}">{"".join(made)}</g>'


def bars(about, data, x, y):
    """Bars from 0, or from the edge where there is no 0, upright or sideways; none at nan."""
    sideways, half, made = about.orientation == "h", about.width / 2, []
    (across, places), (up, heights) = ((x, data["x"]), (y, data["y"]))[:: -1 if sideways else 1]
    floor = up.start if up.log else float(up.pixels(0.0))
    colors = one_each(about.marker.color, len(places))
    for place, end, color in zip(places, up.pixels(heights), colors, strict=True):
        if np.isfinite(end):
            u, w = across.pixels([place - half, place + half])
            ends = (floor, u, w, end, u) if sideways else (u, floor, end, w, floor)
            made.append('<path d="M{:.1f},{:.1f}V{:.1f}H{:.1f}V{:.1f}Z" '.format(*ends))
            made.append(f'fill="{color or INK}"/>')
    return "".join(made)


def path(u, v):
    """Pixels -> the `d` of a line, with gaps at nan and without points too close to be seen."""
    made, last = [], None
    for a, b in np.stack([u, v], -1).clip(-1e4, 1e4).tolist():
        if a != a or b != b:
            last = None
        elif last is None or abs(a - last[0]) + abs(b - last[1]) > SEEN:
            made.append(f"{'M' if last is None else 'L'}{a:.1f},{b:.1f}")
            last = a, b
    return "".join(made)


def markers(marker, data, u, v):
    """Points, each with its colour, symbol and size."""
    n, edge = len(u), marker.line
    looks = [marker.color, marker.symbol, data.get("marker.size", marker.size), marker.opacity]
    columns = zip(*(one_each(value, n) for value in looks), strict=True)
    rims = zip(one_each(edge.color, n), one_each(edge.width, n), strict=True)
    made = []
    for a, b, (color, symbol, size, opacity), rim in zip(u, v, columns, rims, strict=True):
        if not np.isfinite(a + b):
            continue
        color, shape, scale = color or INK, symbol or "circle", (size or 6) / 10
        rim, width = (
            (color, 2 / scale) if "open" in shape else (rim[0] or color, (rim[1] or 0) / scale)
        )
        fill = "none" if "open" in shape else color
        look = f'fill="{fill}" stroke="{rim}" stroke-width="{width:.2f}"'
        at = f"translate({a:.1f} {b:.1f}) scale({scale:.2f})"
        d = SHAPES[shape.replace("-open", "")]
        made.append(
            f'<path d="{d}" transform="{at}" {look} opacity="{1 if opacity is None else opacity}"/>'
        )
    return "".join(made)


def one_each(value, n):
    """A list of n from one value for all, or one for each."""
    single = value is None or isinstance(value, str | int | float)
    return [value] * n if single else list(value)


def texts_at(about, texts, u, v):
    """Words at points, at the side that plotly puts them, which may be one for each."""
    sides, made = one_each(about.textposition or "middle center", len(texts)), []
    for text, where, a, b in zip(texts, sides, u, v, strict=False):
        high, side = where.split()
        down = {"top": -6, "middle": 4, "bottom": 14}[high]
        aside = {"left": -5, "right": 5, "center": 0}[side]
        if a + b == a + b:
            made.append(words(str(text), a + aside, b + down, ANCHORS[side]))
    return made


def heat(about, data, x, y):
    """A heat map in the colours of its own scale; nan is a hole."""
    z = np.asarray(data["z"], float)
    low = np.nanmin(z) if about.zmin is None else about.zmin
    high = np.nanmax(z) if about.zmax is None else about.zmax
    places, colors = zip(*about.colorscale, strict=True)
    with np.errstate(invalid="ignore"):
        share = np.nan_to_num((z - low) / ((high - low) or 1)).clip(0, 1)
    rgb = np.array([rgb_of(color) for color in colors])
    pixels = np.stack([*(np.interp(share, places, c) for c in rgb.T), 255.0 * ~np.isnan(z)], -1)
    (u0, u1), (v0, v1) = (
        x.pixels(edges(data.get("x"), z.shape[1])),
        y.pixels(edges(data.get("y"), z.shape[0])),
    )
    rows = pixels[:: 1 if v0 < v1 else -1, :: 1 if u0 < u1 else -1]
    return placed(
        data_uri(np.round(rows).astype(np.uint8)), (u0, u1), (v0, v1), sharp=not about.zsmooth
    )


def edges(places, count):
    """Outer edges of the cells of a heat map along one side."""
    if places is None:
        return np.array([-0.5, count - 0.5])
    half = (places[-1] - places[0]) / max(1, count - 1) / 2
    return np.array([places[0] - half, places[-1] + half], float)


def rgb_of(color):
    """#FF8800 or rgb(255, 136, 0) -> three numbers."""
    if color[0] == "#":
        return [int(color[i : i + 2], 16) for i in (1, 3, 5)]
    return [float(part) for part in re.findall(r"[\d.]+", color)[:3]]


def image(about, x, y):
    """A picture under the plot."""
    across = x.pixels([about.x, about.x + about.sizex])
    return placed(about.source, across, y.pixels([about.y, about.y - about.sizey]))


def placed(source, across, up, sharp=False):
    """A picture between four edges."""
    (left, right), (top, bottom) = sorted(across), sorted(up)
    box = f'x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}"'
    style = ' style="image-rendering: pixelated"' if sharp else ""
    return f'<image href="{source}" {box} preserveAspectRatio="none"{style}/>'


def level(shape, y, wide):
    """A line from side to side."""
    v, dash = float(y.pixels(shape.y0)), STROKES.get(shape.line.dash, "none")
    return line(0, v, wide, v, shape.line.color, f'stroke-dasharray="{dash}"')


def note(about, x, y):
    """Words at a place of the plot."""
    u, v = float(x.pixels(about.x)), float(y.pixels(about.y))
    anchor = {"left": "start", "right": "end"}.get(about.xanchor, "middle")
    return words(about.text, u, v + (about.ay or 0) * bool(about.showarrow), anchor)
