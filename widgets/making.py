"""How a panel is made: the experiment and the view are imported only when it is asked for."""

from dataclasses import fields
from functools import wraps

PANELS = {}  # name -> function


def makes_panel(make):
    """Decorator of functions that make a panel: state codes call it by the function's name."""

    @wraps(make)
    def named(**knobs):
        made = make(**knobs)
        made.page.panel = make.__name__
        return made

    PANELS[make.__name__] = named
    return named


def panel_of(kind, view, knobs):
    """A panel for `dlcore.experiments.<kind>`, drawn by `widgets.views.<view>`."""
    from dlcore import experiments

    from . import views
    from .panel import Panel

    return Panel(getattr(experiments, kind), getattr(views, view), **knobs)


def training_panel(view, preset, shown, knobs, kind="Training"):
    """A panel for a `Training` with only some of its many controls; shown: their names."""
    from dlcore.experiments import Training

    hidden = [f.name for f in fields(Training) if f.metadata and f.name not in shown.split()]
    hide = [*hidden, *knobs.pop("hide", ())]
    return panel_of(kind, view, dict(hide=hide) | preset | knobs)
