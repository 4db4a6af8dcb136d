"""Who computes a grid: processes where they pay, or an executor that was named; all end in time."""

import asyncio
import os
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import nbformat
import psutil
import pytest
from nbclient import NotebookClient

from dlcore.experiments import sweep
from tests.widgets.panels import press
from tests.widgets.test_grid import ask, compute, drive
from tests.widgets.truth import same
from widgets import texts, workers
from widgets.panel import workers as who

ASKED = ("hidden", "4, 8, 16", "lr", "0.01, 0.1, 1")
VALUES = ("hidden", (4, 8, 16), "lr", (0.01, 0.1, 1.0))


@pytest.fixture(autouse=True)
def nobody_named(monkeypatch):
    for name in ("LIVE_PROCESSES", *who.ON_A_HUB):
        monkeypatch.delenv(name, raising=False)
    yield
    workers()


@pytest.fixture
def long(monkeypatch):
    """Every grid is one that takes long."""
    monkeypatch.setattr(who, "LONG", 0)
    monkeypatch.setattr(who, "LISTEN", 0)
    workers(2)


def working():
    """Processes below this one that compute; the server that makes them, and its aid, do not."""
    return [
        child for child in psutil.Process().children(recursive=True) if child.ppid() in servers()
    ]


def servers():
    own = psutil.Process().children()
    return [child.pid for child in own if "forkserver" in " ".join(child.cmdline())]


def ended(processes, seconds=5):
    """Are they gone, or soon?"""
    return not psutil.wait_procs(processes, seconds)[1]


@pytest.mark.parametrize(
    "cores, load, n",
    [(1, 0, 0), (2, 0, 2), (2, 1, 2), (2, 1.6, 0), (4, 0, 3), (4, 3, 2), (4, 6, 0), (16, 2, 4)],
)
def test_cores_that_are_free_are_used(cores, load, n, monkeypatch):
    monkeypatch.setattr(who, "cores", lambda: cores)
    monkeypatch.setattr(who, "load", lambda: load)
    assert who.usual() == n


def test_where_many_share_a_machine_there_are_none_by_themselves(monkeypatch):
    monkeypatch.setattr(who, "cores", lambda: 16)
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/ada/")
    assert who.usual() == 0
    monkeypatch.setenv("LIVE_PROCESSES", "3")
    assert who.usual() == 3
    workers(2)
    assert who.usual() == 2
    monkeypatch.setattr(sys, "platform", "emscripten")
    assert who.usual() == 0


def test_the_cores_of_a_container_are_counted(monkeypatch, tmp_path):
    limit = tmp_path / "cpu.max"
    monkeypatch.setattr(who, "LIMIT", limit)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(8), raising=False)
    for text, cores in ("250000 100000", 2), ("50000 100000", 1), ("max 100000", 8), ("", 8):
        limit.write_text(text)
        assert who.cores() == cores
    limit.unlink()
    assert who.cores() == 8


@pytest.mark.parametrize("by", [-1, 2.0, True, "dask"])
def test_what_cannot_compute_is_refused(by):
    with pytest.raises(ValueError, match="an executor, a number of processes or nothing, not"):
        workers(by)


