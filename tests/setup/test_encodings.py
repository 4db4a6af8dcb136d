"""Files are UTF-8 wherever the course runs: nothing asks the machine for its encoding."""

import ast
import os
import subprocess
import sys

import pytest

from tests.conftest import PROJECT

SOURCES = [*PROJECT.glob("dlcore/**/*.py"), *PROJECT.glob("widgets/**/*.py")]
EVERYTHING = """
import importlib, pkgutil, warnings
ours = r"(dlcore|widgets)\\b"
warnings.filterwarnings("error", category=EncodingWarning, module=ours)
import dlcore, widgets
for package in (dlcore, widgets):
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not found.name.rpartition(".")[2].startswith("build_"):  # of data sets: run once
            importlib.import_module(found.name)
from dlcore.data import own
from widgets.course import claims
from widgets.questions import attempts
open("a.csv", "w", encoding="utf-8").write("x,y,label\\n" + "1,2,größer\\n2,1,小さい\\n" * 9)
own.from_csv("a.csv")
claims.tables()
for _ in range(2):
    attempts.keep({"question": "Wie groß? 大きい?"}, "kept.json")
attempts.amend("Wie groß? 大きい?", "kept.json", saw="ü")
panel = widgets.optimizer_race(steps=10)
for button in panel.buttons.values():
    button.value = True
panel._repr_mimebundle_()
panel = widgets.ask("Wie groß?", ["größer", "小さい"], "größer")
panel._repr_mimebundle_()
from widgets.panel.page import Page
print("←" in Page._css or "✓" in Page._css or not Page._css.isascii())
"""
OPENERS = {"open": 1, "read_text": 0, "write_text": 1}  # and where their encoding stands


def without_encoding(source):
    """Calls that open a text file without naming its encoding, as line numbers."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        of_another = isinstance(function, ast.Attribute) and name == "open"  # of gzip, of a handler
        if name not in OPENERS or of_another or any(k.arg == "encoding" for k in node.keywords):
            continue
        binary = any(isinstance(a, ast.Constant) and "b" in str(a.value) for a in node.args[1:])
        if not binary and len(node.args) <= OPENERS[name]:
            yield node.lineno


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_every_file_is_opened_with_its_encoding(path):
    assert list(without_encoding(path.read_text("utf-8"))) == []


def test_one_that_is_not_is_found():
    assert list(without_encoding('open("a")\nopen("a", "rb")\np.read_text()\np.write_text(t)')) == [
        1,
        3,
        4,
    ]
    assert list(without_encoding('p.read_text("utf-8"); open("a", encoding="utf-8")')) == []


@pytest.mark.parametrize("locale", ["C", "POSIX", "de_DE.ISO-8859-1"])
def test_everything_runs_where_text_is_ascii(locale, tmp_path):
    """Without Python's own help, and where a file opened without an encoding is an error."""
    environment = os.environ | {"PYTHONPATH": str(PROJECT), "LC_ALL": locale, "LANG": locale}
    environment |= {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    strict = ["-X", "warn_default_encoding"]
    script = tmp_path / "everything.py"
    script.write_text(EVERYTHING, "utf-8")
    run = subprocess.run(
        [sys.executable, *strict, script], cwd=tmp_path, env=environment, capture_output=True
    )
    assert run.returncode == 0, run.stderr.decode("utf-8", "replace")[-2000:]
