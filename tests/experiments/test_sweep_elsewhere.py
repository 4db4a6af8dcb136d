"""Sweeps in other processes and on a cluster: the same bits, a reader's rules, what goes wrong."""

import os
import time
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from multiprocessing import get_context

import numpy as np
import pytest

from dlcore import OPTIMIZERS, SURFACES
from dlcore.experiments import DigitsRace, OptimizerRace, Training, sweep
from dlcore.experiments.elsewhere import Unfinished, cut
from dlcore.registry import Registry
from tests.widgets.truth import same

RACE = OptimizerRace(steps=40, starts=3)
DIGITS = DigitsRace(epochs=1, hidden=8, batch=128, rates="same")
RATES = ("lr", (0.001, 0.05, 2.0), "spread", (0.0, 0.4), (1, 7))

OWN_RULE = """
from dataclasses import dataclass
from dlcore import OPTIMIZERS
from dlcore.optimizers import Momentum
from threading import Lock

HALF, LOCK = {half}, Lock()

@OPTIMIZERS.add("{name}")
@dataclass(frozen=True)
class Mine(Momentum):
    def update(self, velocity, grad):
        {first}
        return super().update(velocity, HALF * grad)
"""
OWN_EXPERIMENT = """
from dataclasses import dataclass
from typing import ClassVar
from dlcore.experiments import Experiment, Frame, Measure
from dlcore.knobs import knob

@dataclass(frozen=True)
class Walk(Frame):
    measures: ClassVar[dict] = dict(height=Measure())
    height: float = 0.0

    @property
    def scores(self):
        return dict(height=dict(all=self.height))

@dataclass(frozen=True, repr=False)
class Walks(Experiment):
    slope: float = knob(1.0, 0.1, 10)
    steps: int = knob(3, 1, 9)
    seed: int = knob(0, 0, 9)

    def frames(self):
        for t in range(self.steps + 1):
            yield Walk(t, t * self.slope + self.seed)
"""


def in_a_notebook(text, **values):
    """Run a cell; what is defined there is of no file."""
    cell = {"__name__": "__main__"}
    exec(text.format(**values) if values else text, cell)
    return cell


def own_rule(half=0.5, name="mine", first="pass"):
    in_a_notebook(OWN_RULE, half=half, name=name, first=first)


@pytest.fixture(autouse=True)
def only_ours():
    """What a test registers is gone after it."""
    yield
    for registry in OPTIMIZERS, SURFACES:
        for name in registry.keys() - set(registry.intact):
            del registry[name]
            if name in registry.shipped:
                registry[name] = registry.shipped[name]


@pytest.fixture(scope="module")
def processes():
    """Two of them, which know nothing of this one."""
    with ProcessPoolExecutor(2, get_context("forkserver")) as pool:
        yield pool


@pytest.fixture(scope="module")
def cluster():
    """A Dask cluster of two processes on this machine."""
    import dask
    from distributed import Client, LocalCluster

    options = dict(n_workers=2, threads_per_worker=1, dashboard_address=None, memory_limit=0)
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}):
        with LocalCluster(**options) as made, Client(made) as client:
            yield client.get_executor()


@pytest.fixture(params=["processes", "cluster", "threads"])
def executor(request):
    """Each kind in turn."""
    if request.param != "threads":
        return request.getfixturevalue(request.param)
    return request.getfixturevalue("threads")


@pytest.fixture
def threads():
    with ThreadPoolExecutor(2) as pool:
        yield pool


def last(frames):
    *_, frame = frames
    return frame


def agree(executor, *asked):
    """The same, to the last bit, as computed here."""
    here, there = last(sweep(*asked)), last(sweep(*asked, executor=executor))
    assert there.known.all() and same(here, there)
    return there


