"""The plane cut into the linear pieces of a ReLU network, and the network of one input."""

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...network import mlp
from ...registry import EXPERIMENTS
from ...seeding import generator
from ...statistics import active_units, regions, thin_linear
from ..base import Experiment, Frame, Measure
from ..phrases import told
from ..plane import points

REACH, SIDE = 3.0, 128  # of the picture; points along each of its sides
AROUND = 24  # places on the circle of small moves
BIAS = 0.6  # standard deviation of the biases: cuts that do not all go through the middle
FOLDS = 4  # units a layer of a folded sheet: two for each direction


@dataclass(frozen=True)
class ThinFrame(Frame):
    """A network 2-width-...-width-1 over the plane, and what is left of it at one input.

    t: the last column of units that the input has reached. side (n,); active (n, n): how many units
    are active there; here (n, n): the piece of the input; count: pieces in the picture; x (2,);
    units, weights, biases: outputs of each column of the network, the matrices between, and what is
    added to each column, nan to the inputs; silent: (n,) of bool for each column; slopes (2,),
    shift: the product of what is left; output: of the whole network; around (m, 2), stays (m,):
    places at the same distance, and whether they lie in the same piece.
    """

    side: np.ndarray
    active: np.ndarray
    here: np.ndarray
    count: int
    x: np.ndarray
    units: tuple
    weights: tuple
    biases: tuple
    silent: tuple
    slopes: np.ndarray
    shift: float
    output: float
    around: np.ndarray
    stays: np.ndarray

    measures: ClassVar[dict] = {
        "linear pieces": Measure(".0f"),
        "silent units": Measure(".0%"),
        "moves that stay": Measure(".0%"),
    }

    @property
    def scores(self):
        """What is counted."""
        found = self.count, self.silent_share, float(self.stays.mean())
        return {name: {"": value} for name, value in zip(self.measures, found, strict=True)}

    @property
    def hidden(self):
        """How many hidden units there are."""
        return sum(map(len, self.silent[1:-1]))

    @property
    def silent_share(self):
        """Of the hidden units."""
        return sum(int(own.sum()) for own in self.silent) / self.hidden

    @property
    def most(self):
        """Pieces that one layer of so many units can cut the plane into: 1 + n + n (n - 1) / 2."""
        return 1 + self.hidden + self.hidden * (self.hidden - 1) // 2

    @property
    def product(self):
        """What the thin linear network gives."""
        return float(self.x @ self.slopes + self.shift)

    @property
    def headline(self):
        """Pieces, silent units."""
        silent = sum(int(own.sum()) for own in self.silent)
        pieces = f"The picture has {self.count} linear piece{'s' if self.count > 1 else ''}."
        return told(pieces, f"{silent} of {self.hidden} units are silent here.")

    @property
    def summary(self):
        """The product and the network."""
        return (
            f"At ({self.x[0]:.2f}, {self.x[1]:.2f}) {self.silent_share:.0%} of {self.hidden} units "
            f"are silent; the network gives {self.output:.6f}, the product of the rest "
            f"{self.product:.6f}; {self.stays.mean():.0%} of the moves stay in the piece; "
            f"{self.count} pieces in the picture."
        )


@EXPERIMENTS.add("thin-networks")
@dataclass(frozen=True, repr=False)
class ThinNetworks(Experiment):
    """A ReLU network of the plane, drawn at random or folded like paper; nothing is trained."""

    depth: int = knob(1, 1, 6, least=1, most=20, label="hidden layers", help="depth")
    width: int = knob(8, 2, 30, least=1, most=100, label="units a layer", help="width")
    x1: float = knob(0.9, -REACH, REACH, help="drag the ring")
    x2: float = knob(0.4, -REACH, REACH, help="drag the ring")
    move: float = knob(0.3, 0.01, 3, log=True, least=1e-6, label="size of a move", help="distance")
    weights: str = knob("random", choices=("random", "folded"), help="drawn, or each layer a fold")
    seed: int = knob(0, 0, 99, least=0, help="of random weights")

    instant: ClassVar[bool] = True
    front: ClassVar[tuple] = ("depth", "width", "move")
    pace: ClassVar[float] = 2

    @property
    def idle(self):
        """What folds leave no choice."""
        return dict.fromkeys(("width", "seed"), "a fold needs four units") if self.folded else {}

    @property
    def folded(self):
        """Whether the weights are those of folds."""
        return self.weights == "folded"

    def network(self):
        """net, theta (P,) in double precision."""
        if self.folded:
            return folding(self.depth)
        net = mlp(2, *[self.width] * self.depth, 1)
        theta, rng = net.init(self.seed, np.float64), generator(self.seed, stream=40)
        for p in net.views(theta):
            if "b" in p:
                p["b"][...] = BIAS * rng.standard_normal(p["b"].shape)
        return net, theta

    def frames(self):
        """The input goes through, layer after layer; the last frame shows all."""
        about = () if self.folded else (self.width, self.seed)
        net, theta, side, numbers, active = cut(type(self), self.depth, self.weights, about)
        x = np.array([[self.x1, self.x2]])
        outputs = net.forward(theta, x)[0]
        turn = 2 * np.pi * np.arange(AROUND) / AROUND
        around = x + self.move * np.stack([np.cos(turn), np.sin(turn)], -1)
        mine = active_units(net, theta, x)
        W, b = thin_linear(net, theta, x)
        here = (active == mine).all(-1).reshape(numbers.shape)
        about = (
            side,
            active.sum(-1).reshape(numbers.shape),
            here,
            int(numbers.max()) + 1,
            x[0],
            (x[0], *(y[0] for y in outputs[1::2]), outputs[-1][0]),
            tuple(net.weights(theta)),
            (np.full(2, np.nan), *(p["b"][0] for p in net.views(theta) if "b" in p)),
            (np.zeros(2, bool), *(z[0] <= 0 for z in outputs[:-1:2]), np.zeros(1, bool)),
            W[0, :, 0],
            float(b[0, 0, 0]),
            float(outputs[-1][0, 0]),
            around,
            (active_units(net, theta, around) == mine).all(-1),
        )
        for t in range(self.depth + 2):
            yield ThinFrame(t, *about)


@lru_cache(maxsize=8)
def cut(kind, depth, weights, about):
    """The network, the sides of the picture, the piece of each point (n, n), its active units."""
    knobs = dict(zip(("width", "seed"), about, strict=False))
    net, theta = kind(depth=depth, weights=weights, **knobs).network()
    side = REACH * ((2 * np.arange(SIDE) + 1) / SIDE - 1)  # never on the edge of a fold
    plane = points(side)
    numbers = regions(net, theta, plane).reshape(SIDE, SIDE)
    return net, theta, side, numbers, active_units(net, theta, plane)


def folding(depth):
    """net, theta of a network whose every layer folds the square onto a quarter of itself.

    The tent 2 u, then 2 - 2 u, is relu(2 u) - relu(4 u - 2); two units for each direction.
    """
    net = mlp(2, *[FOLDS] * depth, 1)
    theta = np.zeros(net.size)
    first, *others, last = [p for p in net.views(theta) if "W" in p]
    rise = np.array([[2.0, 4.0, 0, 0], [0, 0, 2, 4]])
    first["W"][...] = rise / (2 * REACH)
    first["b"][...] = rise.sum(0) / 2 + [0, -2, 0, -2]
    tent = np.array([[1.0, 0], [-1, 0], [0, 1], [0, -1]])
    for p in others:
        p["W"][...], p["b"][...] = tent @ rise, [0, -2, 0, -2]
    last["W"][...] = tent.sum(-1, keepdims=True)
    return net, theta
