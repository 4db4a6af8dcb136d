"""The table of claims: {"seeds": [...], "split": 0, "lectures": {lecture: [row, ...]}}.

A row is {test, claim, measured, holds}. The usual run writes the one beside the notebooks.
"""

import json
import os
import re
import time
from contextlib import contextmanager
from pathlib import Path

from tests.claims.outside import is_usual, numbers, said

PROJECT = Path(__file__).parents[2]
NOTEBOOKS = PROJECT / "notebooks"


def path():
    """Where the table of this run is kept."""
    if is_usual():
        return NOTEBOOKS / "claims.json"
    return PROJECT / "build" / f"claims-{said('SEEDS')}-{said('SPLIT')}.json"


def write(lecture, rows):
    """Put {test: [row, ...]} in the place of the lecture's older rows."""
    with only_one():
        known = json.loads(path().read_text(encoding="utf-8")) if path().exists() else {}
        lectures = known.get("lectures", {})
        older = [row for row in lectures.get(lecture, []) if row["test"] not in rows]
        rows = older + [row for one in rows.values() for row in one]
        order = tests_of(lecture)
        rows = [row for row in rows if row["test"] in order]
        lectures[lecture] = sorted(rows, key=lambda row: order.index(row["test"]))
        table = dict(seeds=[*numbers()], split=said("SPLIT"))
        table["lectures"] = dict(sorted(lectures.items()))
        text = json.dumps(table, indent=1, ensure_ascii=False)
        path().write_text(text + "\n", encoding="utf-8")


def lecture_of(path):
    """Name of the lecture of a file: test_optimizer_race_memory.py is of 07_optimizer_race."""
    topic = path.stem.removeprefix("test_")
    return next(p.stem for p in NOTEBOOKS.glob("[0-9]*.ipynb") if topic.startswith(p.stem[3:]))


def tests_of(lecture):
    """Names of all tests of a lecture, in the order in which they stand in its files."""
    files = sorted(Path(__file__).parent.glob(f"test_{lecture[3:]}*.py"))
    return [n for file in files for n in re.findall(r"^def (test_\w+)", file.read_text(), re.M)]


@contextmanager
def only_one():
    """Tests of several lectures run at once; one at a time may change the table."""
    lock = path().with_suffix(".lock")
    lock.parent.mkdir(exist_ok=True)
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
            break
        except FileExistsError:
            time.sleep(0.05)
    try:
        yield
    finally:
        lock.unlink()
