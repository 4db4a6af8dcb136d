"""What dropout gains networks of four kinds of units, and where they stood without it."""

from ...making import Recipe
from ...views.axes import share
from ...views.bars import Bars
from ...views.looks import looks_of
from ...views.sheet import Sheet

WAYS = ("without", "with dropout")
LOOKS = looks_of(("gain", *WAYS), ("with dropout", "without", "gain"))


class GainsView(Sheet):
    """Bars with and without dropout, and their difference; `GainsFrame`s."""

    columns = (("test digits right", 1.2), ("points gained by dropout", 1))
    label = "Test digits right without dropout and with it, and the gain, for each kind of units"

    def parts(self, frame):
        """A pair of bars for each kind, and the difference."""
        both, one = ({name: LOOKS[name] for name in names} for names in (WAYS, ("gain",)))
        right = share() | dict(x="")
        gained = dict(x="", y="points", y_range=[-5, 20])
        pairs = Bars(shares, both, places=frame.names, legend=True, **right)
        return [(1, pairs), (2, Bars(gains, one, places=frame.names, **gained))]


def shares(frame):
    """Test digits right, a row for each seed."""
    return {way: frame.test[:, w].T for w, way in enumerate(WAYS)}


def gains(frame):
    """Points, a row for each seed."""
    return {"gain": frame.gain.T}


panel = Recipe("gains", GainsView)
