"""No claim chooses its own luck: seeds and division of the data come from outside."""

import ast
import runpy
from dataclasses import fields
from itertools import chain
from pathlib import Path

import numpy as np
import pytest

from dlcore import DATASETS
from dlcore.data import IMAGES
from dlcore.experiments import load
from tests.claims import ends, table
from tests.claims.outside import USUAL, divided_anew, numbers
from tests.core import helpers

FOLDER = Path(__file__).parent
FILES = sorted(set(FOLDER.glob("test_*.py")) - {Path(__file__)})
SHARED = sorted(set(FOLDER.glob("*.py")) - {*FILES, Path(__file__)})
EXPERIMENTS = sorted((FOLDER.parents[1] / "dlcore" / "experiments").rglob("*.py"))
FROM_OUTSIDE = {"seeds", "fresh"}
DRAWING = {"seed", "random_state"}  # keywords


def functions(*sources):
    """{name: its tree} of all functions of a file."""
    bodies = chain.from_iterable(ast.parse(source).body for source in sources)
    return {node.name: node for node in bodies if isinstance(node, ast.FunctionDef)}


def reached(name, known):
    """Trees of a function and of all it calls or gets as a fixture."""
    found, waiting = {}, [name]
    while waiting:
        name = waiting.pop()
        if name in known and name not in found:
            found[name] = known[name]
            nodes = list(ast.walk(known[name]))
            waiting += [n.id for n in nodes if isinstance(n, ast.Name)]
            waiting += [n.arg for n in nodes if isinstance(n, ast.arg)]
    return found.values()


def takes_seeds(trees):
    """Is one of the fixtures used? To ask for it is not enough."""
    nodes = chain.from_iterable(map(ast.walk, trees))
    return any(isinstance(n, ast.Name) and n.id in FROM_OUTSIDE for n in nodes)


def is_certain(test):
    return any(ast.unparse(d) == "pytest.mark.certain" for d in test.decorator_list)


def ignoring(source, *shared):
    """Tests that use no seeds from outside, and do not say that they draw nothing."""
    known = functions(*shared, source)
    tests = [name for name in known if name.startswith("test_")]
    return [n for n in tests if takes_seeds(reached(n, known)) == is_certain(known[n])]


def seeds_of_its_own(source):
    """Places where a number stands for a seed, as code."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.keyword) and node.arg in DRAWING:
            if isinstance(node.value, ast.Constant):
                yield ast.unparse(node)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("default_rng", ".init")):
            if not any(isinstance(n, ast.Name) for arg in node.args for n in names_in(arg)):
                yield ast.unparse(node)


def names_in(tree):
    """Names of values, not of functions that are called."""
    called = {id(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)}
    return [n for n in ast.walk(tree) if id(n) not in called]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_claim_takes_its_seeds_from_outside(path):
    assert ignoring(path.read_text(), *(shared.read_text() for shared in SHARED)) == []


@pytest.mark.parametrize("path", [*FILES, *SHARED], ids=lambda path: path.stem)
def test_no_claim_has_seeds_of_its_own(path):
    assert list(seeds_of_its_own(path.read_text())) == []


MISTAKES = [
    "def test_a(claim): last(Depth())",
    "def test_a(seeds, claim): last(Depth())",
    "def test_a(claim): claim(helper())\ndef helper(): return 1",
    "@pytest.mark.certain\ndef test_a(fresh, claim): last(Depth(**fresh))",
]


@pytest.mark.parametrize("source", MISTAKES)
def test_a_claim_that_ignores_them_is_found(source):
    assert ignoring(source) == ["test_a"]


def test_seeds_may_come_through_fixtures_and_helpers():
    nets = "def nets(fresh): return last(Depth(**fresh))\n"
    assert ignoring(nets + "def test_a(nets, claim): claim(nets)") == []
    helper = "def helper(seeds): return [last(Depth(seed=s)) for s in seeds]\n"
    assert ignoring("def test_a(seeds, claim): claim(helper(seeds))", helper) == []
    assert ignoring("@pytest.mark.certain\ndef test_a(claim): claim(2 + 2)") == []


@pytest.mark.parametrize("code", ["Race(seed=3)", "default_rng(3)", "net.init(range(20))"])
def test_a_seed_of_its_own_is_found(code):
    assert list(seeds_of_its_own(f"x = {code}"))
    assert not list(seeds_of_its_own("Race(seed=s); default_rng(seeds[0]); net.init(range(s, 9))"))


def test_no_data_is_loaded_before_it_is_divided(monkeypatch):
    for name in DATASETS:
        monkeypatch.setitem(DATASETS, name, lambda: pytest.fail("data loaded at import"))
    for path in [*FILES, *SHARED]:
        runpy.run_path(str(path))


@pytest.mark.parametrize("path", EXPERIMENTS, ids=lambda path: path.stem)
def test_experiments_look_their_images_up(path):
    """Else they would not see another division."""
    imports = [n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.ImportFrom)]
    assert not {a.name for node in imports for a in node.names} & {"digits", "mnist10k"}


@pytest.mark.parametrize("name", ["digits", "mnist10k"])
def test_another_division(name, monkeypatch):
    usual = DATASETS[name]()
    monkeypatch.setenv("SPLIT", "7")
    with divided_anew():
        assert DATASETS[name] is IMAGES[name]
        other, again = DATASETS[name](), DATASETS[name]()
    assert other is again and DATASETS[name]() is usual
    assert other.x.shape == usual.x.shape and other.y_test.shape == usual.y_test.shape
    assert not np.array_equal(other.x_test, usual.x_test)
    assert examples(other) == examples(usual)


def examples(data):
    """All examples with their labels, in an order that depends on them alone."""
    x, y = np.concatenate([data.x, data.x_test]), np.concatenate([data.y, data.y_test])
    return sorted(row.tobytes() for row in np.hstack([x, y]))


def test_the_usual_run_alone_writes_the_table_of_the_notebooks(monkeypatch):
    for name in USUAL:
        monkeypatch.delenv(name, raising=False)
    assert table.path() == table.NOTEBOOKS / "claims.json"
    monkeypatch.setenv("SEEDS", "400")
    assert [*numbers()] == [400, 401, 402, 403, 404]
    assert table.path().parts[-2:] == ("build", "claims-400-0.json")
    monkeypatch.setenv("SEEDS", "300")
    monkeypatch.setenv("SPLIT", "7")
    assert table.path().name == "claims-300-7.json"


SHORT = dict(examples=100, epochs=2, runs=1)


@pytest.mark.parametrize("key", ["mismatch", "dropout-rates"])
def test_a_run_ends_the_same_whether_or_not_it_is_watched(key):
    experiment = load(key)
    known = {f.name for f in fields(experiment)}
    short = experiment(**{name: value for name, value in SHORT.items() if name in known})
    watched, unwatched = helpers.last(short), ends.last(short)
    assert unwatched.t == watched.t and unwatched.headline == watched.headline
    assert unwatched.table == watched.table
