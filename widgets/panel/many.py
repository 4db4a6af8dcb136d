"""A knob that holds many numbers: a field for each, in columns, one for each point."""

from pathlib import Path

import anywidget
import traitlets as t

from .. import texts
from .number import Ladder, plain, read, written


class ManyNumbers(anywidget.AnyWidget):
    """`value` is the tuple that was last said; the experiment tells what is wrong with it.

    about: metadata of a knob made by `numbers` or `points` (dlcore/knobs.py). A column holds
    the numbers of a point, or a single one. Arrow keys step through plain numbers. What was done
    to one column alone, time after time, is a single step for Undo, and so is a drag; since: the
    value when it began. settle(value, place) -> value may move the other numbers, too.
    """

    _esm = Path(__file__).with_name("many.js").read_text("utf-8")
    value = t.Any()
    cells = t.List().tag(sync=True)  # [texts of a column, ...]
    columns, rows = t.List().tag(sync=True), t.List().tag(sync=True)  # names
    can = t.Dict().tag(sync=True)  # {"add", "remove", "undo": bool}
    description, tooltip = t.Unicode().tag(sync=True), t.Unicode().tag(sync=True)
    disabled = t.Bool(False).tag(sync=True)
    words = t.Dict(texts.MANY).tag(sync=True)

    def __init__(self, about, value, words, help=""):
        self.parts, self.count = about["parts"], about["count"]
        self.settle, self.since = lambda value, place: value, None
        self.past, self.touched = [], None
        self.names = [texts.said(name) for name in self.parts]
        rows = self.names if self.count else []
        super().__init__(value=value, rows=rows, description=words, tooltip=help)
        self.add_class("live-many")
        self.on_msg(lambda _, message, buffers: self.told(**message))
        self.past, self.touched = [], None
        self._write()

    def told(self, kind, **about):
        """What the page says a reader did; then it writes what holds now."""
        if not self.disabled and about.get("column", 0) < len(self.points):
            self.acts[kind](**about)
        self.send({"kind": "written"})  # 1/20 is 0.05, also if it was before

    @property
    def acts(self):
        """{what a page may say: what is then done}."""
        acts = dict(type=self.type, step=self.step, add=self.add, remove=self.remove)
        return acts | dict(undo=self.undo)

    def type(self, column, row, text):
        """Any text in a field."""
        self._put(column, row, read(text, self.part(column, row).whole))

    def step(self, column, row, by):
        """An arrow key: the plain number so many places on, at most the end of the range."""
        part, number = self.part(column, row), self.points[column][row]
        ladder = Ladder(part.low, part.high, part.log, part.whole)
        if ladder.holds(number):
            low, high = min(part.low, number), max(part.high, number)
            self._put(column, row, min(max(ladder.at(ladder.near(number) + by), low), high))

    def add(self):
        """One more point, half way between the last two."""
        *rest, last = points = self.points or [[part.low for part in self.parts.values()]]
        parts = self.parts.values()
        new = [between(*pair) for pair in zip(parts, rest[-1] if rest else last, last, strict=True)]
        self.value = tuple(map(tuple, [*rest, new, last] if self.points else points))

    def remove(self, column):
        """A point less."""
        self.value = self.value[:column] + self.value[column + 1 :]

    def undo(self):
        """As it was before the last column was changed."""
        past = list(self.past)
        while past and past[-1] == self.value:
            past.pop()
        self.touched = None
        self.value = past[-1] if past else self.value
        self.past, self.touched = past[:-1], None
        self._write()

    # ---- what is said and seen

    def part(self, column, row):
        """What is known of a number."""
        return list(self.parts.values())[row if self.count else column]

    @property
    def points(self):
        """The numbers of each column, [[...], ...], whatever `value` is."""
        value = self.value if isinstance(self.value, tuple) else (self.value,)
        return [list(v) if isinstance(v, tuple) else [v] for v in value]

    def _put(self, column, row, number):
        points = self.points
        points[column][row] = number
        value = tuple(map(tuple, points)) if self.count else tuple(v for (v,) in points)
        self.value = self.settle(value, (column, row) if self.count else (column,))

    @t.observe("value")
    def _changed(self, change):
        before, now = change["old"], change["new"]
        touched = column_that_differs(before, now)
        if self.since is not None:
            before, again = self.since, self.past and self.past[-1] == self.since
        else:
            again = touched is not None and touched == self.touched
        if not again:
            self.past.append(before)
        self.touched = touched
        self._write()

    def _write(self):
        points, (fewest, most) = self.points, self.count or (len(self.parts),) * 2
        numbered = [str(i + 1) for i in range(len(points))]
        with self.hold_sync():
            self.cells = [[written(number) for number in point] for point in points]
            self.columns = numbered if self.count or len(points) != len(self.names) else self.names
            can = dict(add=len(points) < most, remove=len(points) > fewest)
            self.can = can | dict(undo=bool(self.past))


def column_that_differs(one, other):
    """The place of the only item in which two tuples of a length differ; else None."""
    if not (isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other)):
        return None
    differ = [i for i, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    return differ[0] if len(differ) == 1 else None


def between(part, a, b):
    """A plain number half way between two, in powers of ten where the range is."""
    if part.whole or isinstance(a, str) or isinstance(b, str):
        return b
    return plain((a * b) ** 0.5 if part.log else (a + b) / 2)