@pytest.mark.parametrize(
    "asked",
    [
        (RACE, *RATES),
        (replace(RACE, rates="tuned"), "surface", ("bowl", "beale"), "steps", (20, 30)),
        (DIGITS, "lr", (0.001, 0.05, 2.0), "hidden", (4, 8), (1, 7)),
        (
            Training(examples=60, batch=20, epochs=1, runs=1),
            "lr",
            (0.01, 0.1),
            "width",
            (4, 8),
            (0, 1),
        ),
    ],
    ids=["race", "tuned", "digits", "training"],
)
def test_scores_are_the_same_to_the_last_bit(executor, asked):
    agree(executor, *asked)


def test_a_registry_of_ones_own_stays_here(processes):
    """Nobody elsewhere knows it, or asks it."""
    own = Registry("thing")
    try:
        own.add("one")(lambda: 1)
        agree(processes, RACE, *RATES)
    finally:
        Registry.every.remove(own)


def test_it_tells_how_far_it_is(processes):
    asked = (DIGITS, "lr", tuple(np.geomspace(0.01, 1, 8)), "hidden", (4, 8, 16, 32), (0, 1))
    counts = [frame.t for frame in sweep(*asked, executor=processes)]
    assert counts == sorted(counts) and counts[0] == 0 and counts[-1] == 64
    assert len(set(counts)) >= 12


def test_parts_are_small_and_nearly_equal():
    parts = [list(range(15)), list(range(15, 20))]
    assert [len(part) for part in cut(parts, 4)] == [3, 4, 4, 4, 2, 3]
    assert sum(cut(parts, 4), []) == list(range(20))


class Patient(Executor):
    """Begins nothing."""

    def __init__(self):
        self.futures = []

    def submit(self, *call):
        self.futures.append(Future())
        return self.futures[-1]


def test_who_goes_away_has_cancelled_it():
    patient = Patient()
    with closing(sweep(RACE, *RATES, executor=patient)) as frames:
        for _ in range(3):
            assert next(frames).t == 0
    assert len(patient.futures) > 1 and all(future.cancelled() for future in patient.futures)


def test_workers_are_soon_free_again(executor):
    asked = (replace(DIGITS, epochs=3), "hidden", tuple(range(8, 40)), "batch", (16, 32), (0, 1))
    with closing(sweep(*asked, executor=executor)) as frames:
        while next(frames).t == 0:
            pass
    began = time.perf_counter()
    agree(executor, RACE, "lr", (0.1,), "spread", (0.0,))
    assert time.perf_counter() - began < 20  # all would take a minute


def test_it_goes_on_where_it_was(processes):
    asked = (DIGITS, "lr", (0.01, 0.1), "hidden", (4, 8), (0, 1))
    half = next(frame for frame in sweep(*asked) if frame.t)
    assert 0 < half.t < 8
    assert same(last(sweep(*asked)), last(sweep(*asked, executor=processes, so_far=half)))
    marked = replace(half, grid={"training loss": {"adam": np.full((2, 2, 2), 7.0)}})
    rest = last(sweep(*asked, so_far=marked)).grid["training loss"]["adam"]
    assert (rest[half.known] == 7).all() and (rest[~half.known] != 7).all()
    with pytest.raises(ValueError, match="of another sweep: its base is DigitsRace"):
        sweep(replace(DIGITS, batch=64), *asked[1:], so_far=half)


# ---- what a reader has registered


def test_a_rule_of_a_notebook_travels(executor):
    own_rule(half=0.5)
    race = replace(RACE, optimizers=("mine", "adam"))
    first = agree(executor, race, *RATES)
    own_rule(half=0.25)  # the cell is changed and run again
    second = agree(executor, race, *RATES)
    assert not np.array_equal(first.grid["loss"]["mine"], second.grid["loss"]["mine"])


def test_what_is_replaced_and_restored_here_is_so_there(processes):
    race = replace(RACE, optimizers=("momentum",))
    before = agree(processes, race, *RATES)
    own_rule(name="momentum")
    replaced = agree(processes, race, *RATES)
    OPTIMIZERS["momentum"] = OPTIMIZERS.shipped["momentum"]
    assert same(before, agree(processes, race, *RATES)) and not same(before, replaced)


