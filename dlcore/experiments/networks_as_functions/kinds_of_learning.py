"""Four kinds of learning side by side, each with what it is told and with its own goal."""

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

import numpy as np

from ...activations import softmax
from ...data import one_hot
from ...knobs import knob
from ...network import mlp
from ...optimizers import OPTIMIZERS
from ...registry import DATASETS, EXPERIMENTS
from ...seeding import generator
from ...training import Objective, accuracy, descend
from ..base import Experiment, Frame
from ..pace import every
from ..phrases import percent

MOMENTS, ROUNDS, POOL, TEST = 30, 5, 500, 500
UPDATES = 60  # of each training in self-training
ARMS, PULLS = np.array([0.2, 0.4, 0.5, 0.6, 0.8]), 300  # chances of a reward of 1


@dataclass(frozen=True)
class KindsOfLearningFrame(Frame):
    """K seeds of each kind, after t of `total` moments; r rounds of self-training.

    supervised (K, t + 1): test digits right; unsupervised (K, t + 1): share of the pixels' variance
    that 16 units hand on; taught (K, r + 1): test digits right with few labels, then after each
    round; rewards (K, t + 1): mean reward so far.
    """

    total: int
    supervised: np.ndarray
    unsupervised: np.ndarray
    taught: np.ndarray
    rewards: np.ndarray

    best: ClassVar[float] = float(ARMS.max())
    rounds: ClassVar[int] = ROUNDS
    pulls: ClassVar[int] = PULLS

    @property
    def gains(self):
        """Points that self-training has won or lost so far, (K,)."""
        return 100 * (self.taught[:, -1] - self.taught[:, 0])

    @property
    def headline(self):
        """Self-training is what nobody believes."""
        if not self.t:
            return "Four kinds of learning, before they begin."
        few, now = (percent(self.taught[:, i].mean()) for i in (0, -1))
        helped = int((self.gains > 0).sum())
        many = f"{helped} of {len(self.gains)} gain"
        return f"Self-training: {few} right before, {now} after; {many}."

    @property
    def summary(self):
        """All four."""
        parts = self.supervised[:, -1], self.unsupervised[:, -1], self.taught[:, -1]
        right, kept, taught = (percent(part.mean()) for part in parts)
        reward = self.rewards[:, -1].mean()
        return (
            f"Moment {self.t} of {self.total}: supervised {right} right; unsupervised {kept} of "
            f"the variance kept; self-training {taught} right; mean reward {reward:.2f}."
        )

    @property
    def table(self):
        """A row for each seed."""
        rows = zip(self.taught[:, 0], self.taught[:, -1], self.gains, strict=True)
        head = "few labels alone", "after self-training", "gain in points"
        return head, [(f"{a:.1%}", f"{b:.1%}", f"{gain:+.1f}") for a, b, gain in rows]