def test_a_long_grid_is_computed_by_processes(long):
    async def scenario(panel, drawer):
        ask(drawer, *ASKED)
        press(drawer.run_button)
        seen, gaps = [], []
        while drawer.task:
            seen = working() or seen
            before = time.perf_counter()
            await asyncio.sleep(0)
            gaps.append(time.perf_counter() - before)
        *_, frame = sweep(panel.experiment, *VALUES, (0, 1))
        assert same(frame, drawer.frame) and len(seen) == 2 and ended(seen)
        assert sorted(gaps)[len(gaps) // 2] < 0.05  # the page is heard
        shown = frame.said(drawer.measure.value, drawer.who.value)
        assert drawer.bar.value == 1 and shown in drawer.said.value

    drive(scenario)


def test_a_short_one_is_computed_here():
    async def scenario(panel, drawer):
        workers(2)
        ask(drawer, "surface", "bowl, beale", "lr", "0.01, 0.1")
        await compute(drawer)
        assert not working()

    drive(scenario, name="optimizer_race")


def test_stop_ends_them_at_once(long):
    async def scenario(panel, drawer):
        ask(drawer, "hidden", "4, 8, 64, 128", "batch", "4, 8", seeds=10)
        press(drawer.run_button)
        while not (drawer.frame and drawer.frame.t and working()):
            await asyncio.sleep(0.01)
        seen, began = working(), time.perf_counter()
        press(drawer.run_button)
        await asyncio.sleep(0)
        assert time.perf_counter() - began < 0.25
        assert ended(seen, 2) and drawer.frame.t < 80
        ask(drawer, "hidden", "4", "batch", "64, 128", seeds=1)
        await compute(drawer)
        assert drawer.frame.known.all()

    drive(scenario)


def test_one_that_dies_is_said_and_what_is_known_stays(long):
    async def scenario(panel, drawer):
        ask(drawer, "hidden", "4, 8, 64, 128", "batch", "4, 8", seeds=10)
        press(drawer.run_button)
        while not (drawer.frame and drawer.frame.t and working()):
            await asyncio.sleep(0.01)
        working()[0].kill()
        await drawer.task
        words = drawer.said.value
        assert "A worker ended before its runs did, perhaps for want of memory." in words
        assert f"{drawer.frame.t} of 80 runs" in words and "problem" in words
        assert drawer.view is not None and drawer.run_button.description == texts.RUN_GRID

    drive(scenario)


def test_an_executor_can_be_named():
    async def scenario(panel, drawer):
        with ProcessPoolExecutor(1, get_context("forkserver")) as pool:
            workers(pool)
            ask(drawer, *ASKED)
            await compute(drawer)
            *_, frame = sweep(panel.experiment, *VALUES, (0, 1))
            assert same(frame, drawer.frame)
            assert pool.submit(int, 3).result() == 3  # it is the reader's, and stays

    drive(scenario)


def test_where_there_can_be_no_processes_this_one_goes_on(long, monkeypatch):
    def none(n):
        raise OSError("no semaphores here")

    monkeypatch.setattr("widgets.panel.processes.Processes", none)

    async def scenario(panel, drawer):
        ask(drawer, *ASKED)
        await compute(drawer)
        assert drawer.frame.known.all()

    drive(scenario)


def test_they_do_not_outlive_who_has_started_them(project):
    code = """
import os, signal, time
from widgets.panel.processes import Processes
if __name__ == "__main__":
    pool = Processes(1)
    print(pool.submit(os.getpid).result(), flush=True)
    pool.submit(time.sleep, 60)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    environment = os.environ | {"PYTHONPATH": str(project)}
    command = [sys.executable, "-c", code]
    said = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True).stdout
    deadline = time.monotonic() + 10
    while psutil.pid_exists(int(said)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not psutil.pid_exists(int(said))


CELLS = [
    """
import numpy as np
from dataclasses import dataclass
from dlcore import OPTIMIZERS
from dlcore.optimizers import Momentum

@OPTIMIZERS.add("mine")
@dataclass(frozen=True)
class Mine(Momentum):
    def update(self, velocity, grad):
        return super().update(velocity, np.tanh(grad))
""",
    """
from widgets import digits_race, workers
from widgets.panel import workers as who
from widgets.panel.drawers.grid import Grid

workers(2)
who.LONG = who.LISTEN = 0
knobs = dict(optimizers=("adam", "mine"), epochs=1, hidden=8, batch=128, rates="same")
panel = digits_race(**knobs)
panel.buttons[Grid].value = True
grid = panel.drawers[Grid]
grid.toggle()
await grid.task
""",
    """
from dlcore.experiments import sweep

axes = (grid.a.name.value, grid.a.values, grid.b.name.value, grid.b.values)
*_, frame = sweep(grid.base, *axes, range(3))
scores = (f.grid["training loss"]["mine"] for f in (frame, grid.frame))
print(grid.frame.known.all(), np.array_equal(*scores), grid.said.value)
""",
]


def test_a_rule_of_a_real_notebook_travels(project):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in CELLS])
    NotebookClient(notebook, timeout=120, resources=dict(metadata=dict(path=project))).execute()
    said = notebook.cells[-1].outputs[0].text
    assert said.startswith("True True"), said
