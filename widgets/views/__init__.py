"""Views: one file for each kind of figure. A view knows frames, not experiments."""

from .network import DepthView, NetworkView, WeightsView
from .race import RaceView
from .training import TrainingView
