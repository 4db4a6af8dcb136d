"""What is different where Python runs in the page itself, on the site that needs no server.

There is no server and no second process, so none of their packages; versions are those that the
site was built with. The reader's copies of notebooks stay in the browser, also when the site has
newer ones.
"""

import json
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

IN_PAGE = sys.platform == "emscripten"
NOT_HERE = {"cloudpickle", "ipykernel", "jupyter-server", "jupyterlab", "scikit-learn"}
RENEW = "Reload the page; if that does not help, take another browser."
STAMPS = "live/stamps.json"  # on the site: {notebook: its stamp}
NEWER = (
    "The site has another text of {}. You see your own copy, and it stays: to read the other, "
    "rename your copy (right click on it in the list of files), and reload the page."
)
UP_TO_DATE = "Your notebooks have the texts that the site has now."


def stamp(notebook):
    """What tells a text of a notebook (JSON) from another; what readers do to code is no matter."""
    texts = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    joined = "\n\n".join("".join(cell["source"]) for cell in texts)
    return sha256(joined.encode()).hexdigest()[:12]


def other_texts(stamps, folder="."):
    """Of these notebooks, those whose text in the folder is another one."""
    found = []
    for name, known in stamps.items():
        with suppress(OSError, ValueError, KeyError):
            mine = json.loads(Path(folder, name).read_text(encoding="utf-8"))
            found += [name] if stamp(mine) != known else []
    return found


def notebooks():
    """[(fine?, sentence)] on the notebooks, in the browser; [] where the site does not answer."""
    try:
        others = other_texts(json.loads(fetched(STAMPS)))
    except Exception:
        return []
    return [(False, NEWER.format(", ".join(others)))] if others else [(True, UP_TO_DATE)]


def fetched(path):
    """A text of the site as it is now."""
    from js import Date, location
    from pyodide.http import open_url

    site, there, _ = str(location.href).partition("/extensions/")  # where this very program is
    if not there:
        raise OSError(f"no site at {site}")
    return open_url(f"{site}/{path}?{Date.now()}").read()
