"""The reader's attempts at questions: one JSON file on this machine, which nobody else reads.

It is called my_predictions.json and lies beside the notebook; the environment variable
MY_PREDICTIONS names another place.
"""

import json
import os
from datetime import datetime
from pathlib import Path

from . import texts

NAME, VARIABLE = "my_predictions.json", "MY_PREDICTIONS"


def read(path):
    """All attempts in the file; ValueError if it holds something else."""
    if not path.exists():
        return []
    attempts = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(attempts, list) or not all(isinstance(a, dict) for a in attempts):
        raise ValueError(f"{path.name} must hold a list of attempts")
    return attempts


def keep(attempt, path=None):
    """Add an attempt (a dict with "question"); returns in words which one it is, and where it is.

    A damaged file is set aside, never overwritten; a place that cannot be written is said.
    """
    path, note = Path(path or os.environ.get(VARIABLE) or NAME), ""
    now = datetime.now()
    try:
        try:
            attempts = read(path)
        except ValueError:  # no JSON, no UTF-8, or not ours
            aside = path.with_name(f"{path.stem}-damaged-{now:%Y%m%d-%H%M%S-%f}.json")
            path.replace(aside)
            attempts, note = [], " " + texts.DAMAGED.format(aside=aside.name)
        attempts.append({"when": f"{now:%Y-%m-%d %H:%M:%S}"} | attempt)
        written = path.with_suffix(".new")
        written.write_text(json.dumps(attempts, indent=1, ensure_ascii=False), encoding="utf-8")
        written.replace(path)  # whole or not at all
    except OSError as error:
        return texts.NOT_KEPT.format(reason=error)
    number = sum(a.get("question") == attempt["question"] for a in attempts)
    return texts.KEPT.format(number=number, name=path.name) + note
