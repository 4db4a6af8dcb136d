"""The same optimizers train a network on real handwritten digits."""

from dlcore import OPTIMIZERS

from ...making import Recipe
from ...views.axes import over_updates, share
from ...views.lines import Lines, rows_of
from ...views.looks import looks_of
from ...views.sheet import Sheet


class DigitsView(Sheet):
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
        looks = looks_of(frame.names, OPTIMIZERS)
        loss = dict(y="training loss", y_range=[-3.2, 0.6], log=True) | over_updates()
        right = share("test digits right") | over_updates()
        return [
            (1, Lines(rows_of("losses"), looks, legend=True, **loss)),
            (2, Lines(rows_of("accuracies"), looks, **right)),
        ]


panel = Recipe("digits-race", DigitsView)
