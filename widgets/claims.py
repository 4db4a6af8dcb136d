"""The claims of the lectures as the tests last measured them: claim, measured, holds."""

import json
from pathlib import Path

from IPython.display import HTML, display

from .drawers.table import html_table

FILE = Path(__file__).parents[1] / "notebooks" / "claims.json"
HEAD = ("lecture", "claim", "measured", "holds")


def rows(path=FILE):
    """(lecture, claim, measured, holds) of every claim in the file that the tests write."""
    return [
        (lecture.replace("_", " "), c["claim"], c["measured"], "yes" if c["holds"] else "NO")
        for lecture, claims in json.loads(path.read_text(encoding="utf-8")).items()
        for c in claims
    ]


def show():
    """The table, for a notebook."""
    display(HTML(html_table(HEAD, rows())))
