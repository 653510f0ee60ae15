import pytest
from pytest_django import Settings

from portal.addresses import kept_answers

KEEPING = f"{kept_answers.__name__}.{kept_answers.keep_answers.__name__}"


@pytest.fixture(autouse=True)
def _nothing_is_kept(settings: Settings) -> None:
    """The specimen has no database, which is what says how long an answer holds."""
    assert KEEPING in settings.MIDDLEWARE
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != KEEPING]
