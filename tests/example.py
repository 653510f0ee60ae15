"""The example's records in the tests' own database."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from portal.demo.loading import load


@pytest.fixture(scope="module")
def example(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Loaded once for a module; its tests run in savepoints and what they write is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(settings.PORTAL_NAME, with_example=True)
        yield
        transaction.set_rollback(True)
