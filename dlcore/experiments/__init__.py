"""Experiments: the claims of the lectures as seeded programs that yield frames."""

from .base import Experiment, Frame, Measure, Now
from .depth import Depth, DepthFrame
from .digits_race import DigitsRace
from .optimizer_race import OptimizerRace
from .sweep import SweepFrame, sweep, swept, values_of
from .thinned import Thinned, ThinnedFrame
from .train import Training
from .train_frame import NetFrame
