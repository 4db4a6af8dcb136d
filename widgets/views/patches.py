"""Patches of given colours in rows, for what is a colour itself."""

from .heat import Heat


class Patches(Heat):
    """A row of patches for each name. get(frame) -> (rows, w): places in the palette; nan: none.

    palette: a list of "#RRGGBB", at most a few hundred. names: words on the left of the rows, from
    top to bottom. The rest is told to `Axes`.
    """

    def __init__(self, get, palette, names, **axes):
        n, rows = len(palette), len(names)
        steps = tuple((edge / n, c) for i, c in enumerate(palette) for edge in (i, i + 1))
        words = dict(tickvals=list(range(rows)), ticktext=list(names), fixedrange=True)
        usual = dict(y_range=[rows - 0.5, -0.5], y_axis=words)
        usual |= dict(x_axis=dict(tickvals=[], fixedrange=True))
        super().__init__(get, (-0.5, n - 0.5), scale=steps, silent=True, **usual | axes)
