"""A bet drawn into the picture of its panel: a line at a number, a curve, a ring at a place."""

import re

import numpy as np

from .. import texts
from ..figure import theme

COLOR = "#D6308F"  # none of the colours of series; 4.6 : 1 on white, 3.9 : 1 on JupyterLab's dark
NAME = "bet"  # of our shapes, among those that the view has


class Marks:
    """The bet and the truth in a panel's figure, as shapes of plotly.

    where: the axis that a number lies on, "y2", or the subplot of a curve or a place, "x2y2". An
    axis that is labelled in percent holds shares: there a bet of 40 lies at 0.4.
    """

    def __init__(self, panel, kind, where):
        self.panel, self.kind, self.where = panel, kind, where
        axes = re.findall(r"[xy]\d*", where)
        known = [axis["id"] for axis in map(self._axis, self._names)]
        if "".join(axes) != where or not set(axes) <= set(known) or len(axes) != kind.marks:
            wanted = ("an axis", "a subplot such as xy")[kind.marks - 1]
            raise ValueError(f"marks must be {wanted} of {', '.join(known)}, not {where!r}")

    @property
    def figure(self):
        """The picture as it is now; other knobs may have brought another one."""
        return self.panel.view.figure

    @property
    def _names(self):
        layout = self.figure._figure.layout
        return [name for name in layout if re.fullmatch(r"[xy]axis\d*", name)]

    def _axis(self, name):
        """What has to be known of an axis: its id, ends as data, whether it holds shares."""
        about = self.figure._figure.layout[name]
        log = about.type == "log"
        ends = sorted(about.range) if about.range else (-np.inf, np.inf)
        ends = 10.0 ** np.array(ends) if log else np.array(ends, float)
        share = 0.01 if (about.tickformat or "").endswith("%") else 1
        return dict(id=name.replace("axis", ""), ends=ends, log=log, share=share)

    def _on(self, letter):
        """The axis with this letter that the marks are about, or None."""
        found = re.search(rf"{letter}(\d*)", self.where)
        return self._axis(f"{letter}axis{found[1]}") if found else None

    def draw(self, **values):
        """Show these, by name: bet=40, truth=44; nothing takes all away."""
        figure = self.figure
        others = [shape for shape in figure._figure.layout.shapes if shape.name != NAME]
        ours = [self.kind.shape(value, self, name) for name, value in values.items()]
        if ours or len(others) < len(figure._figure.layout.shapes):
            figure.relayout(shapes=[*others, *filter(None, ours)])

    # ---- the shapes

    def level(self, value, name):
        """A line across the plot at a number; at the edge if it lies outside."""
        letter, other = ("y", "x") if self.where[0] == "y" else ("x", "y")
        axis = self._on(letter)
        (low, high), partner = axis["ends"], self.where.replace(letter, other)
        at = min(max(value * axis["share"], low), high)
        middle = np.sqrt(low * high) if axis["log"] else (low + high) / 2
        across = {f"{other}ref": f"{partner} domain", f"{other}0": 0, f"{other}1": 1}
        along = {f"{letter}ref": self.where, f"{letter}0": at, f"{letter}1": at}
        end = dict(textposition="start" if name == "bet" else "end", textangle=0)
        if letter == "y":
            end["yanchor"] = "top" if at > middle else "bottom"
        else:
            end["xanchor"] = "right" if at > middle else "left"
        words = f"{WORDS[name]}: {self.kind.say(value)}"
        return self._shape("line", name, words, end, across | along)

    def path(self, points, name):
        """A curve through points (n, 2)."""
        x, y = self._on("x"), self._on("y")
        places = np.asarray(points, float) * (x["share"], y["share"])
        places[:, 1] = np.clip(places[:, 1], *y["ends"])
        way = " L ".join(f"{u:.6g},{v:.6g}" for u, v in places)
        refs = dict(xref=x["id"], yref=y["id"], path=f"M {way}")
        return self._shape("path", name, WORDS[name], dict(textposition="top left"), refs)

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
