"""The page *my record*: what one has bet, how sure and how right, what to repeat, and a file."""

from base64 import b64encode
from collections import defaultdict
from datetime import datetime
from html import escape

import numpy as np
from IPython.display import display

from ..panel.bits import html_table
from ..questions import paper
from . import record

EMPTY = (
    "There is no bet of yours yet, so here is nothing to see. Make one, above or in any lecture: "
    "it takes a minute, and nobody but you will know."
)
WORTH = "These bets are chosen because they are easily lost. One learns from those that one loses."
REFUSED = (
    "It stays as it is. With your next bet it is set aside under another name, if it is damaged."
)
BELOW = "Dots below the dashed line: surer than right. Upright lines: what luck leaves open."
UNSURE = "Beside each bet stands *how sure?*. Whoever answers it sees here whether it was true."
NOTHING_WRONG = "Nothing: all your last answers were right."
SAVE, FILE = "Save for a teacher", "my_record.csv"
PRIVATE = (
    "A table for any spreadsheet: your answers and reasons, no name. It goes nowhere by itself. "
    "But it is in this cell's output, so clear that before you pass the notebook on."
)
HEADS = ("lecture", "bets", "right at once", "missions", "recalled")
SURE_HEADS = ("how sure", "bets", "right")
STYLE = """<style>
.live-record { max-width: 1000px; color: var(--jp-content-font-color1, #111); line-height: 1.45; }
.live-record h3 { margin: 14px 0 6px; font-size: 16px; }
.live-record > div { display: flex; flex-wrap: wrap; gap: 8px 20px; }
.live-record table { border-collapse: collapse; margin: 0; font-size: 14px; }
.live-record :is(td, th) { padding: 3px 8px 3px 0; text-align: left !important; }
.live-record svg { display: block; width: 280px; max-width: 100%; margin-bottom: 6px; }
.live-record small { color: var(--jp-content-font-color2, #555); }
.live-record section ul { margin: 0 0 12px; padding: 0; list-style: none; }
.live-record section ul ul { padding-left: 22px; list-style: disc; }
.live-record details { display: inline-block; margin-left: 8px; vertical-align: top; }
.live-record section { flex: 1 1 520px; min-width: 0; }
.live-record .live-save { display: inline-block; padding: 5px 14px; border: 1px solid;
  border-radius: 6px; text-decoration: none; color: var(--jp-content-link-color, #0b5cad); }
.live-record .live-save:is(:hover, :focus) { text-decoration: underline; }
.live-record section + section { flex: 1 1 260px; max-width: 320px; }
@media (max-width: 600px) {
  .live-record section { flex-basis: 100%; }
  .live-record table { font-size: 11px; }
  .live-record :is(td, th) { padding: 3px 4px 3px 0; white-space: normal; }
  .live-record td:first-child { overflow-wrap: anywhere; }
}
</style>"""


def my_record(path=None):
    """Show it in a notebook; path: the file of the attempts, if not the usual one."""
    if paper.wanted():  # a handout is for others
        return show(EMPTY)
    try:
        kept = record.read(path)
    except ValueError as error:
        return show(f"{error} {REFUSED}")
    return show(total(kept), body(kept)) if kept else show(EMPTY)


def show(words, more=""):
    """A sentence, and what stands below it."""
    html = f'{STYLE}<div class="live-record"><p>{escape(words)}</p>{more}</div>'
    display({"text/plain": words, "text/html": html}, raw=True)


def total(kept):
    """All in one sentence."""
    counts = record.by_lecture(kept, record.asked()).values()
    bet, right, mission, recall, recalled = (
        sum(count[name] for count in counts)
        for name in ("bet", "right", "mission", "recall", "recalled")
    )
    said = f"{of(bet, 'bet')} since {day(kept[0].when)}, {right} right at once"
    said += f"; {of(mission, 'mission')}" if mission else ""
    return said + (f"; {recalled} of {recall} recalled." if recall else ".")


def of(count, name):
    """A number and its noun."""
    return f"{count} {name}{'' if count == 1 else 's'}"


def body(kept, today=None):
    """The rest of the page."""
    again = f"<h3>What to repeat</h3>{repeated(kept, today or datetime.now())}"
    left = f"<section><h3>Lecture by lecture</h3>{lectures(kept)}{again}</section>"
    right = f"<section><h3>How sure, and how right?</h3>{sureness(kept)}</section>"
    return f"<p>{WORTH}</p><div>{left}{right}</div>{save(kept)}"


def lectures(kept):
    """A row for each in which something was done."""
    rows = []
    for number, n in record.by_lecture(kept, record.asked()).items():
        bets, missions = f"{n['bet']} of {n['bets']}", f"{n['mission']} of {n['missions']}"
        bets, right = (bets if number else n["bet"]), (n["right"] if n["bet"] else "")
        missions = missions if n["missions"] else ""
        back = f"{n['recalled']} of {n['recall']}" if n["recall"] else ""
        rows.append((place(number), bets, right, missions, back))
    table = html_table(HEADS, rows)
    for number, topic in names().items():
        table = table.replace(f"<td>{place(number)}</td>", f"<td>{link(number, topic)}</td>")
    return table