@EXPERIMENTS.add("kinds-of-learning")
@dataclass(frozen=True, repr=False)
class KindsOfLearning(Experiment):
    """A classifier; an autoencoder; a classifier that labels for itself; a bandit of five arms."""

    labels: int = knob(2, 1, 20, least=1, most=40, label="labels a class", help="of self-training")
    trust: float = knob(1.0, 0.1, 1, least=0.01, most=1, help="share of own labels believed")
    epsilon: float = knob(0.1, 0, 1, least=0, most=1, label="curiosity", help="pulls at random")
    runs: int = knob(6, 1, 10, least=1, most=20, label="seeds", help="how many of each")
    seed: int = knob(0, 0, 99, least=0, help="the first of them")

    front: ClassVar[tuple] = ("labels", "trust", "epsilon")

    def work(self):
        """MOMENTS + 1 frames; None after each piece of work."""
        kinds = [self.supervised(), self.unsupervised(), self.taught(), self.rewards()]
        curves = [[] for _ in kinds]
        for t in range(MOMENTS + 1):
            for curve, kind in zip(curves, kinds, strict=True):
                while (point := next(kind, ())) is None:
                    yield None
                curve += [point] if len(point) else []
            arrays = (np.array(curve).T for curve in curves)
            yield KindsOfLearningFrame(t, MOMENTS, *arrays)

    def supervised(self):
        """Every digit has its label; points (K,) of test digits right."""
        data = DATASETS["digits"]()
        net = mlp(64, 32, 10)
        f = Objective(net, "cross-entropy", data.x[:POOL], data.y[:POOL], 50, self.seeds)
        score = partial(accuracy, net, x=data.x_test[:TEST], y=data.y_test[:TEST])
        return watched(f, net.init(self.seeds), score, 0.003, 5)

    def unsupervised(self):
        """No labels: 64 pixels through 16 units, and back; points (K,) of variance explained."""
        data = DATASETS["digits"]()
        x, test = data.x[:POOL], data.x_test[:TEST]
        net = mlp(64, 16, 64, activation="linear")
        f = Objective(net, "mse", x, x, 50, self.seeds)
        spread = ((test - test.mean(0)) ** 2).sum()

        def kept(theta):
            return 1 - ((net.predict(theta, test) - test) ** 2).sum((-2, -1)) / spread

        return watched(f, net.init(self.seeds), kept, 0.01, 15)

    def taught(self):
        """A few labels and many digits; a point (K,) for each round, () in between."""
        data, net = DATASETS["digits"](), mlp(64, 32, 10)
        states = [self.first_labels(data, seed) for seed in self.seeds]
        for round in range(ROUNDS + 1):
            right = []
            for seed, (places, labels) in zip(self.seeds, states, strict=True):
                theta = fitted(net, data.x[places], one_hot(labels, 10), seed)
                right.append(accuracy(net, theta, data.x_test[:TEST], data.y_test[:TEST]))
                states[seed - self.seed] = self.more_labels(net, theta, data, places, labels, round)
                yield None
            yield np.array(right)
            for _ in range(MOMENTS // ROUNDS - 1):
                yield ()

    def first_labels(self, data, seed):
        """So many digits of each class: places and true labels."""
        truth = data.y[:POOL].argmax(-1)
        order = generator(seed, stream=64).permutation(POOL)
        places = np.concatenate([order[truth[order] == k][: self.labels] for k in range(10)])
        return places, truth[places]

    def more_labels(self, net, theta, data, places, labels, round):
        """The true ones, and what the network says of others where it is most sure."""
        given = slice(10 * self.labels)
        p = softmax(net.predict(theta, data.x[:POOL]))
        sure = p.max(-1)
        sure[places[given]] = 0
        many = int(self.trust * (round + 1) / ROUNDS * (POOL - 10 * self.labels))
        chosen = np.argsort(-sure)[:many]
        return np.append(places[given], chosen), np.append(labels[given], p[chosen].argmax(-1))

    def rewards(self):
        """Only how good it was is said, not what is right; points (K,): mean reward so far."""
        rng, K = generator(self.seeds, stream=65), self.runs
        count, total, won = np.zeros((K, len(ARMS))), np.zeros((K, len(ARMS))), np.zeros(K)
        rows, looks = np.arange(K), every(PULLS // MOMENTS, PULLS)
        yield np.zeros(K)
        for t in range(1, PULLS + 1):
            guess, noise, luck = rng.random((K, 2)), rng.random((K, len(ARMS))), rng.random((K, 1))
            value = np.where(count > 0, total / np.maximum(count, 1), 1.0) + 1e-6 * noise
            arm = np.where(guess[:, 0] < self.epsilon, noise.argmax(-1), value.argmax(-1))
            reward = luck[:, 0] < ARMS[arm]
            count[rows, arm] += 1
            total[rows, arm] += reward
            won += reward
            if t in looks:
                yield won / t


def watched(f, theta, score, lr, each):
    """Train, and give a score (K,) before and after `each` updates; None after each update."""
    for step in descend(f, theta, OPTIMIZERS["adam"](), lr, replay=True):
        yield None
        if step.t % each == 0:
            yield score(step.theta)


def fitted(net, x, y, seed):
    """theta (P,) after UPDATES updates with all examples."""
    f = Objective(net, "cross-entropy", x, y)
    for step in descend(f, net.init(seed), OPTIMIZERS["adam"](), 0.02, replay=True):
        if step.t == UPDATES:
            return step.theta
