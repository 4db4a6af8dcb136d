"""The boundary between two classes of points for four strengths of L2."""

from ...making import Recipe
from ...views.dots import Dots, by_class
from ...views.heat import Heat
from ...views.sheet import Sheet


class SmoothingView(Sheet):
    """The plane as networks with four strengths of L2 see it; `SmoothingFrame`s."""

    label = "Probability of class 1 over the plane for four strengths of L2"
    spacing = 0.05

    def __init__(self, frame):
        self.columns = tuple((name, 1) for name in frame.names)
        super().__init__(frame)

    def key_of(self, frame):
        """The points and the strengths."""
        return frame.x.tobytes(), frame.names

    def parts(self, frame):
        """Four pictures under the points."""
        side, made = dict(columns=frame.side, rows=frame.side, square=True), []
        for s in range(len(frame.names)):
            heat = Heat(lambda frame, s=s: frame.pictures[s], (0, 1), **side)
            points = Dots(lambda frame: tuple(frame.x.T), size=5, **by_class(frame.labels))
            made += [(s + 1, heat), (s + 1, points)]
        return made


panel = Recipe("smoothing", SmoothingView)
