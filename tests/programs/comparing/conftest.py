from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portal.pages.models import HomePage
from programs.metrics.charts.rendering import renderer
from programs.metrics.models import Definition
from programs.models import ProgramPage
from tests.figures import metric
from tests.records import city, program


@pytest.fixture
def pictures_dir(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Where pictures are kept; the drawing process ends with the test."""
    settings.PORTAL_PICTURES_DIR = tmp_path / "pictures"
    yield tmp_path / "pictures"
    renderer.stop()


@pytest.fixture
def star(home: HomePage) -> ProgramPage:
    return program(city(home, "Denver"), "STAR", slug="star")


@pytest.fixture
def beheard(home: HomePage) -> ProgramPage:
    return program(city(home, "New York"), "B-HEARD")


@pytest.fixture
def calls() -> Definition:
    return metric()
