"""The doctor: what it says of healthy and of broken installations, and its live test."""

import subprocess
import sys
from importlib.metadata import PackageNotFoundError

import pytest

from tests.widgets.loops import run
from widgets.course import doctor, live_test


def healthy(monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    monkeypatch.setattr(doctor, "packages", lambda: [(doctor.GOOD, "All packages are there.")])
    monkeypatch.setattr(live_test, "LiveTest", lambda: "the live test")


def test_a_healthy_installation_is_one_green_line_and_a_live_test(capsys, monkeypatch):
    healthy(monkeypatch)
    assert doctor.check() == "the live test"
    mark, line, *details = capsys.readouterr().out.splitlines()  # outside a notebook
    assert (mark, line) == (doctor.GOOD, doctor.FINE) and len(details) == 5


def test_the_details_are_behind_the_line(monkeypatch):
    healthy(monkeypatch)
    monkeypatch.setattr("widgets.panel.cells.in_notebook", lambda: True)
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data))
    doctor.check()
    line, details = shown[0]["text/html"].split("</summary>")
    assert doctor.FINE in line and "A network learned to read digits" in details


def test_an_odd_installation_is_told_line_by_line(capsys, monkeypatch):
    healthy(monkeypatch)
    monkeypatch.setenv("OMP_NUM_THREADS", "8")
    assert doctor.check() == "the live test"
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4 and lines[-1].startswith(doctor.ODD)


def without(name):
    """A stand-in for `version` on a machine where this package is missing."""

    def version(asked):
        if asked == name:
            raise PackageNotFoundError(asked)
        return "0.0.1"

    return version


def test_a_missing_package_is_named_and_nothing_else_is_tried(capsys, monkeypatch):
    monkeypatch.setattr(doctor, "version", without("plotly"))
    monkeypatch.setattr(doctor, "mathematics", lambda: pytest.fail("tried all the same"))
    assert doctor.check() is None
    said = capsys.readouterr().out
    assert f"{doctor.BAD} plotly is missing. {doctor.RENEW}" in said
    assert f"{doctor.ODD} numpy 0.0.1 is here" in said


def test_a_course_that_is_not_installed_is_said_so():
    ((mark, sentence),) = doctor.packages("no-such-course")
    assert mark == doctor.BAD and doctor.RENEW in sentence


@pytest.mark.parametrize(
    ("version", "mark"), [((3, 9, 2), "BAD"), ((3, 11, 0), "GOOD"), ((3, 13, 1), "GOOD")]
)
def test_python(version, mark):
    found, sentence = doctor.python(version)
    assert found == getattr(doctor, mark)
    assert ".".join(map(str, version)) in sentence


@pytest.mark.parametrize(("value", "mark"), [("1", "GOOD"), ("8", "ODD"), (None, "ODD")])
def test_threads(value, mark):
    environment = {} if value is None else {"OMP_NUM_THREADS": value}
    assert doctor.threads(environment)[0] == getattr(doctor, mark)


def test_the_doctor_can_speak_where_no_package_is_installed():
    """Python without site-packages finds no course and no package: words, not a traceback."""
    code = "from widgets.course.doctor import check; check()"
    run = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert "The course is not installed" in run.stdout


def test_the_button_makes_waves_and_counts_what_the_page_painted(monkeypatch):
    monkeypatch.setattr(live_test, "SECONDS", 0.2)

    async def visit():
        test = live_test.LiveTest()
        said, page = [test.answer.value], test.figure._handle_custom_msg
        test.figure.send = lambda message, buffers=(): page(
            {"kind": "ack", "seq": message["seq"]}, []
        )
        test.children[0].children[0].click()
        said.append(test.answer.value)
        assert test.figure in test.children and test.task is None
        page({"kind": "hello", "seq": 0}, [])
        await test.task
        said.append(test.answer.value)
        test.close()
        return said

    asking, waiting, counted = run(visit)
    assert (asking, waiting) == (live_test.ASKING, live_test.WAITING)
    assert int(counted.split()[0]) > 2
