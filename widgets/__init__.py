"""Panels: one function for each, which returns a widget that shows itself.

Every knob of the experiment behind it can be given: optimizer_race(surface="bowl", lr=0.1).
hide=["seed"] leaves out the control of a knob, fix=["lr"] shows one that cannot be moved,
title="..." puts words above. `projector()` makes all panels after it large.
"""

from .lectures.depth import (
    depth_curve,
    gradient_chain,
    nudged_weight,
    pretraining,
    twenty_and_fifty_six_layers,
    vanishing_gradients,
)
from .lectures.ensembles import (
    average_or_scaled,
    bagging,
    dropout,
    dropout_masks,
    dropout_rates,
    forgotten_scaling,
    knocked_out_units,
    sick_network,
    thinned_networks,
)
from .lectures.optimizers import (
    adam_lines,
    critical_points,
    digits_race,
    fair_tuning,
    momentum_hill,
    momentum_map,
    optimizer_race,
    random_hessians,
)
from .lectures.penalties import (
    class_images,
    decay_or_penalty,
    diamond_and_circle,
    early_stopping_or_l2,
    one_weight,
    prune,
    smooth_boundary,
    sparsity_curve,
    weight_penalties,
)
from .making import PANELS


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
    from .views import ScoresView

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
