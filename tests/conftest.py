"""What all rings share: the root of the project."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def project():
    return Path(__file__).parents[1]
