"""Paths over an error surface beside their losses."""

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dlcore import SURFACES

from .. import theme
from ..figure import LiveFigure
from .parts import Behind, drawable
from .rules import looks_of

LOWEST = 1e-9  # the loss axis ends here: below it is rounding
ROOM = (0.5, 0.12)  # what a note takes up, as parts of the picture


class RaceView:
    """Left the surface with one path for each rule, right the loss of each; `RaceFrame`s."""

    def __init__(self, frame):
        self.key = self.key_of(frame)
        self.looks = looks_of(frame.race.names)
        figure = make_subplots(1, 2, column_widths=[0.52, 0.48], horizontal_spacing=0.14)
        self._add_surface(figure, frame.race.surface)
        self._add_lines(figure, frame.race.names)
        self._add_axes(figure, frame)
        label = f"Paths of optimizers on the surface {frame.race.surface}, and their losses"
        self.figure = LiveFigure(figure, label=label, pick="xy", handle=self.start)
        self.notes = None
        self.draw(frame)

    @staticmethod
    def key_of(frame):
        """Frames with the same key fit into the same figure."""
        return frame.race.surface, frame.race.names, len(frame.race.theta)

    def fits(self, frame):
        """True if this figure can show the frame."""
        return self.key == self.key_of(frame)

    def _add_surface(self, figure, name):
        surface = SURFACES[name]
        x, y, z = surface.grid()
        # logarithm of the height above the lowest point, so that valley floors show
        z = np.log10(z - z.min() + 0.01)
        contour = go.Contour(
            x=x, y=y, z=z, ncontours=18, showscale=False, hoverinfo="skip", colorscale="Greys"
        )
        contour.update(reversescale=False, opacity=0.55, line=dict(width=0.7))
        figure.add_trace(contour, 1, 1)
        if surface.minimum:
            star = dict(symbol="star", size=13, color="#FFFFFF", line=dict(color="#000", width=1.5))
            lowest = [[v] for v in surface.minimum]
            figure.add_trace(self._dots("lowest point", *lowest, star, showlegend=False), 1, 1)

    @staticmethod
    def _dots(name, x, y, marker, **more):
        return go.Scatter(x=x, y=y, mode="markers", name=name, marker=marker, **more)

    def _add_lines(self, figure, names):
        self.old_paths = Behind(names, self.looks, ends=False)
        self.old_losses = Behind(names, self.looks)
        self.old_paths.add(figure, dict(row=1, col=1))
        self.old_losses.add(figure, dict(row=1, col=2))
        self.crowds = len(figure.data)
        for name, (color, _, _) in zip(names, self.looks, strict=True):
            small = dict(size=5, color=color, opacity=0.7)
            about = dict(legendgroup=name, showlegend=False, hoverinfo="skip")
            figure.add_trace(self._dots(f"{name}, other starts", [0], [0], small, **about), 1, 1)
        self.paths = len(figure.data)
        self._add_traces(figure, names, 1, 2.5)
        self.losses = len(figure.data)
        self._add_traces(figure, names, 2, 2)
        colors, _, symbols = zip(*self.looks, strict=True)
        marker = dict(size=11, color=colors, symbol=symbols, line=dict(width=1.5, color="#FFFFFF"))
        self.heads = len(figure.data)
        zeros = [0.0] * len(names)
        heads = self._dots("now", zeros, zeros, marker, showlegend=False, text=list(names))
        figure.add_trace(heads.update(hovertemplate="%{text}<extra></extra>"), 1, 1)
        self.start = len(figure.data)
        ring = dict(size=18, symbol="circle-open", color="#000000", line=dict(width=2.5))
        figure.add_trace(self._dots("start", [0], [0], ring, showlegend=False), 1, 1)

    def _add_traces(self, figure, names, column, width):
        for name, (color, dash, _) in zip(names, self.looks, strict=True):
            line = go.Scatter(x=[0], y=[1], mode="lines", name=name, legendgroup=name)
            line.update(line=dict(color=color, dash=dash, width=width), showlegend=column == 1)
            figure.add_trace(line, 1, column)

    def _add_axes(self, figure, frame):
        surface, steps = SURFACES[frame.race.surface], len(frame.race.theta) - 1
        x_range, y_range = surface.domain
        plain = dict(showgrid=False, zeroline=False)
        figure.update_xaxes(title="weight 1", range=x_range, **plain, row=1, col=1)
        figure.update_yaxes(title="weight 2", range=y_range, **plain, row=1, col=1)
        figure.update_xaxes(title="step", range=[0, steps], row=1, col=2)
        self.loss_range = self._loss_range(frame)
        losses = dict(title="loss", type="log", range=self.loss_range, dtick=2)
        losses["tickfont_size"] = theme.FONT["size"] - 2  # powers come out larger
        figure.update_yaxes(**losses, exponentformat="power", row=1, col=2)
        goal = dict(color="#808080", dash="dot", width=1.5)  # who stays below it has arrived
        figure.add_hline(y=surface.goal, line=goal, row=1, col=2)
        figure.update_layout(theme.layout())

    @staticmethod
    def _loss_range(frame):
        """Powers of ten, whole at the top so that a start can be dragged without a new axis."""
        top = np.ceil(np.log10(max(1.0, frame.race.value[0].max()))) + 1
        return (np.log10(LOWEST), top)

    def draw(self, frame):
        """Show one frame."""
        figure, race = self.figure, frame.race
        for r, (path, loss) in enumerate(zip(frame.paths, frame.losses, strict=True)):
            figure.set(self.paths + r, x=path[:, 0], y=path[:, 1])
            figure.set(self.losses + r, x=np.arange(len(loss)), y=drawable(loss, LOWEST))
        here = frame.places
        figure.set(self.heads, x=here[:, 0, 0], y=here[:, 0, 1])
        for r, others in enumerate(here[:, 1:]):
            figure.set(self.crowds + r, x=others[:, 0], y=others[:, 1])
        figure.set(self.start, x=race.theta[0, 0, :1, 0], y=race.theta[0, 0, :1, 1])
        self._note(frame)
        if self.loss_range != (now := self._loss_range(frame)):
            self.loss_range = now
            figure.relayout(yaxis2__range=now)
        figure.summary = frame.summary

    def overlay(self, frames):
        """Show other runs, {label: frame}, pale behind this one; returns those that fit here."""
        surface = self.key[0]
        fitting = {k: frame for k, frame in frames.items() if frame.race.surface == surface}
        paths = {
            k: {name: path.T for name, path in zip(frame.names, frame.paths, strict=True)}
            for k, frame in fitting.items()
        }
        losses = {
            k: {
                name: (np.arange(len(loss)), drawable(loss, LOWEST))
                for name, loss in zip(frame.names, frame.losses, strict=True)
            }
            for k, frame in fitting.items()
        }
        self.old_paths.draw(self.figure, paths)
        self.old_losses.draw(self.figure, losses)
        return fitting

    def _note(self, frame):
        """Write "diverged at step t" where a path leaves the picture; one note for neighbours."""
        size, groups = np.ptp(SURFACES[frame.race.surface].domain, axis=1), []
        for name, step in frame.diverged.items():
            place = self._last_inside(frame, frame.race.names.index(name))
            near = [g for g in groups if (np.abs(g[0] - place) < ROOM * size).all()]
            group = near[0] if near else (place, [])
            groups += [] if near else [group]
            group[1].append(f"{name} diverged at step {step}")
        low, _ = np.array(SURFACES[frame.race.surface].domain).T
        look = dict(xref="x", yref="y", bgcolor="rgba(255,255,255,.85)", arrowcolor="#222", ax=0)
        notes = []
        for place, lines in groups:
            left, below = place < low + (0.5, 0.76) * size  # words keep away from the edges
            note = dict(xanchor="left" if left else "right", font=dict(color="#222", size=12))
            note |= dict(text="<br>".join(lines), x=float(place[0]), y=float(place[1]))
            notes.append(look | note | dict(ay=(20 + 8 * len(lines)) * (-1 if below else 1)))
        if notes != self.notes:
            self.notes = notes
            self.figure.relayout(annotations=notes)

    @staticmethod
    def _last_inside(frame, r):
        low, high = np.array(SURFACES[frame.race.surface].domain).T
        path = frame.race.theta[:, r, 0]
        with np.errstate(invalid="ignore"):
            inside = ((path >= low) & (path <= high)).all(-1)
        last = np.flatnonzero(inside)[-1] if inside.any() else 0
        x, y = np.clip(path[last], low, high)
        return np.array([x, y])
