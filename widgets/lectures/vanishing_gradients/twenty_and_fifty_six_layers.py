"""Plain and residual networks of 20 and of 56 layers in training."""

from ...making import Recipe
from ...views.axes import over_updates, share
from ...views.lines import Lines, rows_of
from ...views.looks import looks_of
from ...views.sheet import Sheet


class DegradationView(Sheet):
    """Errors on both parts against the updates; `DegradationFrame`s."""

    columns = (("wrong on the training examples", 1), ("wrong on the test examples", 1))
    label = "Training and test error of networks of different depth"

    def key_of(self, frame):
        """Who is compared."""
        return frame.names

    def has_lines_of(self, frame):
        """Any network in common will do."""
        return not set(self.key).isdisjoint(frame.names)

    def parts(self, frame):
        """One line for the networks of each name."""
        sides, looks = over_updates() | share(), looks_at(frame)
        train = Lines(rows_of("train"), looks, legend=True, **sides)
        return [(1, train), (2, Lines(rows_of("test"), looks, **sides))]


def looks_at(frame):
    """The looks of the kinds, which the check boxes show; of two depths the lower is dashed."""
    kinds, made = looks_of(frame.kinds), {}
    parts = {name: name.split(", ") for name in frame.names}
    deepest = max(int(depth) for _, depth in parts.values())
    for name, (kind, depth) in parts.items():
        color, _, marker = kinds[kind]
        made[name] = color, "solid" if int(depth) == deepest else "dash", marker
    return made


panel = Recipe("degradation", DegradationView)
