"""Work in a cell: its last frame, and how far it is where there is a notebook."""

import pytest
from ipywidgets.widgets import widget

from dlcore.experiments import DigitsRace, OptimizerRace
from widgets import watch
from widgets.course import progress
from widgets.panel import cells

SMALL = dict(optimizers=("adam",), epochs=1, hidden=8)


class Shown:
    """What the notebook was asked to show."""

    def __init__(self, monkeypatch):
        self.updates, self.progress, self.told = [], [], []
        monkeypatch.setattr(progress, "display", self.display)
        monkeypatch.setattr(progress, "LATER", 0)
        monkeypatch.setattr(progress, "PAUSE", 0)
        monkeypatch.setattr(cells, "in_notebook", lambda: True)

    def display(self, what, display_id):
        what.words.observe(lambda change: self.told.append(change["new"]), "value")
        what.bar.observe(lambda change: self.progress.append(change["new"]), "value")
        return self

    def update(self, data, raw):
        self.updates.append(data)


def test_the_last_frame_and_nothing_else_outside_notebooks(capsys):
    before = set(widget._instances)
    frame = watch(OptimizerRace(steps=20))
    assert frame.t == 20 and set(widget._instances) == before
    assert capsys.readouterr() == ("", "")


def test_in_a_notebook_it_tells_how_far_it_is_and_leaves_nothing(monkeypatch):
    shown, before = Shown(monkeypatch), set(widget._instances)
    frame = watch(DigitsRace(**SMALL))
    assert frame.t == frame.total
    assert 0 < shown.progress[0] < shown.progress[-1] <= 1
    assert frame.headline in shown.told[-1]
    assert shown.updates == [{"text/plain": ""}] and set(widget._instances) == before


def test_short_work_shows_nothing(monkeypatch):
    shown = Shown(monkeypatch)
    monkeypatch.setattr(progress, "LATER", 60)
    watch(OptimizerRace(steps=20))
    assert shown.updates == shown.told == []


def test_an_interrupt_ends_it_and_takes_the_bar_away(monkeypatch):
    shown = Shown(monkeypatch)

    class Endless:
        def work(self):
            yield from DigitsRace(**SMALL).work()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        watch(Endless())
    assert len(shown.updates) == 1 and shown.told
