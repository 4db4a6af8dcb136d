"""Formulas of rules as TeX, with the numbers of a step, and as text where TeX has no words."""

import re

import pytest

from dlcore import OPTIMIZERS
from dlcore.words import in_words
from tests.widgets.panels import press, small
from widgets import texts
from widgets.figure import theme
from widgets.panel.drawers import Formula
from widgets.panel.drawers.typeset import number, symbol, typeset


def tex(*formulas, known=None, colors=None):
    """The block of formulas whose values are all 2."""
    return typeset([(formula, "", 2.0) for formula in formulas], known or {}, colors or {})


@pytest.mark.parametrize(
    ("name", "said"),
    [("lr", r"\eta"), ("theta", r"\theta"), ("g", "g"), ("beta1", r"\beta_{\mathrm{1}}")]
    + [("ahead", r"\mathrm{ahead}"), ("g_old", r"g_{\mathrm{old}}")],
)
def test_symbols(name, said):
    assert symbol(name) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.05, "0.05"), (-2.334, "(-2.33)"), (1e-8, r"(1 \cdot 10^{-8})"), (12345.0, "12{,}300")]
    + [(-4e-12, r"(-4 \cdot 10^{-12})"), (float("inf"), r"\text{endless}")]
    + [(float("nan"), r"\text{no number}"), (6, "6")],
)
def test_numbers(value, said):
    assert number(value) == said


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("d = a / b", r"\frac{a}{b}"),
        ("d = a - (b - c)", r"a - \left(b - c\right)"),
        ("d = a - b - c", "a - b - c"),
        ("d = (a + b) * c", r"\left(a + b\right) \cdot c"),
        ("d = (a + b)**2", r"{\left(a + b\right)}^{2}"),
        ("d = sqrt(a) + abs(b)", r"\sqrt{a} + \left|b\right|"),
        ("d = max(a, b)", r"\mathrm{max}\left(a, b\right)"),
        ("d = a * (b <= 0)", r"a \cdot [b \le 0]"),
        ("d = a * -b", r"a \cdot -b"),
    ],
)
def test_expressions(formula, said):
    known = dict(a=1.0, b=3.0, c=5.0)
    assert f"d &= {said} &" in tex(formula, *["t = a"] * 3, known=known)


@pytest.mark.parametrize("right", ["a[0]", "np.tanh(a)", "a if b else c", "a != b"])
def test_what_it_cannot_say_it_refuses(right):
    with pytest.raises(ValueError, match="a formula cannot contain"):
        tex(f"d = {right}", known=dict(a=1.0, b=1.0, c=1.0))


def test_memory_changes_the_rest_is_equal_and_colours_have_groups():
    block = tex("v = a * v", "d = v", known=dict(a=1.0, v=0.5), colors={"v": theme.COLORS[4]})
    ink = r"\color{var(--live-ink-4)}"
    assert rf"{{{ink}v}} &\leftarrow a \cdot {{{ink}v}}" in block
    assert rf"d &= {{{ink}v}}" in block
    assert rf"1 \cdot {{{ink}0.5}}" in block and rf"{{{ink}\mathbf{{2}}}}" in block


@pytest.fixture
def panel():
    made = small("optimizer_race")
    made.player.reset()
    made.player.step(4)
    made.buttons[Formula].value = True
    yield made
    made.close()


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_rule_is_typeset_and_told_with_the_numbers_of_the_step(panel, name):
    drawer = panel.drawers[Formula]
    drawer.rule.value = name
    moment = panel.frame.moment(panel.frame.names.index(name), 0)
    shown, lines = drawer.typeset.value, moment.lines()
    assert r"\begin{aligned}" in shown and shown.count("aria-hidden") == 1
    assert shown.count("{") == shown.count("}")
    for formula, filled, value in lines:
        assert f"{formula}; {filled} = {in_words(value, 4)}." in shown.replace("&gt;", ">")
    new = number(lines[-1][-1], 4).strip("()")
    assert rf"\mathbf{{{new}}}" in shown


def test_it_steps_forward_and_back(panel):
    drawer = panel.drawers[Formula]
    back, forward = drawer.children[0].children[-2:]
    before, position = drawer.typeset.value, panel.player.position
    press(forward)
    assert panel.player.position == position + 1 and drawer.typeset.value != before
    press(back)
    assert drawer.typeset.value == before


def test_a_formula_of_a_reader_that_is_no_arithmetic_is_shown_as_text(panel, monkeypatch):
    drawer = panel.drawers[Formula]
    drawer.rule.value = "momentum"
    rule = type(OPTIMIZERS["momentum"]())
    monkeypatch.setattr(rule, "formula", ("d = np.tanh(<velocity>)",))
    drawer.refresh()
    assert drawer.typeset.value == "<pre>d = np.tanh(&lt;velocity&gt;)</pre>"
    monkeypatch.setattr(rule, "formula", ("d = tanh(velocity)",))
    drawer.refresh()
    assert drawer.typeset.value == "<pre>d = tanh(velocity)</pre>"


def test_the_check_speaks_without_e_notation(panel):
    drawer = panel.drawers[Formula]
    assert "Check: the gradient g is" in drawer.text.value and texts.DIGITS in drawer.text.value
    for name in OPTIMIZERS:
        drawer.rule.value = name
        cells = re.findall("<td>([^<]*)</td>", drawer.text.value)[2::3]
        assert cells and not any(re.search(r"\de[-+]?\d", cell) for cell in cells)
