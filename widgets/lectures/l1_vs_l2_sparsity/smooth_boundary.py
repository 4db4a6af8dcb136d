"""The boundary between two classes of points for four strengths of L2."""

from ...figure import theme
from ...making import Recipe
from ...views.few_weights import Plane
from ...views.parts import Dots
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
        dots = [theme.look(label)[0] for label in frame.labels]
        shapes = ["circle" if label else "diamond" for label in frame.labels]
        made = []
        for s in range(len(frame.names)):
            heat = Plane(lambda f, s=s: f.pictures[s], (0, 1), x=frame.side, y=frame.side)
            points = Dots(lambda frame: tuple(frame.x.T), dots, symbols=shapes, size=5)
            made += [(s + 1, heat), (s + 1, points)]
        return made


panel = Recipe("smoothing", SmoothingView)
