"""How an experiment paces itself: when it looks, and where it lets others look up."""


def every(stride, total):
    """Steps at which one looks: 0, stride, 2 stride, ... and `total`, whatever the stride.

    >>> every(4, 10), every(0, 2)
    ([0, 4, 8, 10], [0, 1, 2])
    """
    return [*range(0, total, max(1, stride)), total]


def stepped(descents):
    """The next theta of each descent, as a list; for `yield from`, with None after each."""
    thetas = []
    for steps in descents:
        thetas.append(next(steps).theta)
        yield
    return thetas
