"""Panels: one function for each, which returns a widget that shows itself.

Every knob of the experiment behind it can be given: optimizer_race(surface="bowl", lr=0.1).
hide=["seed"] leaves out the control of a knob.
"""


def optimizer_race(**knobs):
    """Optimizers race down an error surface; click the picture to start somewhere else."""
    from dlcore.experiments import OptimizerRace

    from .panel import Panel
    from .views import RaceView

    return Panel(OptimizerRace, RaceView, **knobs)


def digits_race(**knobs):
    """The same optimizers train a network on real handwritten digits."""
    from dlcore.experiments import DigitsRace

    from .panel import Panel
    from .views import TrainingView

    return Panel(DigitsRace, TrainingView, **knobs)
