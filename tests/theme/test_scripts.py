"""Scripts for readers: few, small, and none of them in the page itself."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings

SCRIPTS = sorted(Path(settings.BASE_DIR, "portal/theme/static/theme").glob("*.js"))
LIMIT = 2_500


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_is_small(script: Path) -> None:
    assert len(gzip.compress(script.read_bytes(), mtime=0)) <= LIMIT
