"""A view made of parts side by side: what a new view usually is."""

from textwrap import wrap

from plotly.subplots import make_subplots

from .. import theme
from ..figure import LiveFigure


def wrapped(title, width, columns):
    """A title in lines short enough for a column of this width; narrow ones may jut out."""
    return "<br>".join(wrap(title, round(48 * max(width, 1 / columns))))


class Sheet:
    """A row of subplots. A subclass gives `columns`, `label`, `parts(frame)` and `key_of(frame)`.

    columns: ((title, width), ...), one for each subplot. label: what the figure is, in a few
    words. parts(frame) -> list of (column from 1, part). key_of(frame): frames with equal keys fit
    into the same figure; what the parts depend on besides their numbers.
    """

    columns = (("", 1),)
    label = ""
    spacing = 0.14  # between columns, as a part of the figure

    def __init__(self, frame):
        self.key, self.shown = self.key_of(frame), self.parts(frame)
        total = sum(width for _, width in self.columns)
        widths = [width / total for _, width in self.columns]
        named = zip(self.columns, widths, strict=True)
        titles = [wrapped(title, width, len(widths)) for (title, _), width in named]
        figure = make_subplots(
            1,
            len(titles),
            subplot_titles=titles,
            column_widths=widths,
            horizontal_spacing=min(self.spacing, 0.4 / len(titles)),
        )
        for column, part in self.shown:
            part.add(figure, dict(row=1, col=column), frame)
        lines = max(title.count("<br>") + 1 if title else 0 for title in titles)
        high = 18 * theme.FONT["size"] / 13 * lines
        above = 1.02 + high / (theme.HEIGHT - 105 - high)
        margin = dict(l=55, r=10, t=60 + high, b=45)
        figure.update_layout(theme.layout(margin=margin), legend_y=above)
        figure.update_annotations(font_size=theme.FONT["size"])
        self.figure = LiveFigure(figure, label=self.label)
        self.draw(frame)

    def key_of(self, frame):
        """By default all frames fit."""
        return None

    def fits(self, frame):
        """True if this figure can show the frame."""
        return self.key == self.key_of(frame)

    def draw(self, frame):
        """Show one frame."""
        for _, part in self.shown:
            part.draw(self.figure, frame)
        self.figure.summary = frame.summary

    def has_lines_of(self, frame):
        """True if lines of this frame can be shown behind."""
        return self.fits(frame)

    def overlay(self, frames):
        """Show other runs, {label: frame}, pale behind this one; returns those that have lines."""
        fitting = {label: frame for label, frame in frames.items() if self.has_lines_of(frame)}
        for _, part in self.shown:
            part.overlay(self.figure, fitting)
        return fitting
