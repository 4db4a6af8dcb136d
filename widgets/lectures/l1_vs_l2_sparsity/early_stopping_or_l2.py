"""Where gradient descent is when it is stopped, and where L2 ends."""

import numpy as np

from ...making import Recipe
from ...views.parts import Lines
from ...views.penalties import among, strands
from ...views.sheet import Sheet


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
        names = (*frame.names, "if λ were 1 / (η t)", "λ as measured")

        def losses(frame):
            parts = frame.stopped, frame.ended
            return among(names, 0, strands([(frame.lengths, part) for part in parts]))

        def cosines(frame):
            return strands([(frame.lengths, frame.cosines)])

        def rates(frame):
            wide = np.broadcast_to(frame.strengths, frame.stops.shape)
            line = np.stack([frame.strengths] * 2)
            return among(names, 2, strands([(line[:1], line[1:]), (wide, wide / frame.products)]))

        length = dict(x="length of the weights |w|", x_range=[0, 8])
        loss = dict(y="", y_range=[0, 2.4], legend=True, markers=True)
        near = Lines(("cosine",), cosines, y="", y_range=[0, 1.02], markers=True, **length)
        axis = dict(
            x="strength λ", x_range=[-2.6, 0.2], log_x=True, y="1 / (η t)", y_range=[-2.6, 0.4]
        )
        return [
            (1, Lines(names, losses, **loss, **length)),
            (2, near),
            (3, Lines(names, rates, log=True, **axis)),
        ]


panel = Recipe("stopping", StoppingView)
