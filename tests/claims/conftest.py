"""`claim`: asserts what a lecture says, and writes it down with what was measured.

    def test_something(seeds, claim):
        wrong = [last(Something(seed=seed)).wrong for seed in seeds]
        claim("It is wrong now and then", f"{np.mean(wrong):.0%}", 0 < np.mean(wrong) < 1)

`seeds` are five numbers, and data are divided as `make test-claims SEEDS=400 SPLIT=7` says; the
usual ones make the table of the notebooks, others a table in build/.
"""

import pytest

from tests.claims import table
from tests.claims.outside import divided_anew, numbers, said

FAILED = pytest.StashKey()


@pytest.fixture(scope="session")
def seeds():
    """Five numbers in a row. Nobody tuned anything to the usual ones, let alone to others."""
    return numbers()


@pytest.fixture(scope="session")
def fresh(seeds):
    """The knobs of an experiment that runs all five at once."""
    return dict(seed=seeds[0], runs=len(seeds))


@pytest.fixture(scope="package", autouse=True)
def split():
    """Another division of digits and MNIST-10k, if one is wanted, while claims are tested."""
    with divided_anew():
        yield


@pytest.fixture(scope="module")
def written(request):
    """{test: [row, ...]} of this module; at its end they replace the lecture's older rows."""
    rows = {}
    yield rows
    table.write(table.lecture_of(request.path), rows)


@pytest.fixture
def claim(request, written):
    """claim(sentence, measured, holds): `measured` in words with rounded numbers."""
    failed = request.node.stash[FAILED] = []

    def put(sentence, measured, holds):
        row = dict(claim=sentence, measured=measured, holds=bool(holds))
        test = request.node.originalname
        written.setdefault(test, []).append(dict(test=test, **row))
        if not holds:
            failed.append(f"{sentence}: {measured}")

    return put


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """All claims of a test are measured before it fails."""
    result = yield
    failed = item.stash.get(FAILED, [])
    assert not failed, "\n".join(failed)
    return result


def pytest_report_header():
    """Which seeds and which division."""
    return f"claims: seeds {numbers()[0]} to {numbers()[-1]}, split {said('SPLIT')}"
