"""Layers: frozen descriptions with `shapes` and `forward(p, x, rng) -> (y, backward)`.

p is a dictionary of parameters, one array (..., *shape) for each name in `shapes`.
x (..., B, n_in) is a batch; leading axes are runs. rng given means training, None prediction.
`backward(dy) -> (dx, {name: gradient})`, with a gradient for each name, is a closure: what it
needs from the way forward it remembers by itself, so nothing is stored in the layer and nothing
can go stale.
"""

from ..checks import floats, require, settle
from ..registry import INITIALIZERS


class Layer:
    """What all layers share: by default nothing to learn, and any width.

    shapes: {name: shape} of the parameters. weights: the names that penalties, weight decay and
    constraints act on; matrices: those of what connects units, also where no penalty makes sense.
    tracked: the names that follow the data instead of being learned; their "gradient" is old
    value minus new one, and `descend` goes that way with step 1.
    widths: (n_in, n_out), None for a layer that takes any width and keeps it.
    """

    shapes = {}
    weights = ()
    tracked = ()
    widths = (None, None)

    @property
    def matrices(self):
        """The weights."""
        return self.weights

    def start(self, p, rng):
        """Write the first values into p (..., *shape), which arrives full of zeros."""


def batch(x, n=None):
    """x (..., B, n) as an array of floats; with as many columns as n says, None for any."""
    x = floats("x", x)
    if n is not None and x.shape[-1:] != (n,):
        raise ValueError(f"x must have {n} columns, not shape {x.shape}")
    return x


def as_layers(layers):
    """Layers as a tuple of at least one."""
    good = isinstance(layers, tuple | list) and len(layers) > 0
    require(good, "layers", layers, "at least one layer, in a tuple")
    for i, layer in enumerate(layers):
        good = hasattr(layer, "forward") and not isinstance(layer, type)
        require(good, f"layers[{i}]", layer, "a layer such as Dense(2, 3)")
    return tuple(layers)


def asked(dx):
    """Gradient at a layer's input; a layer may give a function, called only if it is needed."""
    return dx() if callable(dx) else dx


def run_forward(layers, parameters, x, rng):
    """Through the layers in turn -> outputs of each layer, backward of each layer."""
    outputs, backs = [], []
    for layer, p in zip(layers, parameters, strict=True):
        x, back = layer.forward(p, x, rng)
        outputs.append(x)
        backs.append(back)
    return outputs, backs


def run_backward(backs, dy):
    """Gradient at the last output -> gradients at each layer's input, {name: gradient} of each."""
    deltas, gradients = [], []
    for back in reversed(backs):
        dy, own = back(asked(dy))
        deltas.append(dy)
        gradients.append(own)
    return deltas[::-1], gradients[::-1]


def chain_widths(layers):
    """Width of the input, then of each layer's output; None where any will do."""
    needed = [layer.widths[0] for layer in layers]
    widths = [next((n for n in needed if n is not None), None)]
    for i, layer in enumerate(layers):
        n_in, n_out = layer.widths
        if n_in not in (None, widths[-1]):
            raise ValueError(
                f"layers must fit: layer {i}, {layer}, takes {n_in} inputs, but {widths[-1]} come"
            )
        widths.append(widths[-1] if n_out is None else n_out)
    return widths


def check_sizes(layer):
    """n_in and n_out must be at least 1, init the name of an initializer."""
    settle(layer, "n_in n_out", whole=True, least=1)
    require(isinstance(layer.init, str), "init", layer.init, "a name in INITIALIZERS")
    INITIALIZERS[layer.init]
