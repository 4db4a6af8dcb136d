"""Panels: one function for each, which returns a widget that shows itself.

Every knob of the experiment behind it can be given: optimizer_race(surface="bowl", lr=0.1).
hide=["seed"] leaves out the control of a knob, fix=["lr"] shows one that cannot be moved,
title="..." puts words above. `projector()` makes all panels after it large.
"""

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


def restore(code):
    """The panel in the state that a code (see the Share drawer) describes, and whether it holds."""
    from dlcore import EXPERIMENTS

    from . import texts
    from .state_code import decode

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

    from .panel import Panel
    from .views import ScoresView

    made = Panel(EXPERIMENTS[name], ScoresView, **knobs)
    made.page.panel = name
    return made


def projector(on=True):
    """Large type in all panels made from now on, for a lecture hall; projector(False) ends it."""
    from . import theme

    theme.projector(on)


@makes_panel
def optimizer_race(**knobs):
    """Optimizers race down an error surface; click the picture to start somewhere else."""
    from dlcore.experiments import OptimizerRace

    from .panel import Panel
    from .views import RaceView

    return Panel(OptimizerRace, RaceView, **knobs)


@makes_panel
def digits_race(**knobs):
    """The same optimizers train a network on real handwritten digits."""
    from dlcore.experiments import DigitsRace

    from .panel import Panel
    from .views import TrainingView

    return Panel(DigitsRace, TrainingView, **knobs)


@makes_panel
def vanishing_gradients(**knobs):
    """A deep sigmoid network in training: gradients and movements of its layers."""
    preset = dict(data="mnist10k", examples=2000, depth=10, activation="sigmoid", lr=0.2, runs=3)
    shown = "depth width activation init skip norm optimizer lr batch epochs runs seed"
    return _training("NetworkView", preset | dict(init="xavier-logistic"), shown, knobs)


@makes_panel
def weight_penalties(**knobs):
    """L1 and L2 on a network in training: the histogram of its weights, and their images."""
    preset = dict(data="mnist10k", examples=2000, depth=1, width=100, epochs=15)
    shown = "l1 l2 shrink weight_decay lr optimizer label_noise examples epochs seed"
    return _training("WeightsView", preset, shown, knobs)


@makes_panel
def dropout(**knobs):
    """Dropout while a network trains on digits of which some have wrong labels."""
    preset = dict(examples=400, label_noise=0.2, depth=1, width=200, optimizer="adam", lr=0.002)
    shown = "dropout input_dropout noise label_noise examples depth width activation lr runs seed"
    return _training("NetworkView", preset | dict(epochs=60, runs=3), shown, knobs)


@makes_panel
def depth_curve(**knobs):
    """Networks of 1 to 10 layers and how much of their own training examples they get right."""
    from dlcore.experiments import Depth

    from .panel import Panel
    from .views import DepthView

    return Panel(Depth, DepthView, **knobs)


@makes_panel
def nudged_weight(**knobs):
    """Change one weight of the first layer and watch the change on its way to the loss."""
    from dlcore.experiments import Nudge

    from .panel import Panel
    from .views import NudgeView

    return Panel(Nudge, NudgeView, **knobs)


@makes_panel
def gradient_chain(**knobs):
    """The factors that a gradient is multiplied by on its way down, and their product."""
    from dlcore.experiments import Chain

    from .panel import Panel
    from .views import ChainView

    return Panel(Chain, ChainView, **knobs)


@makes_panel
def twenty_and_fifty_six_layers(**knobs):
    """Plain and residual networks of 20 and of 56 layers in training."""
    from dlcore.experiments import Degradation

    from .panel import Panel
    from .views import DegradationView

    return Panel(Degradation, DegradationView, **knobs)


@makes_panel
def pretraining(**knobs):
    """A deep sigmoid network that learns layer by layer first, and what that is worth."""
    from dlcore.experiments import Pretrained

    from .panel import Panel
    from .views import PretrainedView

    return Panel(Pretrained, PretrainedView, **knobs)


@makes_panel
def thinned_networks(**knobs):
    """Dropout as an ensemble: a thinned network, the mean of all 2^M, and the scaled network."""
    from dlcore.experiments import Thinned

    from .panel import Panel
    from .views import ThinnedView

    return Panel(Thinned, ThinnedView, **knobs)


def _training(view, preset, shown, knobs):
    """A panel for `Training` with only some of its many controls."""
    from dataclasses import fields

    from dlcore.experiments import Training

    from . import views
    from .panel import Panel

    hidden = [f.name for f in fields(Training) if f.metadata and f.name not in shown.split()]
    hide = [*hidden, *knobs.pop("hide", ())]
    return Panel(Training, getattr(views, view), hide=hide, **preset | knobs)


def predict(question, *, panel, answer, **about):
    """A question to commit to before the panel runs; its last frame is the judge.

    answer: frame -> what is right. kind="choice" needs choices; "number" within, and unit or
    factor=True; "order" names; "point" and "curve" x, y (title, low, high) and within. explain:
    {"right": text, "wrong": text, ...}, where {guess}, {truth}, {frame.t} ... are filled in.
    """
    from .predictions import Prediction

    return Prediction(question, panel=panel, answer=answer, **about)


def ask(question, choices, right, explain=None):
    """A question with choices that needs no run; explain: {choice: text}."""
    from .predictions import Question

    return Question(question, choices=choices, right=right, explain=explain)


def mission(panel, title, goal, **about):
    """A goal (experiment, frame) -> bool for a panel; see `missions.Mission`."""
    from .missions import Mission

    return Mission(panel, title, goal, **about)
