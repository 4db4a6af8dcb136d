"""The claims of the lectures as the tests last measured them: claim, measured, holds."""

import json
from pathlib import Path

from IPython.display import HTML, display

from ..panel.bits import html_table

# an installed course has a copy beside this file (see pyproject.toml), a checkout the original
FILES = Path(__file__).with_name("claims.json"), Path(__file__).parents[2] / "notebooks/claims.json"
FILE = next(filter(Path.exists, FILES), FILES[-1])
HEAD = ("claim", "measured", "holds")
LEFT = 'style="text-align: left; vertical-align: top"'  # JupyterLab's tables stand at the right


def read(path=FILE):
    """What the tests wrote: seeds, split, and rows for each lecture."""
    return json.loads(path.read_text(encoding="utf-8"))


def tables(path=FILE):
    """{lecture: [(claim, measured, holds), ...]}."""
    return {
        words(lecture): [(c["claim"], c["measured"], "yes" if c["holds"] else "NO") for c in claims]
        for lecture, claims in read(path)["lectures"].items()
    }


def words(lecture):
    """A lecture's name as it is read."""
    return lecture.replace("_", " ")


def measured_with(seeds, split, **_):
    """What the claims were measured with, as a sentence."""
    divided = "as the course ships them" if split == 0 else f"divided anew, split {split}"
    return f"Measured with the seeds {seeds[0]} to {seeds[-1]}, the data {divided}."


def show(topic="", only=""):
    """A table for each lecture, or for one, to be opened by a click, for a notebook.

    only: what the claims that are shown have in them. On paper that of one lecture is open (see
    `handout.write_html`); all would be twenty pages.
    """
    parts = [f"<p>{measured_with(**read())}</p>"]
    details = "details" if topic else 'details class="live-claims"'
    chosen = {name: rows for name, rows in tables().items() if name.endswith(words(topic))}
    for lecture, rows in chosen.items():
        rows = [row for row in rows if only in row[0]]
        hold = sum(holds == "yes" for *_, holds in rows)
        count = f"{len(rows)} claims, {hold} hold" if len(rows) != 1 else "one claim"
        head = f"<b>{lecture}</b>: {count}"
        table = html_table(HEAD, rows).replace("<td>", f"<td {LEFT}>")
        table = table.replace('<th scope="col">', f'<th scope="col" {LEFT}>')
        parts.append(f"<{details}><summary>{head}</summary>{table}</details>")
    display(HTML("".join(parts)))
