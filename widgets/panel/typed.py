"""Numbers as people type them, and as other programs and this course write them."""

import re
from itertools import product

from dlcore.words import RAISED

LOWERED = {raised: chr(plain) for plain, raised in RAISED.items()}
UPPER = "".join(map(chr, LOWERED))
POWER = re.compile(r"(?:(?P<front>[^*·×]+)[*·×])?10\^(?P<power>[+-]?\d+)")


def readings(text):
    """All numbers that a text may mean, first what it means as this course writes numbers.

    A comma may set thousands or decimals apart. Nothing for what is no number.

    >>> [readings(text) for text in ("0,05", "50,000", "1,000,000", "1/20", "2 · 10⁻³", "many")]
    [[0.05], [50000.0, 50.0], [1000000.0], [0.05], [0.002], []]
    """
    text = re.sub(f"[{UPPER}]+", lambda power: "^" + power[0].translate(LOWERED), text.strip())
    text = text.replace("−", "-").replace("**", "^").lstrip("~≈ ")
    text = re.sub(r"(?<=\d)[\s'’](?=\d{3}(?!\d))", "", text)  # 50 000
    text = re.sub(r"\s*([*·×^/])\s*", r"\1", text)
    if power := POWER.fullmatch(text):
        text = f"{power['front'] or 1}e{power['power']}"
    above, fraction, below = text.partition("/")
    if not fraction:
        return [number for plain in plains(text) for number in as_float(plain)]
    pairs = product(readings(above), readings(below))
    return [one / other for one, other in pairs if other]


def plains(text):
    """The ways to read its commas, as texts that Python reads."""
    first, *groups = text.split(",")
    sizes = [len(re.match(r"\d*", group)[0]) for group in groups]
    if groups and first.strip("+-0") and all(size == 3 for size in sizes):
        yield text.replace(",", "")
    if len(groups) == 1 and "." in text or len(groups) > 1:
        return
    yield text.replace(",", ".")


def as_float(plain):
    """[number], or [] where there is none."""
    try:
        return [float(plain)]
    except ValueError:
        return []
