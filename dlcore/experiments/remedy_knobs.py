"""Knobs of what keeps weights and gradients small, and of what disturbs training."""

from dataclasses import dataclass
from functools import partial
from inspect import signature

from ..knobs import AndMore, knob
from ..registry import CONSTRAINTS
from .base import Experiment

LIMITS = AndMore(CONSTRAINTS, before=("none",))


@dataclass(frozen=True, repr=False)
class RemedyKnobs(Experiment):
    """Against overfitting, and against gradients that explode. 0 or "none": without.

    The penalties L1 and L2 pass through the rule; shrink and weight decay act after it.
    """

    l1: float = knob(0.0, 0, 0.01, least=0, label="L1", help="strength of |w|")
    l2: float = knob(0.0, 0, 0.1, least=0, label="L2", help="strength of w^2 / 2")
    shrink: float = knob(0.0, 0, 0.01, least=0, label="L1, exact zeros", help="after the rule")
    weight_decay: float = knob(0.0, 0, 0.5, least=0, help="decoupled from the rule")
    constraint: str = knob("none", choices=LIMITS, help="on the weights that come into a unit")
    limit: float = knob(2.0, 0.1, 5, log=True, label="longest", help="where a constraint has one")
    dropout: float = knob(0.0, 0, 0.95, least=0, most=0.99, help="share of hidden units left out")
    input_dropout: float = knob(0.0, 0, 0.9, least=0, most=0.99, help="share of inputs left out")
    clip: float = knob(0.0, 0, 10, least=0, label="clip gradient", help="longest gradient; 0: any")
    clip_value: float = knob(0.0, 0, 1, least=0, label="clip entries", help="largest; 0: any")

    def __post_init__(self):
        super().__post_init__()
        if self.clip and self.clip_value:
            raise ValueError(
                f"clip and clip_value must not both be on: one of {self.clip} and "
                f"{self.clip_value} must be 0"
            )

    @property
    def allowed(self):
        """The constraint, W -> W allowed, or None."""
        allowed = CONSTRAINTS.get(self.constraint)
        return partial(allowed, limit=self.limit) if self.has_limit else allowed

    @property
    def has_limit(self):
        """Whether there is a constraint that asks for a limit."""
        constraint = CONSTRAINTS.get(self.constraint)
        return bool(constraint) and "limit" in signature(constraint).parameters

    @property
    def idle(self):
        """The limit, where nothing asks for it."""
        limit = {} if self.has_limit else {"limit": "no constraint has a limit"}
        return super().idle | limit

    @property
    def penalties(self):
        """Those that are not 0."""
        return {name: getattr(self, name) for name in ("l1", "l2") if getattr(self, name)}


@dataclass(frozen=True, repr=False)
class NoiseKnobs(Experiment):
    """Random numbers added in training: to inputs, and to what comes out of hidden layers."""

    noise: float = knob(0.0, 0, 1, least=0, label="input noise", help="standard deviation")
    hidden_noise: float = knob(0.0, 0, 1, least=0, help="standard deviation behind each layer")
