"""Experiments: the claims of the lectures as seeded programs that yield frames."""

from .base import Experiment, Frame, Measure, Now
from .dropout_ensemble.averages import Averages, AveragesFrame
from .dropout_ensemble.bagged import Bagged, BaggedFrame
from .dropout_ensemble.dropout_masks import Masks, MasksFrame
from .dropout_ensemble.dropout_rates import DropoutRates, RatesFrame
from .dropout_ensemble.knockout import Knockout, KnockoutFrame
from .dropout_ensemble.mismatch import Mismatch, MismatchFrame
from .dropout_ensemble.thinned import Thinned, ThinnedFrame
from .l1_vs_l2_sparsity.class_images import ClassImages, ClassImagesFrame
from .l1_vs_l2_sparsity.decay import Decay, DecayFrame
from .l1_vs_l2_sparsity.one_weight import OneWeight, OneWeightFrame
from .l1_vs_l2_sparsity.penalized import Penalized, PenalizedFrame
from .l1_vs_l2_sparsity.pruning import Pruning, PruningFrame
from .l1_vs_l2_sparsity.smoothing import Smoothing, SmoothingFrame
from .l1_vs_l2_sparsity.sparsity import Sparsity, SparsityFrame
from .l1_vs_l2_sparsity.stopping import Stopping, StoppingFrame
from .l1_vs_l2_sparsity.two_weights import TwoWeights, TwoWeightsFrame
from .optimizer_race.adam_lines import GRADIENTS, AdamLines, LinesFrame
from .optimizer_race.critical_points import CriticalPoints, EscapeFrame
from .optimizer_race.digits_race import DigitsRace
from .optimizer_race.fair_tuning import FairTuning, TuningFrame
from .optimizer_race.hill import Hill, HillFrame
from .optimizer_race.landscapes import LANDSCAPES
from .optimizer_race.momentum_map import MapFrame, MomentumMap
from .optimizer_race.optimizer_race import OptimizerRace
from .optimizer_race.random_hessians import HessiansFrame, RandomHessians
from .sweep import SweepFrame, sweep, swept, values_of
from .training import Training
from .training_frame import NetFrame
from .vanishing_gradients.chain import Chain, ChainFrame
from .vanishing_gradients.degradation import Degradation, DegradationFrame
from .vanishing_gradients.depth import Depth, DepthFrame
from .vanishing_gradients.nudge import Nudge, NudgeFrame
from .vanishing_gradients.pretrained import Pretrained, PretrainedFrame
