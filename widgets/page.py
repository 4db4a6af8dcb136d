"""What only the page can do for a panel: names for screen readers, and the style sheet."""

from pathlib import Path

import anywidget
import traitlets

from . import texts

HERE = Path(__file__).parent


class Page(anywidget.AnyWidget):
    """An unseen helper in every panel; see page.js."""

    _esm = (HERE / "page.js").read_text()
    _css = (HERE / "panel.css").read_text()
    copied = traitlets.Unicode(texts.COPIED).tag(sync=True)  # what the copy button answers
    gone = traitlets.Unicode(texts.NO_KERNEL).tag(sync=True)  # no kernel answers
    panel = traitlets.Unicode().tag(sync=True)  # the function that makes the panel
