"""Doctor: says in words whether this machine can run the course, and what to do if it cannot.

It starts with nothing but Python's own library, so that it can speak when a package is missing.
"""

import os
import sys
from importlib.metadata import PackageNotFoundError, requires, version
from time import perf_counter

from . import in_page

COURSE = "deep-learning-live"
RENEW = "Close Jupyter and start the course with `make lab`; on Binder, open its link again."
RENEW = in_page.RENEW if in_page.IN_PAGE else RENEW
GOOD, ODD, BAD = "✓", "~", "✗"
FINE = "All is well."
DIGITS = "The last digits of results depend on the processor: yours may differ from a neighbour's."
BAND = (
    '<details style="padding: 5px 12px; border-left: 5px solid #1e8a4c; '
    'background: color-mix(in srgb, #1e8a4c 14%, transparent)">{}</details>'
)


def check():
    """Say what was found; return a live test of this page if there can be one."""
    findings = [python(), *(in_the_page() if in_page.IN_PAGE else packages())]
    if not any(mark == BAD for mark, _ in findings):
        findings += [mathematics(), threads()]
    if all(mark == GOOD for mark, _ in findings):
        say_fine([*(sentence for _, sentence in findings), DIGITS])
    else:
        for mark, sentence in findings:
            print(mark, sentence)
    if any(mark == BAD for mark, _ in findings):
        return print("Mend this first, then run the cell again.")
    from .live_test import LiveTest

    return LiveTest()


def say_fine(sentences):
    """One line; the sentences behind it are told at a click, where there is something to click."""
    from IPython.display import display

    from ..panel.cells import in_notebook

    if not in_notebook():
        return print(GOOD, FINE, *sentences, sep="\n")
    listed = "".join(f"<li>{sentence}</li>" for sentence in sentences)
    line = f"<summary><b>{GOOD}</b> {FINE}</summary><ul>{listed}</ul>"
    display({"text/plain": FINE, "text/html": BAND.format(line)}, raw=True)


def python(found=sys.version_info):
    """(mark, sentence) on the version of Python."""
    name = "Python " + ".".join(map(str, found[:3]))
    if found < (3, 11):
        return BAD, f"{name} is too old, 3.11 or newer is needed: `make clean`, then `make lab`."
    return GOOD, f"{name}."


def packages(course=COURSE):
    """[(mark, sentence), ...] on the packages: all as tested, or one sentence for each other."""
    try:
        pins = [one.split("==") for one in requires(course) if "extra" not in one]
    except PackageNotFoundError:
        return [(BAD, f"The course is not installed where this notebook runs. {RENEW}")]
    findings = list(filter(None, (package(name, pin) for name, pin in pins)))
    if findings:
        return findings
    return [(GOOD, f"All {len(pins)} packages have the versions that this course is tested with.")]


def in_the_page(course=COURSE):
    """[(mark, sentence), ...] on the packages and notebooks of a page in which Python runs."""
    names = {one.split("==")[0] for one in requires(course) if "extra" not in one}
    missing = [f for f in (package(name, None) for name in names - in_page.NOT_HERE) if f[0] == BAD]
    fine = f"Python runs in this page, with the packages of its site, NumPy {version('numpy')} too."
    told = [(GOOD if well else ODD, sentence) for well, sentence in in_page.notebooks()]
    return [*(missing or [(GOOD, fine)]), *told]


def package(name, pin):
    """(mark, sentence) on a package that is missing or of another version; None if all is well."""
    try:
        found = version(name)
    except PackageNotFoundError:
        return BAD, f"{name} is missing. {RENEW}"
    if found == pin:
        return None
    return ODD, f"{name} {found} is here, the course is tested with {pin}. Odd looks? {RENEW}"


def mathematics():
    """(mark, sentence) on whether a network learns to read, and how quickly."""
    from dlcore.experiments import DigitsRace

    began = perf_counter()
    *_, frame = DigitsRace(optimizers=("adam",)).frames()
    right, took = frame.accuracies[0, -1], perf_counter() - began
    if right < 0.9:
        return BAD, f"A network that should read digits got only {right:.0%} right. {RENEW}"
    return GOOD, f"A network learned to read digits in {took:.1f} s; it gets {right:.1%} right."


def threads(environment=os.environ):
    """(mark, sentence) on the threads of the linear algebra."""
    if environment.get("OMP_NUM_THREADS") == "1":
        return GOOD, "Linear algebra uses one thread, so that the browser has the rest."
    return ODD, f"Linear algebra may use many threads. Do panels stutter? {RENEW}"