def test_surfaces_made_of_others_travel(processes):
    cell = "from dlcore import SURFACES\n\n@SURFACES.add('{name}')\ndef f(x):\n    return {value}"
    values = "(x * x).sum(-1), 2 * x", "SURFACES['own'](3 * x)[0], 3 * SURFACES['own'](3 * x)[1]"
    for name, value in zip(("own", "steep"), values, strict=True):
        in_a_notebook(cell, name=name, value=value)
    agree(processes, RACE, "surface", ("own", "steep", "bowl"), "lr", (0.01, 0.1))


def test_an_experiment_of_a_notebook_travels(executor):
    walks = in_a_notebook(OWN_EXPERIMENT)["Walks"]()
    frame = agree(executor, walks, "slope", (0.5, 1.0), "steps", (1, 2, 3), (0, 1))
    assert frame.grid["height"]["all"][1].tolist() == [[1, 2], [2, 3], [3, 4]]


def test_what_cannot_be_sent_says_what_to_do(processes):
    own_rule(first="self and LOCK")
    agree(processes, RACE, *RATES)  # nobody needs it
    with pytest.raises(ValueError, match="optimizer 'mine'.*cannot pickle '_thread.lock'.*a file"):
        last(sweep(replace(RACE, optimizers=("mine",)), *RATES, executor=processes))
    own_rule(name="adam", first="self and LOCK")
    with pytest.raises(ValueError, match="your optimizer 'adam'"):  # theirs would be another
        last(sweep(RACE, *RATES, executor=processes))


def test_without_cloudpickle_it_says_so(processes, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "cloudpickle", None)
    agree(processes, RACE, *RATES)
    own_rule()
    with pytest.raises(ValueError, match="cloudpickle is not installed"):
        last(sweep(replace(RACE, optimizers=("mine",)), *RATES, executor=processes))


# ---- what goes wrong


def test_an_error_of_a_run_is_what_it_is_here(executor):
    own_rule(first="raise ValueError('the velocity is too high')")
    with pytest.raises(ValueError, match="^the velocity is too high$"):
        last(sweep(replace(RACE, optimizers=("mine",)), *RATES, executor=executor))


@pytest.mark.parametrize("kind", ["processes", "cluster"])
def test_a_worker_that_dies_is_said_in_words(kind, request):
    own_rule(first=f"__import__('os').getpid() == {os.getpid()} or __import__('os')._exit(1)")
    race = replace(RACE, optimizers=("mine",))
    if kind == "cluster":
        executor = request.getfixturevalue("cluster")
        with pytest.raises(Unfinished, match="A worker ended before its runs did"):
            last(sweep(race, *RATES, executor=executor))
        OPTIMIZERS.pop("mine")
        agree(executor, RACE, *RATES)  # it has new workers
        return
    with ProcessPoolExecutor(1, get_context("forkserver")) as pool:
        for _ in range(2):  # then it takes nothing more
            with pytest.raises(Unfinished, match="A worker ended before its runs did"):
                last(sweep(race, *RATES, executor=pool))


def test_workers_that_are_shut_down_are_said_in_words(threads):
    threads.shutdown()
    with pytest.raises(Unfinished, match="cannot take its runs .*after shutdown"):
        last(sweep(RACE, *RATES, executor=threads))
    patient = Patient()
    frames = sweep(RACE, *RATES, executor=patient)
    next(frames), next(frames)
    for future in patient.futures:
        future.cancel()
    with pytest.raises(Unfinished, match="shut down before all runs were over"):
        last(frames)


def test_what_is_no_executor_is_refused():
    with pytest.raises(ValueError, match="executor must be one of concurrent.futures.*not 4"):
        sweep(RACE, *RATES, executor=4)
