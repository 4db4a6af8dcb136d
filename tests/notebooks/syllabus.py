"""Where each thing that the sources teach is shown: the page notebooks/syllabus.md.

    python -m tests.notebooks.syllabus

makes the page from syllabus.txt. A row of that file names lectures and what shows it there: a panel
(the notebook must call it), or words (they must stand there, in a cell of code or of text). In
which section that is, the notebook tells.
"""

import json
import re
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE, PROJECT = Path(__file__).parent, Path(__file__).parents[2]
PAGE = PROJECT / "notebooks" / "syllabus.md"
HEADING = re.compile(r"^#{1,3} (.+)$", re.M)
SIGN = re.compile(r'"([^"]+)"|(\S+)')
HEAD = """# Where everything is

Four lectures are the sources of this course. This page lists what they teach, in {count} rows,
and where it is shown here: {panel} rows by panels, {cell} by cells that one runs, {words} in words.
It is made from the notebooks by `python -m tests.notebooks.syllabus`; a test opens each notebook
and looks for the panel, the cell or the words, and fails if one is gone.
"""
TABLE = "| | | sources | lecture and section | shown by |\n|---|---|---|---|---|\n"


class Row(NamedTuple):
    """A number, what it is, the sources, and [(lecture, [sign, ...]), ...] that show it."""

    group: str
    number: str
    what: str
    sources: str
    places: list


class Cell(NamedTuple):
    """A cell of a notebook, or the piece of it below a heading."""

    kind: str
    text: str
    section: str
    id: str


class Sign(NamedTuple):
    """What shows a row, how it does, and the cell where it stands, if there is one."""

    name: str
    how: str
    cell: Cell | None


def rows(text=None):
    """All rows of the syllabus."""
    group, found = "", []
    for line in (text or (HERE / "syllabus.txt").read_text("utf-8")).splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if " | " not in line:
            group = line
            continue
        number, what, sources, where = re.split(r" \| ", line)
        places = [place.strip().split(": ", 1) for place in re.split(r"; (?=\d\d: )", where)]
        signs = [(lecture, SIGN.findall(said)) for lecture, said in places]
        found.append(Row(group, number, what, sources, signs))
    return found


@cache
def notebook(lecture):
    """Its file and its `Cell`s; no file, no cells if there is none yet."""
    paths = [*PROJECT.glob(f"notebooks/{lecture}_*.ipynb")]
    if not paths:
        return None, []
    section, cells = "", []
    for cell in json.loads(paths[0].read_text("utf-8"))["cells"]:
        kind, text = cell["cell_type"], "".join(cell["source"])
        heads = r"^(?=#{1,3} )" if kind == "markdown" else r"\Z(?!)"
        for piece in re.split(heads, text, flags=re.M):
            if kind == "markdown" and (head := HEADING.match(piece)):
                section = head[1]
            cells.append(Cell(kind, piece, section, cell["id"]))
    return paths[0], cells


def found(lecture, words, name):
    """The `Sign` of this name, or of these words, in a lecture."""
    cells = notebook(lecture)[1]
    if name:
        calls = (c for c in cells if c.kind == "code" and calls_it(c.text, name))
        return Sign(name, "panel", next(calls, None))
    there = next((c for c in cells if flat(words) in flat(c.text)), None)
    return Sign(words, "cell" if there and there.kind == "code" else "words", there)


def flat(text):
    """Without line breaks."""
    return re.sub(r"\s+", " ", text)


def calls_it(code, name):
    """Is a panel made there?"""
    return re.search(rf"(?<![\w.]){name}\(", code) is not None


def signs(row):
    """[(lecture, Sign), ...] of a row."""
    return [(lecture, found(lecture, *one)) for lecture, said in row.places for one in said]


def missing(row):
    """What a row names and is not there, though its lecture is."""
    gone = [(lecture, sign) for lecture, sign in signs(row) if sign.cell is None]
    return [f"{lecture}: {sign.name}" for lecture, sign in gone if notebook(lecture)[0]]


def how(row):
    """The liveliest way in which a row is shown."""
    ways = {sign.how for _, sign in signs(row) if sign.cell}
    return next((way for way in ("panel", "cell", "words") if way in ways), "to come")


def link(lecture, cell):
    """To a cell, in the words of its section."""
    section = re.sub(r"[*`$]", "", cell.section).replace("|", r"\|")
    return f"[{lecture} · {section}]({notebook(lecture)[0].name}#cell-id={cell.id})"


def written(row):
    """A line of the table."""
    where, shown = {}, []
    for lecture, sign in signs(row):
        if sign.cell is None:
            where[lecture] = f"{lecture}, to come"
            continue
        where.setdefault((lecture, sign.cell.section), link(lecture, sign.cell))
        if sign.how == "panel":
            shown.append(f"`{sign.name}`")
        elif how(row) != "panel":
            shown.append("a cell" if sign.how == "cell" else "text")
    where, shown = ("<br>".join(dict.fromkeys(said)) for said in (where.values(), shown))
    what = row.what.replace("|", r"\|")
    return f"| {row.number} | {what} | {row.sources.replace(' ', ', ')} | {where} | {shown} |\n"


def page():
    """The whole page."""
    every = rows()
    ways = [how(row) for row in every]
    counts = {way: ways.count(way) for way in ("panel", "cell", "words")}
    said = HEAD.format(count=len(every), **counts)
    for group in dict.fromkeys(row.group for row in every):
        lines = (written(row) for row in every if row.group == group)
        said += f"\n## {group}\n\n{TABLE}{''.join(lines)}"
    return said


if __name__ == "__main__":
    if gone := [f"{row.number} {what}" for row in rows() for what in missing(row)]:
        sys.exit("not to be found:\n" + "\n".join(gone))
    PAGE.write_text(page(), encoding="utf-8")
