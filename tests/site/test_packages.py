"""What the site serves is what was checked: sums, compiled files, notebooks, and the zip."""

import hashlib
import json
import tarfile
from io import BytesIO
from zipfile import ZipFile

import pytest

from binder.site import packages
from tests.site.conftest import PROJECT, SITE

FOLDER = SITE / "www" / "static" / "pyodide"


@pytest.fixture(scope="module")
def official():
    """Pyodide's own lock, from npm, which names the sum of each of its packages."""
    archive = (SITE / "cache" / packages.PYODIDE).read_bytes()
    assert hashlib.sha256(archive).hexdigest() == packages.PYODIDE_SUM
    with tarfile.open(fileobj=BytesIO(archive)) as tar:
        return json.load(tar.extractfile("package/pyodide-lock.json"))["packages"]


@pytest.fixture(scope="module")
def lock():
    return json.loads((FOLDER / "pyodide-lock.json").read_text())["packages"]


def compiled(lock):
    """Files of packages that hold more than Python."""
    return [about["file_name"] for about in lock.values() if "wasm32" in about["file_name"]]


def binaries(wheel):
    """{path: bytes} of what was compiled from other languages."""
    with ZipFile(wheel) as file:
        return {path: file.read(path) for path in file.namelist() if path.endswith(".so")}


def test_compiled_packages_are_the_official_ones(official, lock):
    """The fetched wheels have the sums of the official lock, the served ones the same binaries."""
    sums = {about["file_name"]: about["sha256"] for about in official.values()}
    source = packages.Source(SITE / "cache", {"packages": official})
    files = compiled(lock)
    assert {name.partition("-")[0] for name in files} > {"numpy", "matplotlib", "pillow"}
    for file in files:
        fetched = source.carried(file)
        assert hashlib.sha256(fetched).hexdigest() == sums[file], file
        assert binaries(FOLDER / file) == binaries(BytesIO(fetched)) != {}, file


def test_the_lock_names_what_is_there(lock):
    for name, about in lock.items():
        wheel = (FOLDER / about["file_name"]).read_bytes()
        assert hashlib.sha256(wheel).hexdigest() == about["sha256"], name
        assert set(about["depends"]) <= set(lock), name


def test_an_import_of_the_course_finds_all_it_needs(lock):
    assert lock[packages.COURSE]["imports"] == ["dlcore", "widgets"]
    assert {"numpy", "ipywidgets", "anywidget", "plotly"} <= set(lock[packages.COURSE]["depends"])


def test_notebooks_are_untouched():
    for path in (PROJECT / "notebooks").glob("*.ipynb"):
        assert (SITE / "www" / "files" / path.name).read_bytes() == path.read_bytes()


def test_a_wrong_file_is_refused():
    with pytest.raises(SystemExit, match="numpy.whl is not what it should be"):
        packages.check(b"something else", "0" * 64, "numpy.whl")


def test_what_cannot_be_had_is_said_in_a_sentence(tmp_path):
    with pytest.raises(SystemExit, match="numpy could not be fetched"):
        packages.run("numpy", ["false"], tmp_path)
