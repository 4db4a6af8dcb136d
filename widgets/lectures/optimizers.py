"""Panels of the lecture on optimizers."""

from ..making import makes_panel, panel_of


@makes_panel
def optimizer_race(**knobs):
    """Optimizers race down an error surface; click the picture to start somewhere else."""
    return panel_of("OptimizerRace", "RaceView", knobs)


@makes_panel
def digits_race(**knobs):
    """The same optimizers train a network on real handwritten digits."""
    return panel_of("DigitsRace", "TrainingView", knobs)


@makes_panel
def momentum_hill(**knobs):
    """A ball on a landscape with plateau and bump, and the arrows that its step is made of."""
    return panel_of("Hill", "HillView", knobs)


@makes_panel
def momentum_map(**knobs):
    """How fast a quadratic is solved, for every learning rate and momentum; click on the map."""
    return panel_of("MomentumMap", "MomentumMapView", knobs)


@makes_panel
def adam_lines(**knobs):
    """Adam's lines with numbers, step by step, for gradients of one's choice."""
    return panel_of("AdamLines", "AdamLinesView", knobs)


@makes_panel
def critical_points(**knobs):
    """Saddle, plateau, local minimum, minimum: curvatures there, and how long the rules stay."""
    return panel_of("CriticalPoints", "CriticalView", knobs)


@makes_panel
def random_hessians(**knobs):
    """How rare minima are among random points without slope."""
    return panel_of("RandomHessians", "HessiansView", knobs)


@makes_panel
def fair_tuning(**knobs):
    """Every rule tries as many learning rates, each from many starts: who works, how soon."""
    return panel_of("FairTuning", "TuningView", knobs)
