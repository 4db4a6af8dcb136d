"""Trainings computed as one: what differs between them becomes columns, one entry for each run."""

from dataclasses import dataclass, fields
from itertools import islice

import numpy as np

from ..constraints import clip_by_norm, clip_by_value, constrained
from ..optimizers import Rule, Together
from ..schedules import Schedule
from ..seeding import generator
from ..training import Objective, accuracy, batches, descend
from .judging import explained, has_classes
from .now import Now

RATES = ("noise", "input_dropout", "dropout", "hidden_noise")
CLIPS = {"clip": clip_by_norm, "clip_value": clip_by_value}
# knobs in which trainings of one stack may differ
COLUMNS = """
    lr schedule span factor power patience optimizer
    l1 l2 shrink weight_decay init std first_bias learn learning
""".split()


def layout(training):
    """What trainings must have in common to be one stack, (knob, value) of each.

    Of what disturbs or clips only whether it is there: a rate of 0 draws no random numbers.
    """
    values = ((f.name, getattr(training, f.name)) for f in fields(training))
    there = (*RATES, *CLIPS)
    return tuple((k, bool(v) if k in there else v) for k, v in values if k not in COLUMNS)


class Stack:
    """V trainings of one layout as one: theta (V * S, P), the S seeds of each, V times.

    Equal seeds have the same first weights, batches and noise, and every run has the numbers it
    would have alone. All share one `data`. Its steps are taken once.
    """

    def __init__(self, trainings, data=None):
        self.trainings = list(trainings)
        usual = self.trainings[0]
        self.data = usual.examples_of() if data is None else data
        self.total, self.classes = usual.updates(self.data), has_classes(self.data.y)
        self.score = accuracy if self.classes else explained
        seeds = [seed for training in self.trainings for seed in training.seeds]
        about = self.data.x, self.data.y, usual.batch, seeds, self.penalties
        self.f = Objective(self.network(), usual.loss, *about)
        self.start = np.concatenate([t.first(t.net(*self.sizes)) for t in self.trainings])

    def column(self, values):
        """One value for each training -> the value they share, or (V * S, 1)."""
        if all(value == values[0] for value in values):
            return values[0]
        return np.repeat(values, len(self.trainings[0].seeds))[:, None]

    def knob(self, name):
        """`column` of the values of a knob."""
        return self.column([getattr(training, name) for training in self.trainings])

    @property
    def net(self):
        """The network of all, as it is trained now."""
        return self.f.net

    def network(self):
        """It as the knobs want it; its theta has the same entries whatever disturbs it."""
        rates = {name: self.knob(name) for name in RATES}
        rates = {name: r[..., None] if np.ndim(r) else r for name, r in rates.items()}
        return self.trainings[0].net(*self.sizes, **rates)

    @property
    def sizes(self):
        """How many numbers go in and come out."""
        return self.data.x.shape[1], self.data.y.shape[1]

    @property
    def penalties(self):
        """{name: strength or strengths} of all that somebody has, added in the order of each."""
        own = [training.penalties for training in self.trainings]
        names = dict.fromkeys(name for p in sorted(own, key=len, reverse=True) for name in p)
        return {name: self.column([p.get(name, 0.0) for p in own]) for name in names}

    @property
    def clip(self):
        """What happens to gradients, or None."""
        on = [name for name in CLIPS if getattr(self.trainings[0], name)]
        return CLIPS[on[0]](self.knob(on[0])) if on else None

    @property
    def constrain(self):
        """What happens to theta after a step, or None: the limits, and layers that stay."""
        usual, net = self.trainings[0], self.net
        project = constrained(net, usual.allowed) if usual.allowed else None
        masks = [training.learns(net) for training in self.trainings]
        if all(mask is None for mask in masks):
            return project
        learns = [np.ones(net.size, bool) if mask is None else mask for mask in masks]
        learns = np.repeat(learns, len(usual.seeds), 0)

        def stay(theta):
            return np.where(learns, project(theta) if project else theta, self.start)

        return stay

    @property
    def rule(self):
        """The rule of all, or of each its own."""
        rules = tuple(training.rule for training in self.trainings)
        names = {training.optimizer for training in self.trainings}
        return rules[0] if len(names) == 1 else InTurn(Together(rules))

    def steps(self, now=None):
        """Steps with theta (V * S, P), before each update and after the last.

        now: a `Now` for each training, whose live knobs may turn.
        """
        rates = LiveRates(self, now or [Now(training) for training in self.trainings])
        pulls = dict(weight_decay=rates.weight_decay, shrink=rates.shrink)
        pulls |= dict(clip=self.clip, constrain=self.constrain)
        return islice(descend(self.f, self.start, self.rule, rates, **pulls), self.total + 1)

    def follow(self, trainings):
        """The same trainings with other live knobs: change the objective under way."""
        before, self.trainings = self.trainings[0].batch, trainings
        self.f.net, self.f.penalties = self.network(), self.penalties
        if trainings[0].batch != before:
            seeds = [seed for training in trainings for seed in training.seeds]
            rows = batches(len(self.f.x), trainings[0].batch, generator(seeds, stream=21))
            self.f.rows = rows

    def apart(self, stack):
        """(V * S, ...) -> (V, S, ...)."""
        return stack.reshape(len(self.trainings), -1, *stack.shape[1:])


class LiveRates(Schedule):
    """The learning rates of a stack: each training follows its own schedule and its live knobs.

    weight_decay and shrink, 1 or (V * S, 1), are filled with what is in force.
    """

    def __init__(self, stack, now):
        self.stack, self.now = stack, now
        runs = len(stack.start) if len(now) > 1 else 1
        self.weight_decay, self.shrink = np.zeros((2, runs, 1), stack.start.dtype)
        self.turn()

    def turn(self):
        """Take over what the trainings of the stack say."""
        self.schedules = [training.rates(self.stack.total) for training in self.stack.trainings]
        self.weight_decay[:] = self.stack.knob("weight_decay")
        self.shrink[:] = self.stack.knob("shrink")

    def init(self):
        """The memory of each schedule."""
        return [schedule.init() for schedule in self.schedules]

    def update(self, memory, t, value):
        """Losses (V * S,) -> the rate of all runs, or (V * S, 1)."""
        current = [now.at(t) for now in self.now]
        if current != self.stack.trainings:
            self.stack.follow(current)
            self.turn()
        each = zip(self.schedules, memory, self.stack.apart(value), strict=True)
        pairs = [schedule.update(own, t, losses) for schedule, own, losses in each]
        memory, rates = [own for own, _ in pairs], [rate for _, rate in pairs]
        if len(rates) == 1:
            return memory, rates[0]
        shape = len(value) // len(rates), 1
        return memory, np.concatenate([np.broadcast_to(rate, shape) for rate in rates])


@dataclass(frozen=True)
class InTurn(Rule):
    """`Together` for runs in one row: theta (R * S, P), S runs for each of R rules."""

    together: Together

    def apart(self, rows):
        """(R * S, P) -> (R, S, P)."""
        return rows.reshape(len(self.together.rules), -1, rows.shape[-1])

    def init(self, theta):
        """One state for each rule."""
        return self.together.init(self.apart(theta))

    def update(self, states, grad):
        """Each rule updates its own runs."""
        states, directions = self.together.update(states, self.apart(grad))
        return states, directions.reshape(grad.shape)
