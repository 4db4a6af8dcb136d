"""Panels: one function for each, which returns a widget that shows itself.

Every knob of the experiment behind it can be given: optimizer_race(surface="bowl", lr=0.1).
hide=["seed"] leaves out the control of a knob, fix=["lr"] shows one that cannot be moved,
title="..." puts words above. `projector()` makes all panels after it large.
"""

from .lectures import PANELS

__all__ = ["ask", "experiment", "mission", "predict", "projector", "restore", *PANELS]


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

    from .panel.panel import Panel
    from .views.scores import ScoresView

    made = Panel(EXPERIMENTS[name], ScoresView, **knobs)
    made.page.panel = name
    return made


def projector(on=True):
    """Large type in all panels made from now on, for a lecture hall; projector(False) ends it."""
    from .figure import theme

    theme.projector(on)


def predict(question, *, panel, answer, **about):
    """A question to commit to before the panel runs; its last frame is the judge.

    answer: frame -> what is right. kind="choice" needs choices; "number" within, and unit or
    factor=True; "order" names; "point" and "curve" x, y (title, low, high) and within. explain:
    {"right": text, "wrong": text, ...}, where {guess}, {truth}, {frame.t} ... are filled in.
    """
    from .questions.predictions import Prediction

    return Prediction(question, panel=panel, answer=answer, **about)


def ask(question, choices, right, explain=None):
    """A question with choices that needs no run; explain: {choice: text}."""
    from .questions.predictions import Question

    return Question(question, choices=choices, right=right, explain=explain)


def mission(panel, title, goal, **about):
    """A goal (experiment, frame) -> bool for a panel; see `missions.Mission`."""
    from .questions.missions import Mission

    return Mission(panel, title, goal, **about)
