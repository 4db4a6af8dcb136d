"""Nothing that a test does stays on the machine."""

import pytest


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    """Where attempts at predictions are kept meanwhile."""
    path = tmp_path / "my_predictions.json"
    monkeypatch.setenv("MY_PREDICTIONS", str(path))
    return path
