"""The same optimizers train a network on real handwritten digits."""

from ...making import Recipe
from ...views.parts import Lines
from ...views.rules import looks_of
from ...views.sheet import Sheet


class TrainingView(Sheet):
    """Left the training loss, right the share of test examples that are right; `DigitsFrame`s."""

    columns = (("", 1), ("", 1))
    label = "Training loss and test accuracy of several optimizers"

    def key_of(self, frame):
        """The networks that are trained."""
        return frame.names

    def has_lines_of(self, frame):
        """Any of the same rules will do."""
        return not set(self.key).isdisjoint(frame.names)

    def parts(self, frame):
        """Two sets of curves."""
        end = dict(x="update", x_range=lambda frame: [0, frame.total])
        end |= dict(whose=lambda frame: frame.names, looks=looks_of(frame.names))
        losses = Lines(
            frame.names,
            lambda frame: (frame.steps, frame.losses),
            **end,
            y="training loss",
            y_range=[-3.2, 0.6],
            log=True,
            legend=True,
        )
        right = Lines(
            frame.names,
            lambda frame: (frame.steps, frame.accuracies),
            **end,
            y="test digits right",
            y_range=[0, 1.01],
            tick_format=".0%",
        )
        return [(1, losses), (2, right)]


panel = Recipe("digits-race", TrainingView)
