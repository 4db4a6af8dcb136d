"""Handouts: python -m widgets.course.handout notebooks/07_optimizer_race.ipynb [folder]

Runs a notebook with every panel played to its end and writes it as one HTML file that needs
nothing else, no network and no kernel, and as a PDF where a browser is found to print it. What a
panel shows is decided by its settings in the notebook: optimizer_race(surface="bowl", lr=0.1).
Bets and missions are boxes to write in; what happens in them stands at the end.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from .. import texts
from ..questions.paper import AFTER, figure
from .stored import TWIN

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
WIDGET = "application/vnd.jupyter.widget-view+json"
NO_SOURCE = {"transient": {"remove_source": True}}  # metadata that nbconvert looks at
STYLE = """<style>
@page { size: A4; margin: 16mm 15mm; }
body { font-size: 11pt; }
pre, .highlight pre { white-space: pre-wrap !important; overflow-wrap: anywhere; }
.highlight pre, .jp-RenderedText pre { font-size: 9pt; }
.jp-Notebook { padding: 0 !important; }
.jp-InputPrompt, .jp-OutputPrompt { display: none; }
img, figure svg { max-width: 100%; height: auto; }
figcaption { font-size: 10pt; color: #444; }
.live-paper, figure, tr { break-inside: avoid; }
h1, h2, h3 { break-after: avoid; }
</style>"""


def executed(path):
    """The notebook with its outputs; panels are pictures, played to their ends."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    os.environ["LIVE_PANELS"] = "finished"
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # as `make lab` has it
    folder = {"metadata": {"path": str(Path(path).parent)}}
    # a sweep that is played to its end may take minutes: no timeout, and one sees how far it is
    told = partial(say_where, len(notebook.cells))
    options = dict(timeout=None, kernel_name="python3", resources=folder, on_cell_start=told)
    NotebookClient(notebook, **options).execute()
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            with_words(output.get("data", {}))
        if cell.metadata.get("jupyter", {}).get("source_hidden"):
            cell.metadata |= NO_SOURCE
        if "outputs" in cell:
            cell.outputs = list(filter(on_paper, cell.outputs))
    return with_ends(notebook)


def say_where(cells, cell, cell_index):
    """How far it is, on one line."""
    print(f"cell {cell_index + 1} of {cells}", end="\r", file=sys.stderr, flush=True)


def on_paper(output):
    """Is there something to print? Of a widget only what it offers in its place."""
    data = output.get("data", {})
    return data.pop(WIDGET, None) is None or bool(data.keys() - {"text/plain"})


def with_words(data):
    """A panel's picture becomes part of the page, where its name and its sentence can be read."""
    if WIDGET in data and TWIN in data:
        data["text/html"] = figure(data.pop(TWIN), data.get("text/plain", "").partition(": ")[2])


def with_ends(notebook):
    """What happens in bets moves to the end of the notebook."""
    import nbformat

    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    ends = [output.get("data", {}).pop(AFTER, "") for output in outputs]
    if any(ends):
        head = nbformat.v4.new_markdown_cell(f"## {texts.AFTERWARDS}")
        shown = "\n".join(filter(None, ends))
        result = nbformat.v4.new_output("display_data", data={"text/html": shown})
        last = nbformat.v4.new_code_cell(outputs=[result], metadata=NO_SOURCE)
        notebook.cells += [head, last]
    return notebook


def write_html(notebook, target, folder="."):
    """One file: pictures inside, those of its folder, too; formulas as MathML, for any browser."""
    from latex2mathml.converter import convert
    from nbconvert import HTMLExporter
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    class Renderer(IPythonRenderer):
        def inline_math(self, body):
            return convert(body)

        def block_math(self, body):
            return convert(body, display="block")

        multiline_math = block_math

    def markdown(source):
        pictures = dict(embed_images=True, path=str(folder))
        return MarkdownWithMath(renderer=Renderer(escape=False, **pictures)).render(source)

    exporter = HTMLExporter(embed_images=True, filters={"markdown2html": markdown})
    html, _ = exporter.from_notebook_node(notebook)
    html = html.replace("<details>", "<details open>")  # those of a class stay folded on paper
    html = html.replace("</head>", f"{STYLE}</head>", 1)
    # what is left of the template's scripts asks the network for drawings that are not here
    target.write_text(re.sub(r"<script.*?</script>", "", html, flags=re.S), encoding="utf-8")


def write_pdf(html, target):
    """Let a browser print the HTML; False if there is none."""
    browser = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        return False
    with tempfile.TemporaryDirectory() as profile:
        options = ["--headless", "--disable-gpu", "--no-first-run", f"--user-data-dir={profile}"]
        options += ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        options += ["--no-pdf-header-footer", f"--print-to-pdf={target}"]
        subprocess.run(
            [browser, *options, html.resolve().as_uri()], check=True, capture_output=True
        )
    return target.exists()


def handout(path, folder="."):
    """Write the HTML and PDF of a notebook into a folder -> the paths written."""
    html = Path(folder).resolve() / (Path(path).stem + ".html")
    html.parent.mkdir(parents=True, exist_ok=True)
    write_html(executed(path), html, Path(path).parent)
    pdf = html.with_suffix(".pdf")
    return [html, pdf] if write_pdf(html, pdf) else [html]


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3 or not Path(sys.argv[1]).is_file():
        sys.exit(__doc__)
    written = handout(*sys.argv[1:])
    print("Written:", *written)
    if len(written) == 1:
        print("No PDF: there is no Chromium or Chrome here; any browser can print the HTML.")
