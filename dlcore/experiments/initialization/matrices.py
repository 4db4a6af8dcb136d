"""Vectors, and all directions at once, through many linear layers of one kind."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS, INITIALIZERS
from ...seeding import generator
from ..base import Experiment, Frame, Measure

KINDS = ("orthogonal", "normal", "sparse")
K = 15  # weights of each unit that are not 0 in a sparse matrix
VECTORS = 10
KEPT = 0.01  # of the length: a direction that has less is lost


@dataclass(frozen=True)
class MatricesFrame(Frame):
    """After t matrices of each of N kinds, called `names`.

    lengths (N, VECTORS, t + 1): of vectors that began with length 1. gains (N, n): by how much the
    product of the t matrices stretches each of n perpendicular directions, its singular values,
    from the largest to the smallest.
    """

    names: tuple
    total: int
    lengths: np.ndarray
    gains: np.ndarray

    measures: ClassVar[dict] = {
        "directions kept": Measure(".0%"),
        "shortest vector": Measure(".2g"),
        "longest vector": Measure(".2g"),
    }
    who: ClassVar[str] = "matrices"
    kinds: ClassVar[tuple] = KINDS  # all there are

    @property
    def lasting(self):
        """Share of directions that keep a hundredth of their length or more, (N,)."""
        return (self.gains >= KEPT).mean(-1)

    @property
    def scores(self):
        """After these matrices."""
        now = self.lengths[..., -1]
        return self.by_name(self.lasting, now.min(-1), now.max(-1))

    @property
    def headline(self):
        """How many directions are left."""
        said = ", ".join(f"{n} {k:.0%}" for n, k in zip(self.names, self.lasting, strict=True))
        return f"After {self.t} matrices, directions that are kept: {said}."

    @property
    def summary(self):
        """The same, and how long vectors are."""
        parts = zip(self.names, self.lasting, self.lengths[..., -1], strict=True)
        said = (
            f"{name}: {kept:.0%} of directions kept, vectors {v.min():.2g} to {v.max():.2g} long"
            for name, kept, v in parts
        )
        return f"After {self.t} of {self.total} matrices; {'; '.join(said)}."


@EXPERIMENTS.add("matrices")
@dataclass(frozen=True, repr=False)
class Matrices(Experiment):
    """x W_1 W_2 ... W_depth, each W (width, width) new, and of variance 1 / width.

    orthogonal; normal, as Xavier's are; sparse: 15 numbers in each column are not 0, and all are
    divided by the square root of 15.
    """

    kinds: tuple = knob(KINDS[:2], choices=KINDS, many=True, help="of matrices")
    depth: int = knob(50, 1, 100, least=1, most=200, label="matrices", help="one after the other")
    width: int = knob(100, 20, 200, least=2, most=400, label="directions", help="width of a layer")
    seed: int = knob(0, 0, 99, least=0, help="matrices and vectors")

    front: ClassVar[tuple] = ("depth", "width", "seed")
    pace: ClassVar[float] = 10

    def drawn(self, kind):
        """(depth, width, width): the matrices."""
        rng, shape = generator(self.seed), (self.depth, self.width, self.width)
        if kind == "sparse":
            return INITIALIZERS["sparse"](rng, shape, K) / np.sqrt(min(K, self.width))
        name = "orthogonal" if kind == "orthogonal" else "xavier-normal"
        return np.stack([INITIALIZERS[name](rng, shape[1:]) for _ in range(self.depth)])

    def work(self):
        """A frame before the first matrix and one after each."""
        x = generator(self.seed, stream=20).standard_normal((VECTORS, self.width))
        x /= np.linalg.norm(x, axis=-1, keepdims=True)
        stacks = np.stack([self.drawn(kind) for kind in self.kinds])
        product = np.stack([np.eye(self.width)] * len(self.kinds))
        lengths = np.ones((len(self.kinds), VECTORS, self.depth + 1))
        for t in range(self.depth + 1):
            if t:
                product = product @ stacks[:, t - 1]
                lengths[..., t] = np.linalg.norm(x @ product, axis=-1)
            yield
            gains = np.linalg.svd(product, compute_uv=False)
            yield MatricesFrame(t, self.kinds, self.depth, lengths[..., : t + 1].copy(), gains)
