"""An old deep network with one new part, and a new one with one old part."""

from ...making import Recipe
from ...views.bars import Bars
from ...views.dots import GREY
from ...views.lines import Lines
from ...views.looks import looks_of
from ...views.sheet import Sheet


class ThenAndNowView(Sheet):
    """Bars for each recipe; `ThenAndNowFrame`s."""

    columns = (("1986, and one new part", 1), ("today, and one old part", 1))
    label = "Test digits right with each recipe, a dot for each network"

    def key_of(self, frame):
        """Which parts the reader chose: only these have their colours at their boxes."""
        return frame.mine

    def has_lines_of(self, frame):
        """All have the same bars."""
        return True

    def parts(self, frame):
        """Both ends, each with its single changes; the reader's mix in both."""
        known = [name[2:] for name in frame.names if name[0] == "+"]
        colors = Lines(lambda frame: {}, looks_of(frame.mine, known), legend=True, bare=True)
        right = dict(sideways=True, x="test digits right", x_range=[0, 1.02])
        right |= dict(x_axis=dict(tickformat=".0%"))
        bars = [Bars(shares(names), looks(names), **right) for names in halves(frame.names)]
        return [(1, colors), *enumerate(bars, 1)]


def halves(names):
    """The old end with what was added, the new one with what was taken away; mine in both."""
    old, new, mine = names[0], next(n for n in names[1:] if n[0] not in "+−"), names[-1]
    return [(end, *(n for n in names if n[0] == s), mine) for end, s in ((old, "+"), (new, "−"))]


def looks(names):
    """{name: look}: the colour of what is changed; both ends grey."""
    end, *changes, mine = names
    colors = {name: color for name, (color, *_) in looks_of([*changes, mine]).items()}
    colors[end] = GREY
    return {name: (colors[name], "solid", "circle") for name in names}


def shares(names):
    """The get of bars: the share of each network, at the best rate."""

    def get(frame):
        rows = dict(zip(frame.names, frame.at_best("test"), strict=True))
        return {name: rows[name] for name in names}

    return get


panel = Recipe("then-and-now", ThenAndNowView)
