"""How things look: colours, dashes, sizes, in one place.

Eight colours that stay apart for colour-blind readers (Okabe & Ito 2008), black replaced by a grey
that shows on light and dark; every series also has its own dash and marker, so that nothing is
told by colour alone.
"""

from functools import cache

import plotly.graph_objects as go
from plotly.io import templates

COLORS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#8A7A00", "#808080")
DASHES = ("solid", "dash", "dot", "dashdot")
MARKERS = (
    "circle",
    "square",
    "diamond",
    "cross",
    "x",
    "triangle-up",
    "triangle-down",
    "star",
    "pentagon",
    "hexagon",
)
CELLS = ((0, "#FFF3C4"), (1, "#56B4E9"))  # of heat maps with black words on them, from low to high
PALE = 0.25  # opacity of a run that is over, behind the present one
FONT = dict(family="system-ui, sans-serif", size=13)
# Height of a figure, width of a form and of the words before its controls: a whole panel fits a
# page of 1280 x 800. See `projector` for the other sizes.
USUAL = large, HEIGHT, FORM_WIDTH, LABEL_WIDTH = False, 430, "316px", "132px"
LARGE = True, 560, "420px", "170px"


def projector(on=True):
    """Large type in all panels made from now on, for the back row of a lecture hall."""
    global large, HEIGHT, FORM_WIDTH, LABEL_WIDTH
    large, HEIGHT, FORM_WIDTH, LABEL_WIDTH = LARGE if on else USUAL
    FONT["size"] = 20 if on else 13


def look(index):
    """Colour, dash and marker of the series with this number; no two of the first 32 are equal."""
    color = COLORS[index % len(COLORS)]
    dash = DASHES[(index + index // len(COLORS)) % len(DASHES)]
    return color, dash, MARKERS[index % len(MARKERS)]


def layout(**more):
    """Layout that every figure shares: the legend in rows above the plots."""
    legend = dict(
        orientation="h", x=0, y=1.02, yanchor="bottom", font_size=FONT["size"] - 1, itemwidth=40
    )
    margin = dict(l=55, r=10, t=60, b=45)
    look = template(FONT["size"])
    shared = dict(height=HEIGHT, font=FONT, margin=margin, legend=legend, template=look)
    return shared | dict(uirevision="stay") | more


@cache
def template(size):
    """What all axes share, over plotly's usual look; made once, as it takes longer than a plot."""
    axis = dict(automargin=True, title=dict(font_size=size, standoff=8))
    usual = go.layout.Template(templates["plotly"])
    return usual.update(layout=dict(xaxis=axis, yaxis=axis))
