"""Panels: one function for each, which returns a widget that shows itself.

Every knob of the experiment behind it can be given: optimizer_race(surface="bowl", lr=0.1).
hide=["seed"] leaves out the control of a knob, fix=["lr"] shows one that cannot be moved,
title="..." puts words above. `projector()` makes all panels after it large.
"""

from .lectures import PANELS

KIT = "ask cards claims contest experiment mission my_record open_all predict projector".split()
KIT += ["recall", "restore", "sealed", "watch", "workers"]
__all__ = [*KIT, *PANELS]


def __getattr__(name):
    """A panel is imported when it is asked for: `optimizer_race`."""
    if name in PANELS:
        return PANELS[name]
    raise AttributeError(f"no panel is called {name!r}; there are: {', '.join(PANELS)}")


def __dir__():
    return [*globals(), *PANELS]


def restore(code):
    """The panel in the state that a code (see the Share drawer) describes, and whether it holds."""
    from dlcore import EXPERIMENTS

    from . import texts
    from .panel.state_code import decode

    name = decode(code).panel
    if name in PANELS:
        made = PANELS[name]()
    elif name in EXPERIMENTS:
        made = experiment(name)
    else:
        raise ValueError(texts.NO_PANEL.format(name=name))
    made.restore(code)
    return made


def experiment(name, **knobs):
    """A panel for any registered experiment, also one from a notebook: its scores against time."""
    from dlcore import EXPERIMENTS
    from dlcore.experiments import Experiment

    from .panel.panel import Panel
    from .views.scores import ScoresView

    kind = EXPERIMENTS[name]
    usable = isinstance(kind, type) and issubclass(kind, Experiment)
    made = Panel(kind, ScoresView, **knobs) if usable else Panel(Experiment, ScoresView)
    made.page.panel = name
    if not usable:
        made.refuse(EXPERIMENTS.verdict(name)[1])
    return made


def projector(on=True):
    """Large type in all panels made from now on, for a lecture hall; projector(False) ends it."""
    from .figure import theme

    theme.projector(on)


def open_all(on=True):
    """For a teacher, one line at the top: all bets, present and later, are open; nothing is kept.

    A bet then shows its panel at once and can still be played. open_all(False) ends it.
    """
    from .questions.predictions import open_all

    open_all(on)


def workers(by=None):
    """Who computes the grids made from now on: workers(client.get_executor()) a Dask cluster.

    by: an executor of `concurrent.futures` or of a cluster; a number of processes of this machine,
    0 for none; nothing for the usual: processes if a grid takes over 2 s and cores are free.
    """
    from .panel.workers import workers

    workers(by)


def watch(experiment):
    """Run an experiment to its end -> its last frame, with its progress where it takes longer."""
    from .course.progress import watch

    return watch(experiment)


def cards():
    """A card for each lecture that there is, with its picture and its question."""
    from .course.start import cards

    cards()


def claims(lecture, only=""):
    """What the tests last measured of a lecture's claims, behind a click: claims("optimizer_race").

    A sentence of the lecture that gives a number holds for all the seeds that are named there.
    only: of those with these words in them.
    """
    from .course.claims import show

    show(lecture, only)


def my_record(path=None):
    """What you have bet, how sure and how right, what to repeat; and a file for a teacher.

    path: the file of the attempts, if it is not my_predictions.json beside the notebook.
    """
    from .course.my_record import my_record

    my_record(path)


def predict(question, *, panel, answer, **about):
    """A question to commit to before the panel runs; its last frame is the judge.

    answer: frame -> what is right. kind="choice" needs choices; "number" within, and unit or
    factor=True; "order" names; "point" and "curve" x, y (title, low, high) and within; "sort"
    things and bins, its answer is {thing: bin, or a set of bins that are all right}. marks: the
    axis of the picture that a number is drawn at ("y2"), the subplot of a curve or point ("xy").
    explain: the reason, a text, or {"right": text, "too low": text, ..., "why": text for all},
    where {guess}, {truth}, {frame.t} ... are filled in; when sorting also {thing: its reason}.
    saw: [what one may have seen, ...].
    """
    from .questions.predictions import Prediction

    return Prediction(question, panel=panel, answer=answer, **about)


def ask(question, choices=None, right=None, explain=None, **about):
    """A question that needs no run, with choices or, as in `predict`, of any other kind.

    explain: a text, or {choice: text}. To sort: ask("Which helps?", kind="sort",
    things=["L2", ...], bins=["training", "test"], right={"L2": "test", ...}, explain={"L2": ...}).
    """
    from .questions.questions import Question

    about |= {} if choices is None else dict(choices=choices)
    return Question(question, right=right, explain=explain, **about)


def sealed(question, compute, within, unit="", explain=None):
    """A number that is computed after a guess and opened once only, such as a test accuracy.

    compute: () -> the number; right if the guess is at most `within` off. A second opening shows
    the first result, which is kept in my_predictions.json, and says so.
    """
    from .questions.sealed import Sealed

    return Sealed(question, compute, within=within, unit=unit, explain=explain)


def recall(lecture, seed=None):
    """Three quick bets on what the lectures before this one said, with other numbers each time."""
    from .course.recall import Recall

    return Recall(lecture, seed)


def mission(panel, title, goal, **about):
    """A goal (experiment, frame) -> bool for a panel, in one frame; see `missions.Mission`."""
    from .questions.missions import Mission

    return Mission(panel, title, goal, **about)


def contest(panel, title, score, budget=20, form=".1%"):
    """So many runs of a panel, in one frame with those that have the highest score(frame).

    `.best` is the experiment of the best run; see `contests.Contest`.
    """
    from .questions.contests import Contest

    return Contest(panel, title, score, budget, form)
