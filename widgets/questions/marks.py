"""A bet drawn into the picture of its panel: a line at a number, a curve, a ring at a place."""

import re

import numpy as np

from .. import texts
from ..figure import theme

COLOR = "#D6308F"  # none of the colours of series; 4.6 : 1 on white, 3.9 : 1 on JupyterLab's dark
MOST_SHARE = 2  # an axis that ends before this may hold shares
NAME = "bet"  # of our shapes, among those that the view has


class Marks:
    """The bet and the truth in a panel's figure, as shapes of plotly.

    where: the axis that a number lies on, "y2", or the subplot of a curve or a place, "x2y2". On
    an axis of shares, 0 to 1, a bet of 40 % lies at 0.4.
    """

    def __init__(self, panel, kind, where):
        self.panel, self.kind, self.where = panel, kind, where
        axes, known = re.findall(r"[xy]\d*", where), self._known
        if "".join(axes) != where or not set(axes) <= set(known) or len(axes) != kind.marks:
            wanted = ("an axis", "a subplot such as xy")[kind.marks - 1]
            raise ValueError(f"marks must be {wanted} of {', '.join(known)}, not {where!r}")

    @property
    def figure(self):
        """The picture as it is now; other knobs may have brought another one."""
        return self.panel.view.figure

    @property
    def _known(self):
        """Ids of the axes, x, y, x2 ..."""
        layout = self.figure._figure.layout
        names = [name.replace("axis", "") for name in layout if re.fullmatch(r"[xy]axis\d*", name)]
        return sorted(names, key=lambda name: (name[1:], name[0]))

    def _on(self, letter):
        """What has to be known of the axis with this letter, or None.

        Its id, its ends as data, whether it is logarithmic, holds shares, follows what is drawn.
        """
        found = re.search(rf"{letter}\d*", self.where)
        if not found or found[0] not in self._known:
            return None
        about = self.figure._figure.layout[f"{letter}axis{found[0][1:]}"]
        log, free = about.type == "log", about.range is None
        ends = self._seen(found[0], log) if free else np.sort(about.range)
        ends = 10.0**ends if log else ends
        shares = (about.tickformat or "").endswith("%") or ends[1] < MOST_SHARE
        in_percent = self.kind.percent and (letter == "y" or self.kind.marks == 1)
        share = 0.01 if in_percent and shares else 1
        return dict(id=found[0], ends=ends, log=log, share=share, free=free)

    def _seen(self, axis, log):
        """Where an axis ends that follows what is drawn: as far again on both sides, at most."""
        letter, figure = axis[0], self.figure
        traces = enumerate(figure._figure.data)
        on = [i for i, t in traces if (t[f"{letter}axis"] or letter) == axis]
        drawn = [np.asarray(figure.frame_data(i).get(letter, ()), float).ravel() for i in on]
        values = np.concatenate(drawn)
        values = np.log10(values[values > 0]) if log else values
        low, high = np.nanmin(values), np.nanmax(values)
        return np.array([2 * low - high, 2 * high - low])

    def draw(self, **values):
        """Show these, by name: bet=40, truth=44; nothing takes all away.

        On an axis that follows what is drawn a bet waits for the end, else it would move it away.
        """
        figure, axes = self.figure, [axis for axis in map(self._on, "xy") if axis]
        early = "truth" not in values and any(axis["free"] for axis in axes)
        if early or len(axes) < self.kind.marks:
            values = {}
        others = [shape for shape in figure._figure.layout.shapes if shape.name != NAME]
        self.shown = values
        ours = [self.kind.shape(value, self, name) for name, value in values.items()]
        if ours or len(others) < len(figure._figure.layout.shapes):
            figure.relayout(shapes=[*others, *filter(None, ours)])

    # ---- the shapes

    def level(self, value, name):
        """A line across the plot at a number; at the edge if it lies outside."""
        letter, other = ("y", "x") if self.where[0] == "y" else ("x", "y")
        axis, partner = self._on(letter), self.where.replace(letter, other)
        at = np.clip(value * axis["share"], *axis["ends"])
        across = {f"{other}ref": f"{partner} domain", f"{other}0": 0, f"{other}1": 1}
        along = {f"{letter}ref": self.where, f"{letter}0": at, f"{letter}1": at}
        beyond = self._beyond(at, axis, value >= max(self.shown.values()))
        if letter == "y":  # the words: of the bet at the left end, of the truth at the right
            place = dict(xanchor="left" if name == "bet" else "right")
            place["yanchor"] = "bottom" if beyond else "top"
        else:
            place = dict(yanchor="bottom" if name == "bet" else "top")
            place["xanchor"] = "left" if beyond else "right"
        place |= dict(textposition="start" if name == "bet" else "end", textangle=0)
        words = f"{WORDS[name]}: {self.kind.say(value)}"
        return self._shape("line", name, words, place, across | along)

    @staticmethod
    def _beyond(at, axis, largest):
        """Do the words stand beyond their line? Those of the largest, but for room at an edge."""
        if axis["free"]:  # it ends right beyond the lines
            return not largest
        low, at, high = (np.log10 if axis["log"] else np.array)(
            [axis["ends"][0], at, axis["ends"][1]]
        )
        share = (at - low) / (high - low) if high > low else 0.5
        return share < 0.1 or (largest and share < 0.9)

    def path(self, points, name):
        """A curve through points (n, 2)."""
        x, y = self._on("x"), self._on("y")
        places = np.asarray(points, float) * (x["share"], y["share"])
        places[:, 1] = np.clip(places[:, 1], *y["ends"])
        way = " L ".join(f"{u:.6g},{v:.6g}" for u, v in places)
        refs = dict(xref=x["id"], yref=y["id"], path=f"M {way}")
        corner = "bottom left" if places[0, 1] > places[-1, 1] else "top left"  # away from it
        return self._shape("path", name, WORDS[name], dict(textposition=corner), refs)

    def ring(self, point, name):
        """A ring of some pixels around a place."""
        x, y = self._on("x"), self._on("y")
        u, v = np.multiply(point, (x["share"], y["share"]))
        refs = dict(xref=x["id"], yref=y["id"], xanchor=u, yanchor=v)
        size = dict(xsizemode="pixel", ysizemode="pixel", x0=-9, x1=9, y0=-9, y1=9)
        below = dict(textposition="bottom center", yanchor="top")
        return self._shape("circle", name, WORDS[name], below, refs | size)

    @staticmethod
    def _shape(kind, name, words, place, refs):
        """Dashed for the bet, solid for the truth, with words."""
        line = dict(color=COLOR, width=2.5, dash="dash" if name == "bet" else "solid")
        label = dict(text=words, font=dict(color=COLOR, size=theme.FONT["size"])) | place
        return dict(type=kind, name=NAME, line=line, label=label, layer="above") | refs


WORDS = {"bet": texts.YOUR_BET, "truth": texts.IT_WAS}


def color_of(panel, name):
    """The colour in which a panel draws what is called so, or none."""
    lines = [t for t in panel.view.figure._figure.data if t.name == name and "line" in t]
    return next((t.line.color for t in lines if t.line.color), "transparent")
