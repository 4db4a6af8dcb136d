"""The start page: a card for each lecture that there is, and a race that plays without a kernel.

    python -m widgets.course.start

writes the race anew. Cards are made from the notebooks: their titles, the `question` in their
metadata, and the picture that a lecture draws in its file lectures/<lecture>/_card.py.
"""

import json
from html import escape
from importlib import import_module
from importlib.util import find_spec
from itertools import islice

import numpy as np

from ..figure.sketch import HIGH, QUIET, WIDE, dot, image, line, sketch
from ..lectures import __name__ as LECTURES
from ..views.looks import looks_of
from ..views.relief import relief
from .books import FOLDER

RACE = FOLDER / "images" / "start.svg"
# Four rules with the same rate come to a saddle, and leave it one after the other.
GROUND, START, RATE = "saddle", (1.3, 0.06), 0.02
RULES = ("gradient-descent", "momentum", "rmsprop", "adam")
STEPS, FRAMES, SIZE = 190, 96, (640, 190)
SECONDS = 5  # once; what moves longer by itself needs a button to stop it
REST = 0.1  # share of the time at the end in which nothing moves any more
TITLE = "Four rules come to a saddle; one after the other finds the way down"
STYLE = f"""
text {{ font: 14px system-ui, sans-serif; fill: #1F2A33; }}
.a {{ animation: {SECONDS}s linear; }}
polyline {{ stroke-dasharray: 1; stroke-linecap: round; }}
@media (prefers-reduced-motion: reduce) {{ .a {{ animation: none; }} }}
"""
CARDS = """<style>
.live-lectures { display: grid; gap: 12px; max-width: 1000px;
  grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); }
.live-lectures a { display: block; border: 1px solid var(--jp-border-color2, #ccc);
  border-radius: 8px; overflow: hidden; text-decoration: none;
  color: var(--jp-content-font-color1, #111) !important; }
.live-lectures a:hover, .live-lectures a:focus { border-color: var(--jp-brand-color1, #1976d2);
  box-shadow: 0 1px 6px rgb(0 0 0 / 20%); text-decoration: none; }
.live-lectures svg { display: block; width: 100%; background: #fff; }
.live-lectures b, .live-lectures span { display: block; margin: 6px 10px; line-height: 1.35; }
</style>"""


def lectures(folder=FOLDER):
    """[(file, number, topic, title, question), ...] of the notebooks, in their order."""
    found = []
    for path in sorted(folder.glob("[0-9][0-9]_*.ipynb")):
        book = json.loads(path.read_text(encoding="utf-8"))
        title = "".join(book["cells"][0]["source"]).partition("\n")[0].lstrip("# ")
        question = book["metadata"].get("question", "")
        found.append((path.name, path.stem[:2], path.stem[3:], title, question))
    return [one for one in found if one[1] != "00"]


def picture(topic, number):
    """What the lecture draws, or its number."""
    name = f"{LECTURES}.{topic}._card"
    if find_spec(f"{LECTURES}.{topic}") and find_spec(name):
        return import_module(name).picture()
    middle = f'x="{WIDE / 2}" y="{HIGH / 2}" text-anchor="middle" dominant-baseline="central"'
    words = f'<text {middle} font-family="sans-serif" font-size="56" fill="{QUIET}">{number}</text>'
    return sketch(number, words)


def cards_html(folder=FOLDER):
    """The cards: a picture, the title and the question, all of it a link."""
    shown = ""
    for file, number, topic, title, question in lectures(folder):
        words = f"<b>{number} · {escape(title)}</b><span>{escape(question)}</span>"
        shown += f'<a href="{file}">{picture(topic, number)}{words}</a>'
    return f'{CARDS}<div class="live-lectures">{shown}</div>'


def cards():
    """Show them in a notebook."""
    from IPython.display import HTML, display

    display(HTML(cards_html()))


# ---- the race


def race():
    """{rule: (its way (STEPS + 1, 2), step of arrival)} down the ground."""
    from dlcore import OPTIMIZERS, SURFACES, descend
    from dlcore.experiments.rates import first_to_stay

    surface, ways = SURFACES[GROUND], {}
    for name in RULES:
        walk = islice(descend(surface, np.array(START), OPTIMIZERS[name](), RATE), STEPS + 1)
        way, values = zip(*((step.theta, step.value) for step in walk), strict=True)
        ways[name] = np.array(way), int(first_to_stay(np.array(values), surface.goal))
    return ways


def placed(theta):
    """Weights (n, 2) as places in the picture."""
    from dlcore import SURFACES

    (x0, x1), (y0, y1) = SURFACES[GROUND].domain
    share = (theta - (x0, y0)) / (x1 - x0, y1 - y0)
    return np.stack([share[:, 0], 1 - share[:, 1]], -1) * SIZE


def animated(ways):
    """An SVG in which balls run and draw their ways; it stands still for who wants less motion."""
    from dlcore.experiments.phrases import spoken

    parts = [image(relief(GROUND), width=SIZE[0], height=SIZE[1])]
    style, looks = STYLE, looks_of(ways)
    frames = np.linspace(0, STEPS, FRAMES).round().astype(int)
    for k, (name, (way, step)) in enumerate(ways.items()):
        way, color = placed(way[frames]), looks[name][0]
        gone = np.r_[0, np.cumsum(np.linalg.norm(np.diff(way, axis=0), axis=1))]
        style += keyframes(f"b{k}", [f"transform:translate({x:.1f}px,{y:.1f}px)" for x, y in way])
        style += keyframes(f"w{k}", [f"stroke-dashoffset:{1 - g / gone[-1]:.3f}" for g in gone])
        style += keyframes(f"t{k}", [f"opacity:{int(t >= step)}" for t in frames])
        x, y = way[-1]
        at = f"animation-name:b{k};transform:translate({x:.1f}px,{y:.1f}px)"
        parts.append(line(way, color, 3, pathLength=1, **moved(f"animation-name:w{k}")))
        parts.append(dot(0, 0, 8, color, stroke="#FFFFFF", stroke_width=2, **moved(at)))
        high = SIZE[1] - 88 + 24 * k
        parts += [dot(20, high, 7, color), said(34, high, spoken(name))]
        parts.append(said(170, high, f"step {step}", **moved(f"animation-name:t{k}")))
    box = f'viewBox="0 0 {SIZE[0]} {SIZE[1]}" width="{SIZE[0]}" height="{SIZE[1]}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box}><title>{TITLE}</title>'
    return f"{head}<style>{style}</style>{''.join(parts)}</svg>\n"


def moved(style):
    """Attributes of what moves."""
    return {"class": "a", "style": style}


def said(x, y, words, **more):
    """Words in the picture."""
    about = "".join(f' {name}="{value}"' for name, value in more.items())
    return f'<text x="{x}" y="{y + 5}"{about}>{words}</text>'


def keyframes(name, looks):
    """CSS: these looks one after the other, the last one for the rest of the time."""
    share = 100 * (1 - REST) / (len(looks) - 1)
    steps = "".join(f"{k * share:.1f}%{{{look}}}" for k, look in enumerate(looks))
    return f"@keyframes {name}{{{steps}100%{{{looks[-1]}}}}}\n"


if __name__ == "__main__":
    RACE.write_text(animated(race()), encoding="utf-8")
