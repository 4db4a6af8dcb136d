"""What my_predictions.json tells of its reader: bets by lecture, sureness, what to repeat.

Nothing is sent anywhere. Which lecture a question belongs to is looked up in the notebooks; a
recalled one says it itself.
"""

import ast
import csv
import io
import json
from collections import defaultdict
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from math import sqrt

from .. import texts
from ..questions import attempts
from .books import FOLDER

KINDS = dict(predict="bet", ask="bet", sealed="bet", mission="mission")
ENOUGH = 10  # bets with a sureness, before anything is said of it
FORMULA = ("=", "+", "-", "@", "\t")  # what a spreadsheet would compute


@dataclass(frozen=True)
class Attempt:
    """One answer; lecture: "07", or "" for a question of none; sure: in per cent, or None."""

    lecture: str
    kind: str
    question: str
    when: datetime
    guess: str
    truth: str
    outcome: str
    sure: int | None
    seen: bool  # its run, before the answer
    because: str

    @property
    def right(self):
        """Was it?"""
        return self.outcome == "right"


# ---- what there is to be asked


def asked(folder=FOLDER):
    """{question: (number of the lecture, kind)} of all notebooks that can be read."""
    found = {}
    for path in sorted(folder.glob("[0-9][0-9]_*.ipynb")):
        with suppress(OSError, ValueError, KeyError, TypeError):
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
                code = "".join(cell["source"]) if cell["cell_type"] == "code" else ""
                found |= {words: (path.stem[:2], kind) for words, kind in questions_in(code)}
    return found


def questions_in(source):
    """(question, kind) of the bets and missions that a cell makes."""
    try:
        nodes = ast.walk(ast.parse(source))
    except SyntaxError:
        return
    for node in nodes:
        kind = KINDS.get(getattr(getattr(node, "func", None), "id", None))
        words = node.args[kind == "mission" :][:1] if kind else ()  # a mission's panel comes first
        if words and isinstance(words[0], ast.Constant):
            yield words[0].value, kind


def numbers(folder=FOLDER):
    """{topic: number} of the notebooks."""
    return {path.stem[3:]: path.stem[:2] for path in folder.glob("[0-9][0-9]_*.ipynb")}


# ---- what was answered


def read(path=None, folder=FOLDER):
    """[Attempt, ...] in the file, in their order; ValueError in words if it is another one."""
    path = attempts.place(path)
    try:
        kept = attempts.read(path)
    except (OSError, ValueError, RecursionError) as error:
        raise ValueError(f"{path.name} cannot be read: {error}.") from error
    known, topics = asked(folder), numbers(folder)
    found = [attempt(one, known, topics) for one in kept]
    if kept and not any(found):
        raise ValueError(f"{path.name} holds nothing that this course has written.")
    return list(filter(None, found))


def attempt(one, known, topics):
    """An `Attempt`; None for what is none, as others may have written into the file."""
    question, outcome, sure = one.get("question"), one.get("outcome"), one.get("sure")
    try:
        when = datetime.fromisoformat(one["when"]).replace(tzinfo=None)
    except (KeyError, TypeError, ValueError):
        return None
    if not isinstance(question, str) or not isinstance(outcome, str):
        return None
    lecture, kind = known.get(question, ("", "bet"))
    if isinstance(topic := one.get("recalled"), str):
        lecture, kind = topics.get(topic, ""), "recall"
    sure = sure if sure and sure in texts.SURES.values() else None
    guess, truth, because = (str(one.get(name) or "") for name in ("guess", "truth", "because"))
    seen = one.get("seen") is True
    return Attempt(lecture, kind, question, when, guess, truth, outcome, sure, seen, because)


def of_kind(kept, kind):
    """{question: its attempts} of one kind."""
    found = defaultdict(list)
    for one in kept:
        if one.kind == kind:
            found[one.question].append(one)
    return found


# ---- what that comes to


def by_lecture(kept, known):
    """{number: {"bet", "right", "mission", "recall", "recalled": count, "bets", "missions": all}}.

    A bet is right if its first attempt is; `right` counts these. `recalled` are right ones.
    """
    counts = defaultdict(lambda: dict.fromkeys("bet right mission recall recalled".split(), 0))
    for kind in ("bet", "mission"):
        for first, *_ in of_kind(kept, kind).values():
            counts[first.lecture][kind] += 1
            counts[first.lecture]["right"] += kind == "bet" and first.right
    for one in kept:
        counts[one.lecture]["recall"] += one.kind == "recall"
        counts[one.lecture]["recalled"] += one.kind == "recall" and one.right
    for number, count in counts.items():
        for kind in ("bet", "mission"):
            count[f"{kind}s"] = sum(about == (number, kind) for about in known.values())
    return dict(sorted(counts.items(), key=lambda pair: (pair[0] == "", pair[0])))


def calibration(kept):
    """[(sure, bets, right), ...] over first attempts that say how sure one was, the run unseen."""
    found = defaultdict(list)
    for first, *_ in of_kind(kept, "bet").values():
        if first.sure is not None and not first.seen:
            found[first.sure].append(first.right)
    return [(level, len(right), sum(right)) for level, right in sorted(found.items())]


def verdict(levels):
    """What that says, in a sentence; differences that luck explains are none.

    >>> verdict([(90, 20, 11)])
    'You were 90 % sure on average, and right in 55 % of these bets: surer than you are right.'
    """
    n = sum(bets for _, bets, _ in levels)
    if n < ENOUGH:
        return f"{n} of your bets say how sure you were; from {ENOUGH} on they begin to tell."
    right = sum(right for *_, right in levels) / n
    sure = sum(level * bets for level, bets, _ in levels) / n / 100
    luck = sqrt(sum(bets * level * (100 - level) for level, bets, _ in levels)) / n / 100
    said = f"You were {sure:.0%} sure on average, and right in {right:.0%} of these bets: "
    said = said.replace("%", " %")
    if abs(right - sure) <= 2 * luck:
        return said + "no more apart than luck can make it."
    return said + ("surer than you are right." if sure > right else "you know more than you think.")


def to_repeat(kept):
    """Attempts at what is still wrong, those of long ago first: bets, and recalled lectures.

    Recalled questions have other numbers each time, so the last one of a lecture counts.
    """
    lasts = [tries[-1] for tries in of_kind(kept, "bet").values()]
    lasts += {one.lecture: one for one in kept if one.kind == "recall"}.values()
    return sorted((one for one in lasts if not one.right and one.lecture), key=lambda one: one.when)


def as_csv(kept):
    """All attempts as a table for a spreadsheet, without a name, and nothing in it computes."""
    table = io.StringIO()
    names = [field.name for field in fields(Attempt)]
    rows = csv.DictWriter(table, names, lineterminator="\n")
    rows.writeheader()
    for one in kept:
        rows.writerow({name: harmless(value) for name, value in asdict(one).items()})
    return table.getvalue()


def harmless(value):
    """Words that a spreadsheet would take for a formula get a mark; numbers stay."""
    if not isinstance(value, str) or not value.startswith(FORMULA):
        return value
    try:
        float(value)
    except ValueError:
        return f"'{value}"
    return value
