"""Views: one file for each kind of figure. A view knows frames, not experiments."""

from .adam_lines import AdamLinesView
from .bagged import BaggedView
from .critical import CriticalView, HessiansView
from .deep import DegradationView, PretrainedView
from .dropout import AveragesView, KnockoutView, MismatchView, RatesView, SickView
from .few_weights import OneWeightView, TwoWeightsView
from .gradients import ChainView, NudgeView
from .hill import HillView
from .masks import MasksView
from .momentum_map import MomentumMapView
from .network import DepthView, NetworkView
from .penalties import DecayView, SparsityView, StoppingView
from .plane import ThinnedView
from .race import RaceView
from .scores import ScoresView
from .training import TrainingView
from .tuning import TuningView
from .weights import ClassImagesView, PruningView, SmoothingView, WeightsView
