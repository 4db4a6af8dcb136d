"""Build the course as a site that needs no server: python -m binder.site.build

build/site/www is the site (any server of files will do), build/site/deep-learning-live.zip the
same to take along. Python runs in the page; its packages lie beside it, so nothing is fetched from
elsewhere. Notebooks stay as they are: an import finds its package in the lock of the site.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from widgets.course import in_page

from . import packages, slim

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
BUILD = PROJECT / "build" / "site"
CACHE, WORK, WWW = BUILD / "cache", BUILD / "work", BUILD / "www"
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
IMPORTS = {packages.COURSE: ["dlcore", "widgets"], "plotly": [], "plotly-python": ["plotly"]}
MODULE = b"const module = { exports: {} };\n%s\nexport default module.exports;"  # of plotly.js


def main():
    packages.fetch(CACHE)
    for folder in (WORK, WWW):
        shutil.rmtree(folder, ignore_errors=True)
    core, lock = packages.core(CACHE)
    source = packages.Source(CACHE, lock)
    front_end(source)
    python(core, lock["info"], source)
    beside(source)
    with ZipFile(BUILD / "deep-learning-live.zip", "w", ZIP_DEFLATED) as zipped:
        zipped.write(HERE / "start.py", "deep-learning-live/start.py")
        for path in sorted(path for path in WWW.rglob("*") if path.is_file()):
            zipped.write(path, Path("deep-learning-live", "www", path.relative_to(WWW)))


def front_end(source):
    """JupyterLite with the notebooks as they are."""
    lite, hidden = WORK / "lite", shutil.ignore_patterns(".*", "my_predictions*")
    shutil.copytree(PROJECT / "notebooks", lite / "files", ignore=hidden)
    config = json.loads((HERE / "jupyter-lite.json").read_text())
    options = config["jupyter-config-data"]["litePluginSettings"][KERNEL]["loadPyodideOptions"]
    options["packages"] = packages.START
    options["env"]["LIVE_PLOTLY"] = source.version("plotly")
    (lite / "jupyter-lite.json").write_text(json.dumps(config))
    command = [sys.executable, "-m", "jupyterlite_core.app", "build", "--apps=lab"]
    command += ["--no-sourcemaps", f"--lite-dir={lite}", f"--output-dir={WWW}"]
    command += [f"--contents={lite / 'files'}"]
    run = subprocess.run(command, cwd=lite, capture_output=True, text=True)
    if run.returncode:
        sys.exit(run.stdout + run.stderr)


def python(core, info, source):
    """Pyodide, all packages, compiled, and their lock."""
    target, work = WWW / "static" / "pyodide", WORK / "packages"
    target.mkdir(parents=True)
    for name, data in core.items():
        (target / name).write_bytes(data)
    files = {}
    for name in source.order([*packages.START, packages.COURSE, "plotly-python"]):
        files[name], wheel = course_wheel() if name == packages.COURSE else source.wheel(name)
        rare = "rare" if name in slim.RARE else "packages"
        slim.unpack(name, wheel, WORK / rare / name)
    with ZipFile(BytesIO(core["python_stdlib.zip"])) as library:
        library.extractall(WORK / "library")
    lock = {"info": info, "packages": {}}
    (target / "pyodide-lock.json").write_text(json.dumps(lock))
    slim.compile_all(target, work, WORK / "library")
    slim.pack(WORK / "library", target / "python_stdlib.zip")
    for name, file in files.items():
        rare = "rare" if name in slim.RARE else "packages"
        slim.pack(WORK / rare / name, target / file)
        lock["packages"][name] = entry(name, target / file, source)
    (target / "pyodide-lock.json").write_text(json.dumps(lock, indent=1))


def entry(name, wheel, source):
    """What Pyodide has to know of a package."""
    official = source.official.get(name, {})
    imports = official.get("imports", [name.replace("-", "_")])
    return dict(
        name=name,
        version=wheel.name.split("-")[1],
        file_name=wheel.name,
        sha256=hashlib.sha256(wheel.read_bytes()).hexdigest(),
        install_dir="site",
        package_type="package",
        unvendored_tests=False,
        depends=list(source.needs(name)),
        imports=IMPORTS.get(name, imports),
    )


def course_wheel():
    """-> name, bytes of the wheel of the course as it is now."""
    command = [sys.executable, "-m", "hatchling", "build", "--target=wheel", f"--directory={WORK}"]
    subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
    path = packages.file_of(WORK, packages.COURSE)
    return path.name, path.read_bytes()


def beside(source):
    """The first page, and what panels and the doctor look for: plotly.js, texts of notebooks."""
    with ZipFile(BytesIO(source.wheel("plotly")[1])) as wheel:
        script = MODULE % wheel.read("plotly/package_data/plotly.min.js")
    books = sorted((PROJECT / "notebooks").glob("*.ipynb"))
    stamps = {path.name: in_page.stamp(json.loads(path.read_text("utf-8"))) for path in books}
    shutil.copy(HERE / "index.html", WWW)
    (WWW / "live").mkdir()
    (WWW / "live" / f"plotly-{source.version('plotly')}.js").write_bytes(script)
    (WWW / "live" / "stamps.json").write_text(json.dumps(stamps))


if __name__ == "__main__":
    main()
