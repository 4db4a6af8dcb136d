"""Memory of a class hour: a notebook is run, and each of its panels played for a while.

    python -m tests.benchmarks.class_hour notebooks/07_optimizer_race.ipynb --seconds 60

Each notebook has a kernel of its own, as in JupyterLab; its largest resident memory is printed.
"""

import argparse
from pathlib import Path

import nbformat
import psutil
from nbclient import NotebookClient

PLAY = """
import asyncio, time
from ipywidgets.widgets import widget
from widgets.panel import Panel

for panel in [made for made in widget._instances.values() if isinstance(made, Panel)]:
    until = time.perf_counter() + {seconds}
    if panel.player.held:
        panel.player.hold(False)
    while time.perf_counter() < until:
        panel.player.play()
        await asyncio.sleep(0.2)
    panel.player.stop()
    print(panel.page.panel, panel.problem)
"""


def peak(path, seconds):
    """Megabytes of a kernel after the notebook has run, and after all its panels were played."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=None, resources=dict(metadata=dict(path=path.parent)))
    with client.setup_kernel():
        process = psutil.Process(client.km.provisioner.pid)
        for index, cell in enumerate(notebook.cells):
            client.execute_cell(cell, index)
        ran = process.memory_info().rss
        played = nbformat.v4.new_code_cell(PLAY.format(seconds=seconds))
        notebook.cells.append(played)
        client.execute_cell(played, len(notebook.cells) - 1)
        names = "".join(output.get("text", "") for output in played.outputs).split("\n")
        return ran / 1e6, process.memory_info().rss / 1e6, [n for n in names if n.strip()]


def main():
    """One line for each notebook."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebooks", nargs="+", type=Path)
    parser.add_argument("--seconds", type=float, default=60, help="for each panel")
    asked = parser.parse_args()
    for path in asked.notebooks:
        ran, played, names = peak(path, asked.seconds)
        print(f"{path.stem}: {ran:.0f} MB run, {played:.0f} MB played ({len(names)} panels)")


if __name__ == "__main__":
    main()
