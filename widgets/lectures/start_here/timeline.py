"""The ideas of the course as dots over the years, each with its name and its lecture."""

import numpy as np

from ...figure import theme
from ...making import Recipe
from ...views.dots import Dots
from ...views.looks import looks_of
from ...views.sheet import Sheet

ERAS = (1941, 2007), (2009.8, 2017.4)
ROWS = 16  # for names
LETTER, WIDE = 0.46, 312  # width of a letter for its size, and of a plot on a small page
AWAY = 0.9  # letters between a dot and its name, which begins and ends with a space


class TimelineView(Sheet):
    """The years before 2010 on the left, those since then on the right; `TimelineFrame`s."""

    columns = (("the first 63 years", 1), ("the last eight", 1))
    label = "The ideas of the course over the years"
    lines = ROWS

    def key_of(self, frame):
        """What is written, of which ideas."""
        return frame.ideas, frame.words

    def parts(self, frame):
        """Names in both plots, by groups, and a ring around the last one."""
        shown, looks = [], looks_of(frame.groups)
        for column, era in enumerate(ERAS, 1):
            for name, look in looks.items():
                shown.append((column, Named(frame, era, name, look, legend=column == 1)))
            ring = dict(size=15, symbols="circle-open", silent=True)
            shown.append((column, Dots(last_of(era), theme.INK, **ring)))
        return shown


class Named(Dots):
    """The dots of a group of lectures in an era, with their names; nan hides what is to come."""

    def __init__(self, frame, era, name, look, legend):
        found = [one for one in placed(frame, era) if one[0].lecture in frame.groups[name]]
        self.ideas, self.rows, self.sides = zip(*found, strict=True) if found else ((), (), ())
        self.text, self.legend = [said(idea, frame.words) for idea in self.ideas], legend
        self.notes = [f"{idea.year}, {idea.who}:<br>{idea.note}" for idea in self.ideas]
        years = dict(tickmode="array", tickvals=ticks(era), tickangle=0, zeroline=False)
        rows = dict(visible=False, fixedrange=True)
        ends = dict(x_range=list(era), y_range=[ROWS - 0.3, -0.7])
        about = dict(symbols=look[2], size=9, name=name, silent=True)
        axes = dict(x_axis=years, y_axis=rows)
        super().__init__(self.places, look[0], **about, **ends, **axes)

    def places(self, frame):
        """x, y; at least one, which may be nan."""
        if not self.ideas:
            return np.full((2, 1), np.nan)
        come = [idea in frame.so_far for idea in self.ideas]
        years = [idea.year for idea in self.ideas]
        return np.array(years, float), np.where(come, self.rows, np.nan)

    def add(self, figure, where, frame):
        """The dots, to which the names are added."""
        super().add(figure, where, frame)
        about = dict(mode="markers+text", cliponaxis=False, showlegend=self.legend)
        about |= dict(
            line_color=self.colors,
            legendgroup=self.name,
            textfont=dict(size=theme.FONT["size"] - 1),
        )
        about |= dict(text=self.text or [" "], textposition=self.sides or ["top left"])
        figure.data[self.first].update(about)


def said(idea, words):
    """What stands beside a dot."""
    first = idea.who.replace(" et al.", "").partition(" &")[0]
    return f"\u00a0{idea.name if words == 'what' else first} · {idea.lecture}\u00a0"


def placed(frame, era):
    """[(idea, row, side of its name), ...] of an era: the first row where there is room."""
    size = LETTER * theme.FONT["size"] * (era[1] - era[0]) / WIDE  # of a letter, in years
    free, found = [[] for _ in range(ROWS)], []
    for idea in frame.ideas:
        if not era[0] <= idea.year <= era[1]:
            continue
        long = (letters(said(idea, frame.words)) + AWAY) * size
        left, near = idea.year + long > era[1], AWAY * size
        before, after = (long, near) if left else (near, long)
        ends = idea.year - before, idea.year + after
        row = next((r for r in range(ROWS) if clear(ends, free[r])), ROWS - 1)
        free[row].append(ends)
        found.append((idea, row, "middle left" if left else "middle right"))
    return found


def letters(text):
    """How many letters of usual width it is as long as."""
    return len(text) + sum(letter in "mwMW" for letter in text) / 2


def clear(ends, taken):
    """Is nothing there?"""
    return all(ends[1] < low or ends[0] > high for low, high in taken)


def last_of(era):
    """Where the last idea is, if it is of this era."""

    def place(frame):
        rows = [row for idea, row, _ in placed(frame, era) if idea == frame.so_far[-1]]
        return np.array([[frame.so_far[-1].year if rows else np.nan], rows or [np.nan]], float)

    return place


def ticks(era):
    """Years that are written below."""
    return list(range(1950, 2010, 10) if era[0] < 1950 else range(2010, 2018))


panel = Recipe("timeline", TimelineView)
