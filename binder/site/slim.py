"""Packages as the site has them: without what no page needs, and compiled.

A page forgets at its end what it has compiled, and most of a start is compiling; so packages carry
their bytecode, made by the very Python that runs in the page. Whatever was compiled from other
languages stays as it is, byte for byte.
"""

import re
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

WITHOUT = {  # files of a package that are left out
    "matplotlib": r"mpl-data/(sample_data|fonts/(afm|pdfcorefonts)|images)/|/web_backend/",
    "plotly": r"\.data/|plotly/(?!package_data/templates/plotly\.json)",
    "plotly-python": r"\.data/|/package_data/|/labextension/",
    "deep-learning-live": r"\.data/|dlcore/data/build_",
}
RARE = {"plotly-python", "narwhals"}  # not worth their bytecode
CHANGED = {  # (file, what stands there, what shall stand there)
    # a page keeps no list of fonts; looking them up takes half a second, and is no warning
    "matplotlib": ("matplotlib/font_manager.py", "_log.warning(\n", "_log.info(\n"),
    # IPython completes from what is there; jedi would be 1.5 MB and 1,500 files at each start
    "pyodide-kernel": ("pyodide_kernel/interpreter.py", "use_jedi = True", "use_jedi = False"),
}


def unpack(name, wheel, folder):
    """A wheel (bytes) as files in a folder, without what the page does not need."""
    without = re.compile(WITHOUT.get(name, r"(?!)"))
    with ZipFile(BytesIO(wheel)) as zipped:
        for path in zipped.namelist():
            if not without.search(path):
                zipped.extract(path, folder)
    if name == "plotly-python":
        (about,) = folder.glob("*.dist-info")
        about.rename(folder / about.name.replace("plotly", "plotly_python"))
    if name in CHANGED:
        file, before, after = CHANGED[name]
        text = (folder / file).read_text()
        assert before in text, f"{name} has changed"
        (folder / file).write_text(text.replace(before, after, 1))


def compile_all(core, packages, library):
    """Add bytecode to all Python files of two folders of folders."""
    script = Path(__file__).with_name("compile.mjs")
    subprocess.run(["node", script, core, packages, library], check=True)


def pack(folder, file):
    """A folder as a zip or wheel; the same files make the same bytes."""
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=9) as zipped:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            about = ZipInfo(path.relative_to(folder).as_posix())
            about.compress_type = ZIP_DEFLATED
            zipped.writestr(about, path.read_bytes(), compresslevel=9)
