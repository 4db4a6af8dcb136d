"""Where gradient descent is when it is stopped, and where L2 ends."""

from ...making import Recipe
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import looks

RATES = ("if λ were 1 / (η t)", "λ as measured")


class StoppingView(Sheet):
    """Stopped and penalized solutions of equal length against each other; `StoppingFrame`s."""

    columns = (
        ("test loss", 1.1),
        ("cosine of the two", 1),
        ("which λ is worth t steps", 1),
    )
    label = "Early stopping against L2: test loss, cosine at equal length, strength against steps"

    def parts(self, frame):
        """Losses and cosines over |w|, and 1 / (learning rate times step) over λ."""
        names = looks((*frame.names, *RATES))
        length = dict(x="length of the weights |w|", x_range=[0, 8], markers=True)
        strength = dict(x="strength λ", x_range=[-2.6, 0.2], log_x=True)
        rate = dict(y="1 / (η t)", y_range=[-2.6, 0.4], log=True)
        return [
            (1, Lines(losses, names, y="", y_range=[0, 2.4], legend=True, **length)),
            (2, Lines(cosines, y="", y_range=[0, 1.02], **length)),
            (3, Lines(rates, names, **strength, **rate)),
        ]


def losses(frame):
    """A line for each data set."""
    stopped, ended = frame.names
    return {stopped: (frame.lengths, frame.stopped), ended: (frame.lengths, frame.ended)}


def cosines(frame):
    """Between the two, where they are as long."""
    return {"cosine": (frame.lengths, frame.cosines)}


def rates(frame):
    """What a rule of thumb says, and what was found."""
    thumb, found = RATES
    strengths = frame.strengths
    return {thumb: (strengths, strengths), found: (strengths, strengths / frame.products)}


panel = Recipe("stopping", StoppingView, in_page=dict(runs=1))
