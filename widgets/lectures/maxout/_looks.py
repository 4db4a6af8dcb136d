"""What panels of this lecture share."""

from ...figure import theme

BOX = (-2, 2), (-2.5, 4.5)
AXES = dict(x="x", x_range=[*BOX[0]], y="", y_range=[*BOX[1]])
UNIT, SECOND, CONVEX = theme.INK, theme.COLORS[4], theme.COLORS[5]


def over_x(part):
    """The get of a curve: this part of the frame over x."""
    return lambda frame: (frame.x, getattr(frame, part))
