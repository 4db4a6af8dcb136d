"""Numbers in words: rounded, legible, never in e-notation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore.words import in_words, value_in_words


@pytest.mark.parametrize(
    "number, words",
    [
        (0, "0"),
        (-0.0, "0"),
        (-3.0, "−3"),
        (-0.25, "−0.25"),
        (1_234, "1,200"),
        (-50_012.3, "−50,000"),
        (999_999, "1,000,000"),
        (0.00099999, "0.001"),
        (1e-6, "0.000001"),
        (9.99e-7, "0.000001"),
        (4e-12, "4 · 10⁻¹²"),
        (-1.26e-12, "−1.3 · 10⁻¹²"),
        (999_999_999, "1 · 10⁹"),
        (1.5e300, "1.5 · 10³⁰⁰"),
        (5e-324, "4.9 · 10⁻³²⁴"),
        (float("nan"), "no number"),
        (float("inf"), "endless"),
        (float("-inf"), "−endless"),
        (np.float32(0.1), "0.1"),
        (np.float64(2.0), "2"),
        (np.int64(1_500), "1,500"),
        (np.array(0.5), "0.5"),
    ],
)
def test_two_digits(number, words):
    assert in_words(number) == words


@pytest.mark.parametrize(
    "digits, words", [(1, "1,000"), (2, "1,200"), (3, "1,230"), (4, "1,235"), (7, "1,234.6")]
)
def test_more_digits_and_less(digits, words):
    assert in_words(1234.6, digits) == words


@pytest.mark.parametrize("digits", [1, 2, 3, 4])
@given(number=st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_can_be_read_back(digits, number):
    words = in_words(number, digits)
    assert not set("e-") & set(words)
    plain = words.replace(",", "").replace("−", "-").split(" · 10")
    power = plain[1].translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")) if plain[1:] else "0"
    assert float(f"{plain[0]}e{power}") == float(f"{number:.{digits}g}")


@pytest.mark.parametrize(
    "value, words",
    [
        (None, "usual"),
        (True, "True"),
        (32, "32"),
        (50_012, "50012"),
        (-3, "−3"),
        (-3.0, "−3"),
        (0.123456, "0.123"),
        (np.float32(0.1), "0.1"),
        (np.float32(0.123456), "0.123"),
        (np.int64(-7), "−7"),
        ("gradient-descent", "gradient-descent"),
        ((-1.5, (1.0, None)), "(−1.5, (1, usual))"),
        ([0.05, "adam"], "(0.05, adam)"),
    ],
)
def test_values_of_knobs(value, words):
    assert value_in_words(value) == words
