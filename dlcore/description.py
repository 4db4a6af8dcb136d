"""A network in words and numbers: its table, and its graph for whoever wants to draw it."""

from math import prod

from .registry import LAYERS


def kind_of(layer):
    """The name under which the layer's class is registered, else the name of the class."""
    names = (name for name, kind in LAYERS.items() if type(layer) is kind)
    return next(names, type(layer).__name__)


def label(layer):
    """What a picture writes on the layer: its kind, or the function's name for activations."""
    return getattr(layer, "name", None) or kind_of(layer)


def counts(layer):
    """Numbers of parameters (learned, tracked)."""
    sizes = {name: prod(shape) for name, shape in layer.shapes.items()}
    tracked = sum(sizes[name] for name in layer.tracked)
    return sum(sizes.values()) - tracked, tracked


def summary(net):
    """Table of layers, their outputs and their parameters, and the totals."""
    rows = [("layer", "outputs", "parameters"), ("input", outputs(net.widths[0]), "")]
    for layer, width in zip(net.layers, net.widths[1:], strict=True):
        rows.append((label(layer), outputs(width), f"{sum(counts(layer)):,}"))
    learned, tracked = (sum(numbers) for numbers in zip(*map(counts, net.layers), strict=True))
    rows.append(("total", "", f"{learned + tracked:,}"))
    rows.append(("  learned (trainable)", "", f"{learned:,}"))
    rows.append(("  tracked (non-trainable)", "", f"{tracked:,}"))
    a, b, c = (max(map(len, column)) for column in zip(*rows, strict=True))
    return "\n".join(f"{x:<{a}}  {y:>{b}}  {z:>{c}}".rstrip() for x, y, z in rows)


def outputs(width):
    """A width as it is printed."""
    return "any" if width is None else f"{width:,}"


def graph(net):
    """{"nodes": [...], "edges": [...]}, plain data.

    A node is {"kind", "label", "size" (outputs, None for any), "learned", "tracked"}; node 0 is
    the input. An edge is (from, to); a skip connection leads around its inner layers to a node
    of kind "sum".
    """
    nodes, edges = [], []

    def put(kind, text, size, sources, numbers=(0, 0)):
        learned, tracked = numbers
        about = dict(kind=kind, label=text, size=size, learned=learned, tracked=tracked)
        nodes.append(about)
        edges.extend((source, len(nodes) - 1) for source in sources)

    def grow(layers, size):
        for layer in layers:
            before = len(nodes) - 1
            if hasattr(layer, "layers"):
                grow(layer.layers, size)
                put("sum", "+", size, [len(nodes) - 1, before])
            else:
                size = layer.widths[1] or size
                put(kind_of(layer), label(layer), size, [before], counts(layer))

    put("input", "input", net.widths[0], [])
    grow(net.layers, net.widths[0])
    return {"nodes": nodes, "edges": edges}
