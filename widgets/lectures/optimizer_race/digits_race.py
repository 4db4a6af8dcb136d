"""The same optimizers train a network on real handwritten digits."""

from dlcore import OPTIMIZERS

from ...making import Recipe
from ...views.axes import over_updates, share
from ...views.lines import Lines, rows_of
from ...views.looks import looks_of
from ...views.sheet import Sheet
from ._guesses import wall


class DigitsView(Sheet):
    """What each rule says to twelve test digits, loss, share that is right; `DigitsFrame`s."""

    columns = (("twelve test digits, as each rule reads them", 1.6), ("", 1), ("", 1))
    label = "Guesses of several optimizers for twelve test digits, training loss and test accuracy"

    def key_of(self, frame):
        """The networks that are trained."""
        return frame.names

    def has_lines_of(self, frame):
        """Any of the same rules will do."""
        return not set(self.key).isdisjoint(frame.names)

    def parts(self, frame):
        """A wall of guesses and two sets of curves."""
        looks = looks_of(frame.names, OPTIMIZERS)
        loss = dict(y="training loss", y_range=[-3.2, 0.6], log=True) | over_updates()
        right = share("test digits right") | over_updates()
        return [
            *wall(frame, looks, column=1),
            (2, Lines(rows_of("losses"), looks, legend=True, **loss)),
            (3, Lines(rows_of("accuracies"), looks, **right)),
        ]


panel = Recipe("digits-race", DigitsView)
