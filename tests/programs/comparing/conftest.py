from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from programs.metrics.charts.rendering import renderer


@pytest.fixture
def pictures_dir(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Where pictures are kept; the drawing process ends with the test."""
    settings.PORTAL_PICTURES_DIR = tmp_path / "pictures"
    yield tmp_path / "pictures"
    renderer.stop()
