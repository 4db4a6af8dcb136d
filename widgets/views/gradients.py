"""What becomes of a change on its way up through a network, and of a gradient on its way down."""

import numpy as np

from .network import bundles
from .parts import Heat, Lines, decades, drawable
from .sheet import Sheet


class NudgeView(Sheet):
    """A change in every layer, and in every unit; `NudgeFrame`s."""

    columns = (
        ("how large the change is in each layer", 1.2),
        ("in each unit: bright 1, dark 10⁻⁸ or less", 1),
    )
    label = "Size of a change in each layer of a network, and in each unit"
    limits = -8, 0  # powers of ten that get the ends of the colours

    def key_of(self, frame):
        """Who is compared, and the shape of the network."""
        return frame.names, frame.units.shape

    def has_lines_of(self, frame):
        """Any activation in common will do."""
        return not set(self.key[0]).isdisjoint(frame.names)

    def parts(self, frame):
        """Lines for all activations, a picture for the first of them."""
        L, n = frame.units.shape

        def changes(frame):
            sizes = drawable(frame.changes).swapaxes(1, 2)
            return bundles(np.arange(1, sizes.shape[-1] + 1), sizes)

        lines = Lines(
            frame.names,
            changes,
            x="layer, from the input; the last: outputs",
            x_range=[0.7, L + 1.3],
            y="rms of |y' − y|",
            y_range=lambda frame: decades(frame.changes, least=(-6, 1)),
            log=True,
            markers=True,
            legend=True,
            whose=lambda frame: frame.names,
        )
        sides = dict(x=np.arange(1, n + 1), y=np.arange(1, L + 1))
        titles = dict(x_title=f"unit ({frame.names[0]})", y_title="layer")
        picture = Heat(lambda frame: frame.units, self.limits, scale="Cividis", **sides, **titles)
        return [(1, lines), (2, picture)]


class ChainView(Sheet):
    """The factor of each layer, and the product of those above; `ChainFrame`s."""

    columns = (("factor of each layer", 1), ("the gradient: product of the factors", 1.2))
    label = "Factor of each layer on a gradient, and the gradient in each layer"

    def key_of(self, frame):
        """The number of layers."""
        return len(frame.sizes)

    def parts(self, frame):
        """Factors with the bound; sizes with those that the bound alone would give."""
        L = len(frame.sizes)
        names = "of each network", "largest slope × scale of the weights"
        shared = dict(x="layer, from the input", x_range=[0.7, L + 0.3], log=True)
        shared["markers"] = names[:1]
        above = np.arange(L - 1, -1, -1.0)  # layers passed when the gradient gets there

        def factors(frame):
            bound = np.full(frame.factors.T.shape, frame.bound)
            return bundles(np.arange(1, L), (frame.factors.T, bound))

        def sizes(frame):
            seen = drawable(frame.sizes).T
            bound = np.tile(drawable(frame.bound**above), (len(seen), 1))
            return bundles(np.arange(1, L + 1), (seen, bound))

        def room(frame):
            return decades(frame.sizes, frame.bound**above, least=(-9, 3))

        one = Lines(names, factors, y="", y_range=[-2, 1.6], legend=True, **shared)
        product = Lines(names, sizes, y="times that at the top", y_range=room, **shared)
        return [(1, one), (2, product)]
