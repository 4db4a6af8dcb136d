"""Optimizers race down an error surface; click the picture to start somewhere else."""

import numpy as np

from dlcore import OPTIMIZERS, SURFACES

from ...figure import theme
from ...figure.handles import handles_of
from ...figure.live_figure import LiveFigure
from ...figure.spec import Figure
from ...making import Recipe
from ...views.axes import drawable
from ...views.lines import Behind, by_name, empty
from ...views.looks import looks_of
from ...views.relief import heights, relief
from ._notes import notes_of

LOWEST = 1e-9  # the loss axis ends here: below it is rounding
TRAIL = 16  # steps behind each ball that are drawn strongly


class RaceView:
    """Left the surface with one path for each rule, right the loss of each; `RaceFrame`s."""

    def __init__(self, frame):
        self.key = self.key_of(frame)
        self.looks = looks_of(frame.race.names, OPTIMIZERS)
        figure = Figure(titles=("", ""), widths=(0.6, 0.4), spacing=0.01)
        self._add_surface(figure, frame.race.surface)
        self._add_lines(figure, frame.race.surface)
        self._add_axes(figure, frame)
        label = f"Paths of optimizers on the surface {frame.race.surface}, and their losses"
        self.figure = LiveFigure(figure, label=label, handles=handles_of(self.start, "start"))
        self.notes = None
        self.draw(frame)

    @staticmethod
    def key_of(frame):
        """Frames with the same key fit into the same figure."""
        return frame.race.surface, frame.race.names, len(frame.race.theta)

    def fits(self, frame):
        """True if this figure can show the frame."""
        return self.key == self.key_of(frame)

    def draw(self, frame):
        """Show one frame."""
        figure, race = self.figure, frame.race
        for r, (x, y) in enumerate(paths(frame).values()):
            figure.set(self.paths + r, x=x, y=y)
            figure.set(self.trails + r, x=x[-TRAIL:], y=y[-TRAIL:])
        for r, (x, y) in enumerate(losses(frame).values()):
            figure.set(self.losses + r, x=x, y=y)
        ends = np.clip(frame.losses[:, -1], LOWEST, None)  # below the axis: at its edge
        figure.set(self.ends, x=np.full(len(ends), frame.t), y=ends)
        here = frame.places
        figure.set(self.heads, x=here[:, 0, 0], y=here[:, 0, 1])
        for r, others in enumerate(here[:, 1:]):
            figure.set(self.crowds + r, x=others[:, 0], y=others[:, 1])
        figure.set(self.start, x=race.theta[0, 0, :1, 0], y=race.theta[0, 0, :1, 1])
        if self.notes != (notes := notes_of(frame)):
            self.notes = notes
            figure.relayout(annotations=notes)
        if self.loss_range != (now := loss_range(frame)):
            self.loss_range = now
            figure.relayout(yaxis2__range=now)
        figure.summary = frame.summary

    def overlay(self, frames):
        """Show other runs, {label: frame}, pale behind this one; returns those that fit here."""
        fitting = {k: f for k, f in frames.items() if f.race.surface == self.key[0]}
        self.old_paths.draw(self.figure, {k: paths(f) for k, f in fitting.items()})
        self.old_losses.draw(self.figure, {k: losses(f) for k, f in fitting.items()})
        return fitting

    def _add_surface(self, figure, name):
        surface = SURFACES[name]
        (x0, x1), (y0, y1) = surface.domain
        place = dict(x=x0, y=y1, sizex=x1 - x0, sizey=y1 - y0, sizing="stretch", layer="below")
        figure.layout.images = [dict(source=relief(name), xref="x", yref="y") | place]
        x, y, z = surface.grid()
        lines = dict(color="rgba(40,70,95,0.28)", width=0.8)
        contour = dict(x=x, y=y, z=heights(z).round(3), ncontours=9, contours=dict(coloring="none"))
        contour |= dict(line=lines, colorscale=theme.spread(theme.GROUND), showscale=False)
        figure.add_trace(dict(type="contour", hoverinfo="skip") | contour, col=1)

    def _add_goal(self, figure, name):
        """The lowest point, above all paths, with a halo and a ring around who arrives."""
        if lowest := SURFACES[name].minimum:
            x, y = [lowest[0]] * 3, [lowest[1]] * 3
            star = dict(symbol=["circle", "circle-open", "star"], size=[30, 27, 15])
            star |= dict(color=["#FFFFFF", "#E0A100", "#FFC400"], opacity=[0.6, 1, 1])
            star |= dict(line=dict(color=["#FFFFFF", "#E0A100", "#3A2B00"], width=[0, 2, 1.2]))
            figure.add_trace(self._dots("lowest point", x, y, star, hoverinfo="skip"), col=1)

    @staticmethod
    def _dots(name, x, y, marker, **more):
        made = dict(type="scatter", x=x, y=y, mode="markers", name=name, marker=marker)
        return made | dict(showlegend=False) | more

    def _add_lines(self, figure, surface):
        self.old_paths = Behind(self.looks, ends=False)
        self.old_losses = Behind(self.looks)
        self.old_paths.add(figure, dict(col=1))
        self.old_losses.add(figure, dict(col=2))
        self.crowds = len(figure.data)
        for name, (color, _, _) in self.looks.items():
            small = dict(size=5, color=color, opacity=0.7)
            about = dict(legendgroup=name, hoverinfo="skip")
            figure.add_trace(self._dots(f"{name}, other starts", [0], [0], small, **about), col=1)
        self.paths = len(figure.data)
        self._add_traces(figure, 1, 1.5, showlegend=True)
        self.trails = len(figure.data)
        self._add_traces(figure, 1, 3.5, meta="trail")
        self.losses = len(figure.data)
        self._add_traces(figure, 2, 2)
        self.start = len(figure.data)
        ring = dict(size=18, symbol="circle-open", color="#1F2A33", line=dict(width=2.5))
        figure.add_trace(self._dots("start", [0], [0], ring), col=1)
        self._add_goal(figure, surface)
        self.heads = self._add_heads(figure, 1, 13)
        self.ends = self._add_heads(figure, 2, 9)

    def _add_heads(self, figure, column, size):
        """One marker for each rule, where it is now; their `ids` are the names."""
        colors, _, symbols = zip(*self.looks.values(), strict=True)
        marker = dict(size=size, color=colors, symbol=symbols)
        marker["line"] = dict(width=1.5, color="#FFFFFF")
        names, first = list(self.looks), len(figure.data)
        zeros = [0.0] * len(names)
        about = dict(text=names, ids=names, hovertemplate="%{text}<extra></extra>")
        heads = self._dots("now", zeros, zeros, marker, cliponaxis=False, **about)
        figure.add_trace(heads, col=column)
        return first

    def _add_traces(self, figure, column, width, showlegend=False, meta=None):
        for name, (color, dash, _) in self.looks.items():
            look = dict(color=color, dash=dash, width=width)
            about = dict(mode="lines", line=look, meta=meta, showlegend=showlegend)
            figure.add_trace(empty(name) | about, col=column)

    def _add_axes(self, figure, frame):
        surface, steps = SURFACES[frame.race.surface], len(frame.race.theta) - 1
        x_range, y_range = surface.domain
        plain = dict(showgrid=False, zeroline=False)
        figure.update_xaxes(title="weight 1", range=x_range, **plain, col=1)
        figure.update_yaxes(title="weight 2", range=y_range, **plain, col=1)
        figure.update_xaxes(title="step", range=[0, steps], col=2)
        self.loss_range = loss_range(frame)
        losses = dict(title="loss", type="log", range=self.loss_range, dtick=2)
        losses["tickfont_size"] = theme.FONT["size"] - 2  # powers come out larger
        figure.update_yaxes(**losses, exponentformat="power", col=2)
        goal = dict(color="#808080", dash="dot", width=1.5)  # who stays below it has arrived
        across = dict(xref="x2 domain", x0=0, x1=1, yref="y2", y0=surface.goal, y1=surface.goal)
        figure.layout.shapes = [dict(type="line", line=goal) | across]
        figure.update_layout(theme.layout())


def paths(frame):
    """The way of each rule from the first start."""
    return {name: path.T for name, path in zip(frame.names, frame.paths, strict=True)}


def losses(frame):
    """Those along the ways, as far as the axis goes."""
    return by_name(frame.names, np.arange(frame.t + 1), drawable(frame.losses, LOWEST))


def loss_range(frame):
    """Powers of ten, whole at the top so that a start can be dragged without a new axis."""
    top = np.ceil(np.log10(max(1.0, frame.race.value[0].max()))) + 1
    return (np.log10(LOWEST), top)


panel = Recipe("optimizer-race", RaceView)
