"""Experiments: the claims of the lectures as seeded programs that yield frames."""

from .adam_lines import GRADIENTS, AdamLines, LinesFrame
from .averages import Averages, AveragesFrame
from .bagged import Bagged, BaggedFrame
from .base import Experiment, Frame, Measure, Now
from .chain import Chain, ChainFrame
from .class_images import ClassImages, ClassImagesFrame
from .critical_points import CriticalPoints, EscapeFrame
from .decay import Decay, DecayFrame
from .degradation import Degradation, DegradationFrame
from .depth import Depth, DepthFrame
from .digits_race import DigitsRace
from .dropout_rates import DropoutRates, RatesFrame
from .fair_tuning import FairTuning, TuningFrame
from .hill import Hill, HillFrame
from .knockout import Knockout, KnockoutFrame
from .landscapes import LANDSCAPES
from .masks import Masks, MasksFrame
from .mismatch import Mismatch, MismatchFrame
from .momentum_map import MapFrame, MomentumMap
from .nudge import Nudge, NudgeFrame
from .one_weight import OneWeight, OneWeightFrame
from .optimizer_race import OptimizerRace
from .penalized import Penalized, PenalizedFrame
from .pretrained import Pretrained, PretrainedFrame
from .pruning import Pruning, PruningFrame
from .random_hessians import HessiansFrame, RandomHessians
from .smoothing import Smoothing, SmoothingFrame
from .sparsity import Sparsity, SparsityFrame
from .stopping import Stopping, StoppingFrame
from .sweep import SweepFrame, sweep, swept, values_of
from .thinned import Thinned, ThinnedFrame
from .train import Training
from .train_frame import NetFrame
from .two_weights import TwoWeights, TwoWeightsFrame
