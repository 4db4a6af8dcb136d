"""The factors that a gradient is multiplied by on its way down, and their product."""

import numpy as np

from ...making import Recipe
from ...views.network import bundles
from ...views.parts import Lines, decades, drawable
from ...views.sheet import Sheet


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


panel = Recipe("chain", ChainView)
