"""Nothing that a test does stays on the machine."""

import pytest

from dlcore import EXPERIMENTS, experiments
from tests.widgets import drawn_schedule
from tests.widgets.panels import PANELS


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    """Where attempts at predictions are kept meanwhile."""
    path = tmp_path / "my_predictions.json"
    monkeypatch.setenv("MY_PREDICTIONS", str(path))
    return path


@pytest.fixture
def drawn(monkeypatch):
    """The name of a panel that no lecture has: an experiment and a view of tests only."""
    name, module = "drawn_schedule", drawn_schedule.__name__
    monkeypatch.setitem(EXPERIMENTS, "drawn-schedule", drawn_schedule.DrawnSchedule)
    monkeypatch.setitem(experiments.FILES, name, module)
    monkeypatch.setitem(PANELS.files, name, module)
    return name
