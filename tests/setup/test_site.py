"""The site is built with the versions that the course has, each of them pinned."""

import re
import tomllib


def pins(text):
    """{package: version} of lines that begin with name==version."""
    return dict(re.findall(r"^([\w-]+)==([\w.]+)", text, re.M))


def test_the_site_has_the_versions_of_the_course(project):
    told = tomllib.loads((project / "pyproject.toml").read_text())
    course = pins("\n".join([*told["project"]["dependencies"], *told["build-system"]["requires"]]))
    for name in ("requirements.txt", "packages.txt"):
        mine = pins((project / "binder" / "site" / name).read_text())
        shared = mine.keys() & course.keys()
        assert {"anywidget", "ipywidgets"} <= shared
        assert {n: mine[n] for n in shared} == {n: course[n] for n in shared}


def test_what_is_fetched_is_what_was_tested(project):
    """pip refuses a file that has another sum."""
    lines = (project / "binder" / "site" / "packages.txt").read_text().splitlines()[1:]
    assert lines
    assert [
        one for one in lines if not re.fullmatch(r"\S+==\S+ --hash=sha256:[0-9a-f]{64}", one)
    ] == []
