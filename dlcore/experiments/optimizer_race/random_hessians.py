"""How often a random point without slope is a minimum: random symmetric matrices against p^N."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...knobs import knob
from ...registry import EXPERIMENTS
from ...seeding import generator
from ..base import Experiment, Frame, Measure
from ..phrases import one_in, told

CHUNK = 2000  # matrices of each size between two frames


@dataclass(frozen=True)
class HessiansFrame(Frame):
    """t matrices of each size have been drawn, up to `total`.

    sizes (n,); found (n,): how many of them have positive eigenvalues only.
    """

    total: int
    sizes: np.ndarray
    found: np.ndarray

    measures: ClassVar[dict] = {"share positive definite": Measure(".3g", log=True)}

    @property
    def share(self):
        """Share of matrices of each size that belong to a minimum, (n,); nan before the first."""
        return self.found / self.t if self.t else np.full(len(self.found), np.nan)

    @property
    def error(self):
        """Its standard error, sqrt(share (1 - share) / t), (n,)."""
        return np.sqrt(self.share * (1 - self.share) / max(self.t, 1))

    @property
    def independent(self):
        """p^N, p the share of 1 x 1 matrices: as if every direction were a toss of its own."""
        return self.share[0] ** self.sizes

    @property
    def scores(self):
        """The share for each size."""
        names = (f"N = {n}" for n in self.sizes)
        return {"share positive definite": dict(zip(names, self.share.tolist(), strict=True))}

    @property
    def headline(self):
        """The largest size of which one was found."""
        seen = np.flatnonzero(self.found)
        if not self.t:
            return "No matrix has been drawn yet."
        if not len(seen):
            return f"None of {self.t:,} matrices of each size is a minimum."
        last = seen[-1]
        here, product = one_in(self.share[last]), one_in(self.independent[last])
        said = f"N = {self.sizes[last]}: minima are {here}, p^N says {product}."
        larger = self.sizes[last + 1 :]
        return told(said, f"N = {larger[0]}: none of {self.t:,}." if len(larger) else "")

    @property
    def summary(self):
        """The largest size of which one was found."""
        seen = np.flatnonzero(self.found)
        if not self.t:
            return "No matrix has been drawn yet."
        if not len(seen):
            return f"{self.t:,} matrices of each size: none is positive definite."
        last = seen[-1]
        said = (
            f"{self.t:,} of {self.total:,} random matrices of each size: for N = "
            f"{self.sizes[last]}, {self.share[last]:.2g} are positive definite (± "
            f"{self.error[last]:.1g}), where p^N would be {self.independent[last]:.2g}."
        )
        none = [str(n) for n in self.sizes[last + 1 :]]
        return said + (f" None for N = {', '.join(none)}." if none else "")

    @property
    def table(self):
        """Headings and one row for each size."""
        head = ("N", "positive definite", "share", "standard error", "p^N")
        if not self.t:
            return head, [(n, 0, "", "", "") for n in self.sizes]
        rows = zip(self.sizes, self.found, self.share, self.error, self.independent, strict=True)
        return head, [(n, k, f"{s:.3g}", f"{e:.1g}", f"{i:.3g}") for n, k, s, e, i in rows]


@EXPERIMENTS.add("random-hessians")
@dataclass(frozen=True, repr=False)
class RandomHessians(Experiment):
    """Symmetric N x N matrices with Gaussian entries: (A + A^T) / 2 + shift I, A ~ N(0, 2)^(N x N).

    So a diagonal entry has variance 2, one beside it 1: the Gaussian orthogonal ensemble, the same
    in every direction. A Hessian with positive eigenvalues only belongs to a minimum.
    shift: mean curvature, as it grows where the loss is low already.
    """

    largest: int = knob(6, 1, 8, least=1, most=30, label="largest N", help="number of weights")
    shift: float = knob(0.0, -2, 5, label="mean curvature", help="added to every eigenvalue")
    examples: int = knob(
        200_000, 2000, 500_000, least=1, label="matrices", help="of each size", log=False
    )
    seed: int = knob(0, 0, 99, least=0, help="which matrices")

    grid: ClassVar[tuple] = ("shift", "largest")
    front: ClassVar[tuple] = ("shift", "largest", "examples")

    def frames(self):
        """A frame before the first matrix and one for every 2,000 of each size."""
        rng, sizes = generator(self.seed), np.arange(1, self.largest + 1)
        found, t = np.zeros(self.largest, int), 0
        yield HessiansFrame(t, self.examples, sizes, found)
        while t < self.examples:
            n = min(CHUNK, self.examples - t)
            found = found + [positive_definite(rng, n, N, self.shift) for N in sizes]
            t += n
            yield HessiansFrame(t, self.examples, sizes, found)


def positive_definite(rng, n, size, shift):
    """How many of n random matrices have positive eigenvalues only."""
    A = 2**0.5 * rng.standard_normal((n, size, size))
    H = (A + A.mT) / 2 + shift * np.eye(size)
    return int((np.linalg.eigvalsh(H)[:, 0] > 0).sum())
