"""Knobs of the loss, and of the rule that brings it down: its rate, its batches, its time."""

from dataclasses import dataclass

from ..knobs import knob
from ..layers import Activation, Softmax
from ..optimizers import OPTIMIZERS
from ..registry import LOSSES, SCHEDULES
from ..training import updates_of
from .base import Experiment
from .judging import has_classes
from .rates import check_first_order

OUTPUTS = {"linear": (), "softmax": (Softmax(),), "sigmoid": (Activation("sigmoid"),)}
BUILT_IN = {"cross-entropy": "softmax", "kl": "softmax", "binary-cross-entropy": "sigmoid"}
OF_CLASSES = (*BUILT_IN, "hinge", "squared-hinge")


@dataclass(frozen=True, repr=False)
class LossKnobs(Experiment):
    """What is made small. Losses of classes have their softmax or sigmoid built in."""

    loss: str = knob("cross-entropy", choices=LOSSES, help="what is made small")
    output: str = knob("linear", choices=OUTPUTS, help="what stands behind the last layer")

    def __post_init__(self):
        super().__post_init__()
        inside = BUILT_IN.get(self.loss)
        if inside and self.output != "linear":
            raise ValueError(
                f"output must be 'linear', not {self.output!r}: loss {self.loss!r} has its "
                f"{inside} built in"
            )

    @property
    def idle(self):
        """The output, where only one will do."""
        built_in = {"output": "the loss has its own"} if self.loss in BUILT_IN else {}
        return super().idle | built_in

    @property
    def behind(self):
        """The layers behind the last dense one."""
        return OUTPUTS[self.output]

    def check_loss(self, data):
        """Raise ValueError where the loss needs classes and the `Data` has none."""
        if self.loss in OF_CLASSES and not has_classes(data.y):
            others = ", ".join(name for name in LOSSES if name not in OF_CLASSES)
            raise ValueError(
                f"loss {self.loss!r} needs data with classes to tell apart; {self.data!r} has "
                f"none; what fits: {others}"
            )


@dataclass(frozen=True, repr=False)
class RuleKnobs(Experiment):
    """The rule, with its usual memory, and its learning rate, which may follow a schedule.

    A schedule takes what it knows of span, factor, power and patience; "1cycle" and "linear" take
    the whole training for their span.
    """

    optimizer: str = knob("momentum", choices=OPTIMIZERS, help="the rule")
    lr: float = knob(0.02, 1e-4, 3, log=True, label="learning rate", help="size of the steps")
    schedule: str = knob("constant", choices=SCHEDULES, help="of the learning rate")
    span: float = knob(1.0, 0.1, 60, log=True, unit="epochs", help="pace of the schedule")
    factor: float = knob(0.5, 0.01, 1, log=True, most=1, help="by which the rate falls")
    power: float = knob(1.0, 0.1, 3, log=True, help="how fast a power schedule falls")
    patience: int = knob(2, 1, 20, least=1, help="spans without progress, then the rate falls")
    batch: int = knob(32, 1, 256, least=1, label="batch size", help="examples per update")
    epochs: int = knob(5, 1, 60, least=1, help="passes over the training examples")

    def __post_init__(self):
        super().__post_init__()
        check_first_order(self.optimizer)

    @property
    def rule(self):
        """The rule with its usual memory."""
        return OPTIMIZERS[self.optimizer]()

    def updates(self, data):
        """How many steps the training has."""
        return updates_of(len(data.x), self.batch, self.epochs)

    @property
    def asked(self):
        """Names of what the schedule wants to know."""
        return set(getattr(SCHEDULES[self.schedule], "__dataclass_fields__", ()))

    @property
    def whole(self):
        """Is the span of the schedule the whole training?"""
        return getattr(SCHEDULES[self.schedule], "whole", False)

    @property
    def idle(self):
        """What the schedule does not ask for."""
        known = self.asked - {"span"} if self.whole else self.asked
        names = {"lr", "span", "factor", "power", "patience"} - known
        return super().idle | dict.fromkeys(sorted(names), "the schedule does not ask for it")

    def rates(self, total):
        """The schedule of a training of so many updates."""
        span = total if self.whole else max(1, round(self.span * total / self.epochs))
        about = dict(lr=self.lr, span=span, factor=self.factor)
        about |= dict(power=self.power, patience=self.patience)
        known = {name: value for name, value in about.items() if name in self.asked}
        return SCHEDULES[self.schedule](**known)
