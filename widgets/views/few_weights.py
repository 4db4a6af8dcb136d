"""One weight and two weights under L1 and L2."""

from .parts import Heat, heat_axis


class Plane(Heat):
    """A picture in which a unit is as long upwards as sideways."""

    def add(self, figure, where, frame):
        """Put the trace into the subplot."""
        super().add(figure, where, frame)
        figure.update_xaxes(constrain="domain", **where)
        square = dict(scaleanchor=heat_axis(figure), constrain="domain", constraintoward="top")
        figure.update_yaxes(**square, **where)