def names():
    """{number: topic} of the notebooks."""
    return {number: topic for topic, number in record.numbers().items()}


def place(number):
    """A lecture in words."""
    return f"{number} {names()[number].replace('_', ' ')}" if number else "other bets"


def link(number, topic):
    """It, to click."""
    return f'<a href="{number}_{topic}.ipynb">{place(number)}</a>'


def day(when):
    """3 October 2026."""
    return f"{when.day} {when:%B %Y}"


# ---- how sure, and how right


def sureness(kept):
    """A picture, a table and a sentence."""
    levels = record.calibration(kept)
    if not levels:
        before, word, after = UNSURE.split("*")
        return f"<p>{before}<i>{word}</i>{after}</p>"
    rows = [(f"{sure} %", bets, right) for sure, bets, right in levels]
    told = f"{html_table(SURE_HEADS, rows)}<p>{record.verdict(levels)}</p>"
    return f"{picture(levels)}<p><small>{BELOW}</small></p>{told}"


def picture(levels):
    """How often one was right (with what luck leaves open) over how sure one was."""
    said = "; ".join(f"{sure} % sure: {right} of {bets} right" for sure, bets, right in levels)
    quiet = 'stroke="currentColor" stroke-opacity="0.25"'
    parts = [f'<line x1="40" y1="{y(0)}" x2="262" y2="{y(1)}" {quiet} stroke-dasharray="5 4"/>']
    for share in (0, 0.5, 1):
        parts.append(f'<line x1="40" y1="{y(share)}" x2="262" y2="{y(share)}" {quiet}/>')
        parts.append(word(34, y(share) + 4, f"{share:.0%}", "end"))
        parts.append(word(x(share), 222, f"{share:.0%}", "middle"))
    for sure, bets, right in levels:
        at, (low, high) = x(sure / 100), wilson(right, bets)
        line = f'x1="{at}" y1="{y(low)}" x2="{at}" y2="{y(high)}"'
        parts.append(f'<line {line} stroke="currentColor" stroke-width="2"/>')
        parts.append(f'<circle cx="{at}" cy="{y(right / bets)}" r="5" fill="currentColor"/>')
    parts += [word(x(0.5), 240, "how sure", "middle"), word(40, 14, "right")]
    head = '<svg viewBox="0 0 280 246" role="img" font-size="12" fill="currentColor"'
    return f'{head} aria-label="How sure, and how right: {said}">{"".join(parts)}</svg>'


def x(share):
    """Where a sureness stands."""
    return round(40 + 222 * share, 1)


def y(share):
    """Where a share of right answers stands."""
    return round(205 - 180 * share, 1)


def word(at, height, words, anchor="start"):
    """A word in the picture."""
    return f'<text x="{at}" y="{height}" text-anchor="{anchor}">{words}</text>'


def wilson(right, n, z=1.96):
    """The shares that fit right of n answers at 95 % (Wilson 1927)."""
    middle = (right + z * z / 2) / (n + z * z)
    wide = z * np.sqrt(right * (n - right) / n + z * z / 4) / (n + z * z)
    return middle - wide, middle + wide


# ---- what to repeat, and the file


def repeated(kept, today):
    """For each lecture what is still wrong, the oldest first; the truth is not told."""
    found, topics = defaultdict(list), names()
    for one in record.to_repeat(kept):
        found[one.lecture].append(one)
    rows = [f"<li>{item(number, topics, ones, today)}</li>" for number, ones in found.items()]
    return f"<ul>{''.join(rows)}</ul>" if rows else f"<p>{NOTHING_WRONG}</p>"


def item(number, topics, ones, today):
    """A lecture, how many of its last answers were wrong, since when, and which, at a click."""
    days = (today.date() - ones[0].when.date()).days
    ago = "today" if days < 1 else f"{of(days, 'day')} ago"
    first = f"the first {ago}" if len(ones) > 1 else ago
    said = f"{link(number, topics[number])}: {of(len(ones), 'wrong answer')}, {first}"
    which = "".join(f"<li>{escape(one.question)}{recalled(one)}</li>" for one in ones)
    return f"{said}<details><summary>which?</summary><ul>{which}</ul></details>"


def recalled(one):
    """Of a question that came back."""
    return " <small>(recalled later)</small>" if one.kind == "recall" else ""


def save(kept):
    """A link that looks like a button; the file is in it, so that no server is needed."""
    data = b64encode(record.as_csv(kept).encode("utf-8-sig", "replace")).decode()
    href = f"data:text/csv;charset=utf-8;base64,{data}"
    button = f'<a class="live-save" role="button" download="{FILE}" href="{href}">{SAVE}</a>'
    return f"<p>{button}</p><p><small>{PRIVATE}</small></p>"
