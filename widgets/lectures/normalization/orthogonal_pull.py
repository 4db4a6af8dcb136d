"""Singular values of a matrix that is asked to be orthogonal."""

from ...making import Recipe
from ...views.axes import drawable, over_updates
from ...views.lines import Lines
from ...views.sheet import Sheet


class OrthogonalPullView(Sheet):
    """A line for each singular value, and the penalty; `OrthogonalPullFrame`s."""

    columns = (("singular values of W", 1), ("penalty", 1))
    label = "Singular values of a matrix, and the orthogonality penalty, over the steps"

    def key_of(self, frame):
        """How many there are, and how long."""
        return frame.gains.shape[0], frame.total

    def parts(self, frame):
        """Both over the steps."""
        over = over_updates("step")
        values = dict(y="", y_range=[0, 3])
        return [
            (1, Lines(gains, **over, **values)),
            (2, Lines(penalty, **over, y="", y_range=[-2, 4], log=True)),
        ]


def gains(frame):
    """A row each."""
    return {"singular values": (frame.steps, frame.gains)}


def penalty(frame):
    """Where it can be drawn."""
    return {"penalty": (frame.steps, drawable(frame.penalty))}


panel = Recipe("orthogonal-pull", OrthogonalPullView)
