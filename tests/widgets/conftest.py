"""Nothing that a test does stays on the machine."""

import pytest

from dlcore import EXPERIMENTS, experiments
from tests.widgets.chosen_digit import ChosenDigit
from tests.widgets.drawn_network import DrawnNetwork
from tests.widgets.drawn_schedule import DrawnSchedule
from tests.widgets.drawn_shape import DrawnShape
from tests.widgets.fitted_lines import FittedLines
from tests.widgets.foggy_walk import FoggyWalk
from tests.widgets.panels import PANELS
from tests.widgets.plane_training import PlaneTraining

OWN = {"drawn_schedule": DrawnSchedule, "chosen_digit": ChosenDigit, "foggy_walk": FoggyWalk}
OWN |= {"plane_training": PlaneTraining, "fitted_lines": FittedLines}
OWN |= {"drawn_network": DrawnNetwork, "drawn_shape": DrawnShape}


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    """Where attempts at predictions are kept meanwhile."""
    path = tmp_path / "my_predictions.json"
    monkeypatch.setenv("MY_PREDICTIONS", str(path))
    return path


@pytest.fixture(autouse=True)
def one_process(monkeypatch):
    """Grids are computed here, however free the machine is."""
    monkeypatch.setenv("LIVE_PROCESSES", "0")


@pytest.fixture
def own(monkeypatch):
    """Names of panels that no lecture has: experiments and views of tests only."""
    for name, kind in OWN.items():
        monkeypatch.setitem(EXPERIMENTS, name.replace("_", "-"), kind)
        monkeypatch.setitem(experiments.FILES, name, kind.__module__)
        monkeypatch.setitem(PANELS.files, name, kind.__module__)
    return list(OWN)


@pytest.fixture
def drawn(own):
    """That of `drawn_schedule`."""
    return own[0]


@pytest.fixture
def chosen(own):
    """That of `chosen_digit`."""
    return own[1]


@pytest.fixture
def foggy(own):
    """That of `foggy_walk`."""
    return own[2]


@pytest.fixture
def planes(own):
    """That of `plane_training`."""
    return own[3]


@pytest.fixture
def fitted(own):
    """That of `fitted_lines`."""
    return own[4]


@pytest.fixture
def network(own):
    """That of `drawn_network`."""
    return own[5]
