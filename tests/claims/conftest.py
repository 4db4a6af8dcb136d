"""`claim`: asserts what a lecture says, and writes it down with what was measured."""

import json
import os
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
    topic = request.module.__name__.rpartition("test_")[2]
    lecture = next(NOTEBOOKS.glob(f"*_{topic}.ipynb")).stem
    with only_one():
        table = json.loads(TABLE.read_text()) if TABLE.exists() else {}
        ran = set(rows)
        for row in table.get(lecture, []):  # of tests that were not run now, but still exist
            if row["test"] not in ran and hasattr(request.module, row["test"]):
                rows.setdefault(row["test"], []).append(row)
        order = [name for name in vars(request.module) if name in rows]
        table[lecture] = [row for name in order for row in rows[name]]
        text = json.dumps(dict(sorted(table.items())), indent=1, ensure_ascii=False)
        TABLE.write_text(text + "\n", encoding="utf-8")


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
