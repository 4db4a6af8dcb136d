"""`claim`: asserts what a lecture says, and writes it down with what was measured."""

import json
import os
import re
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
TABLE = NOTEBOOKS / "claims.json"  # {lecture: [{test, claim, measured, holds}, ...]}


@pytest.fixture(scope="module")
def written(request):
    """{test: [row, ...]} of this module; at its end they replace the lecture's older rows."""
    rows = {}
    yield rows
    lecture = lecture_of(request.path)
    with only_one():
        table = json.loads(TABLE.read_text()) if TABLE.exists() else {}
        older = [row for row in table.get(lecture, []) if row["test"] not in rows]
        known = older + [row for one in rows.values() for row in one]
        table[lecture] = [row for name in tests_of(lecture) for row in known if row["test"] == name]
        text = json.dumps(dict(sorted(table.items())), indent=1, ensure_ascii=False)
        TABLE.write_text(text + "\n", encoding="utf-8")


def lecture_of(path):
    """Name of the lecture of a file: test_optimizer_race_memory.py is of 07_optimizer_race."""
    topic = path.stem.removeprefix("test_")
    return next(p.stem for p in NOTEBOOKS.glob("*.ipynb") if topic.startswith(p.stem[3:]))


def tests_of(lecture):
    """Names of all tests of a lecture, in the order in which they stand in its files."""
    files = sorted(Path(__file__).parent.glob(f"test_{lecture[3:]}*.py"))
    return [n for file in files for n in re.findall(r"^def (test_\w+)", file.read_text(), re.M)]


@pytest.fixture
def claim(request, written):
    """claim(sentence, measured, holds): `measured` in words with rounded numbers."""

    def put(sentence, measured, holds):
        row = dict(claim=sentence, measured=measured, holds=bool(holds))
        test = request.node.originalname
        written.setdefault(test, []).append(dict(test=test, **row))
        assert holds, f"{sentence}: {measured}"

    return put


@contextmanager
def only_one():
    """Tests of several lectures run at once; one at a time may change the table."""
    lock = TABLE.with_suffix(".lock")
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
