"""The best member of families that grow, and its error on points it has seen and on new ones."""

from ...figure import theme
from ...making import Recipe
from ...views.dots import GREY, Dots
from ...views.lines import Lines
from ...views.sheet import Sheet
from ._looks import BLACK, PARTS, looks


class FunctionFamilyView(Sheet):
    """Points under a curve, and two lines; `FunctionFamilyFrame`s."""

    columns = (("the best member; ● training, ○ new", 1.2), ("mean squared error", 1))
    label = "Points and the best member of a family, and its errors by the size of the family"

    def key_of(self, frame):
        """How many points, and which families."""
        return frame.points.shape, frame.family

    def has_lines_of(self, frame):
        """The errors of the same families."""
        return frame.family == self.key[1]

    def parts(self, frame):
        """Dots and a curve; lines in powers of ten."""
        box = dict(x="x", x_range=[-2.1, 2.1], y="y", y_range=[-2.1, 2.1])
        best = {"best member": (BLACK, "solid", None)}
        sizes = frame.sizes.tolist()
        few = sizes if len(sizes) < 8 else sizes[::2]
        ticks = dict(tickvals=few, ticktext=[str(n) for n in few])
        if frame.family == "steps":
            x = dict(x="steps", x_range=[-0.1, 1.6], log_x=True)
        else:
            x = dict(x="numbers to choose", x_range=[0, sizes[-1] + 1])
        y = dict(y="", y_range=[-2.2, 1], log=True)
        return [
            (
                1,
                Dots(
                    lambda f: f.unseen, GREY, size=6, symbols="circle-open", rim=GREY, silent=True
                ),
            ),
            (1, Dots(lambda f: f.points, theme.COLORS[1], size=8, silent=True)),
            (1, Lines(lambda f: {"best member": (f.side, f.curve)}, best, bare=True, **box)),
            (2, Lines(errors, looks(PARTS), legend=True, markers=True, **x, x_axis=ticks, **y)),
        ]


def errors(frame):
    """Of the families so far."""
    sizes = frame.sizes[: frame.t + 1]
    return {name: (sizes, row) for name, row in zip(PARTS, frame.losses.clip(1e-3), strict=True)}


panel = Recipe("function-family", FunctionFamilyView)
