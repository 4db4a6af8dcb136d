"""The update rule with the numbers of this very step, and a check of its gradient."""

from html import escape

import ipywidgets as w

from .. import texts
from .base import Drawer
from .table import html_table


class Formula(Drawer):
    """One rule, one weight: symbols, the same with numbers, values; stepping changes them.

    For frames that have `moment(r, weight)`.
    """

    title, icon, help = texts.FORMULA, "superscript", texts.FORMULA_HELP

    def __init__(self, panel):
        self.rule = w.Dropdown(options=panel.frame.names, description=texts.RULE)
        self.rule.tooltip = texts.RULE_HELP
        self.weight = w.Dropdown(options=(1, 2), description=texts.WEIGHT)
        self.weight.tooltip = texts.WEIGHT_HELP
        self.text = w.HTML()
        super().__init__(panel, [w.HBox([self.rule, self.weight]), self.text])
        for choice in (self.rule, self.weight):
            choice.observe(lambda _: self.refresh(), "value")

    @classmethod
    def suits(cls, frame):
        """Frames of races have moments."""
        return hasattr(frame, "moment")

    def refresh(self):
        """Write the lines of the present step."""
        names = self.panel.frame.names
        if self.rule.options != names:
            self.rule.options = names
            self.rule.value = names[0]
        r = names.index(self.rule.value)
        moment = self.panel.frame.moment(r, self.weight.value - 1)
        rows = [(formula, numbers, f"{value:.6g}") for formula, numbers, value in moment.lines()]
        gap = abs(moment.numbers["g"] - moment.slope)
        check = texts.SLOPE.format(g=moment.numbers["g"], slope=moment.slope, gap=gap)
        self.text.value = html_table(texts.FORMULA_COLUMNS, rows) + f"<p>{escape(check)}</p>"
