"""Up first and then down, or down at once? For every largest rate."""

from ...making import Recipe
from ...views.sheet import Sheet
from ._tuned import over_rates, shapes


class CycleView(Sheet):
    """Shapes of the schedules, and what is right over their largest rate; `TunedFrame`s."""

    columns = (("learning rate ÷ largest", 0.8), ("test digits right", 1.2))
    label = "Shapes of schedules, and the test accuracy they lead to against their largest rate"

    def key_of(self, frame):
        """Who is shown."""
        return frame.names

    def has_lines_of(self, frame):
        """Nobody else is in it."""
        return set(frame.names) <= set(self.key)

    def parts(self, frame):
        """Two sets of lines."""
        return [(1, shapes(frame)), (2, over_rates(frame, legend=True))]


panel = Recipe(
    "tuned-schedules",
    CycleView,
    front="depth skip optimizer epochs",
    schedules=("constant", "linear", "1cycle"),
)
