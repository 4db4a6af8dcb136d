"""What must hold for a panel at any time: picture, words and printed code tell of one frame."""

import contextlib
import functools
import io
import itertools
import json
import re
from dataclasses import fields, is_dataclass, replace
from html import escape

import numpy as np
import plotly.graph_objects as go

from widgets import texts
from widgets.figure.spec import written
from widgets.views.lines import BEHIND


def check(panel):
    """All that must hold whatever was done to a panel."""
    frame, said = run_code(panel.code)
    assert_same_frame(panel.frame, frame)
    assert said == frame.summary
    assert panel.frame is panel.player.reel.seen[panel.player.position]
    assert_same_figure(panel.view.figure, twin(panel, frame).figure)
    check_status(panel)


def check_status(panel):
    """The status line says what is so, and what is wrong."""
    problem = panel.form.problem or panel.refused
    if not problem:
        assert panel.problem == "", panel.problem
        latest = {name: value for _, name, value in panel.experiment.changes}
        assert panel.form.value == replace(panel.experiment, changes=(), **latest)
        word, text = expected_state(panel.player), panel.frame.summary
    else:
        assert not re.match(r"[A-Z]\w+(Error|Warning): ", problem) or "ground" in problem
        word, text = texts.ERROR, problem
    assert panel.status == f"{word}: {text}"
    if not panel.player.running:  # else a few words may be a quarter of a second old
        assert f"<b>{escape(word)}</b> {escape(text)}<" in panel.status_line.value
        assert panel.player.slider.value == panel.player.position
        assert panel.player.play_button.description == texts.PLAY
    assert escape(repr(panel.experiment)) in panel.code_line.value


def expected_state(player):
    """The word that describes the player."""
    if player.running:
        return texts.RUNNING
    if player.stopped:
        return texts.STOPPED
    if player.at_end:
        return texts.FINISHED
    return texts.PAUSED if player.position else texts.READY


def run_code(code):
    """The frame that the printed code makes, and what it prints."""
    head, tail = code.split("\nframe = ")
    names, said = dict(begun(head)), io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(f"frame = {tail}", names)
    return names["frame"], said.getvalue().strip()


@functools.lru_cache(20)
def begun(head):
    """What the first lines of a printed code make; its frames can be asked for again."""
    names = {}
    exec(head, names)
    return names | dict(frames=Again(names["frames"]))


class Again:
    """Frames that are computed once, although the code for each of them begins with the first."""

    def __init__(self, frames):
        self.source, self.seen = frames, []

    def __iter__(self):
        for i in itertools.count():
            if i == len(self.seen):
                self.seen += itertools.islice(self.source, 1)
            if i == len(self.seen):
                return
            yield self.seen[i]


def same(one, other):
    """Exactly the same numbers, in arrays, frames, states of optimizers?"""
    if isinstance(one, np.ndarray):
        alike = one.dtype == other.dtype and one.shape == other.shape
        return alike and one.tobytes() == other.tobytes()
    if is_dataclass(one):
        names = [f.name for f in fields(one)]
        return type(one) is type(other) and all(
            same(getattr(one, n), getattr(other, n)) for n in names
        )
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(v, other[k]) for k, v in one.items())
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def assert_same_frame(one, other):
    """Name the part that differs."""
    assert type(one) is type(other)
    for f in fields(one):
        if not same(getattr(one, f.name), getattr(other, f.name)):
            np.testing.assert_equal(getattr(one, f.name), getattr(other, f.name), f.name)
            raise AssertionError(f"{f.name} differs in a last bit")
    assert one.summary == other.summary


twins = {}


def twin(panel, frame):
    """A view of the same kind that was told nothing but this frame."""
    kind = panel.make_view
    if kind not in twins or not twins[kind].fits(frame):
        if kind in twins:
            twins.pop(kind).figure.close()
        twins[kind] = kind(frame)
    twins[kind].draw(frame)
    return twins[kind]


def close_twins():
    """Free the widgets of all twins."""
    while twins:
        twins.popitem()[1].figure.close()


def assert_same_figure(one, other):
    """The same arrays in every trace, but for the pale ones of an earlier run; the same layout."""
    for i, trace in enumerate(one._figure.data):
        if trace.meta != BEHIND:
            mine, others = one.frame_data(i), other.frame_data(i)
            if not same(mine, others):
                np.testing.assert_equal(mine, others, err_msg=f"trace {i}, {trace.name}")
                raise AssertionError(f"trace {i}, {trace.name}: another kind of array")
    assert one._figure.layout == other._figure.layout
    assert one.summary == other.summary


def as_plotly_takes_it(live):
    """The figure with the arrays it has now; a ValueError if plotly does not know a word of it."""
    spec = json.loads(written(live._figure.to_dict()))
    for i, trace in enumerate(spec["data"]):
        now = {name: array.tolist() for name, array in live.frame_data(i).items()}
        trace.update((name.replace(".", "_"), array) for name, array in now.items())
    return go.Figure(spec)
