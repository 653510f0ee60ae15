"""Search servers as tests use them: each test an index of its own."""

from typing import Any
from uuid import uuid4

from django.conf import settings


def index_of_test() -> str:
    """Workers of a run share the servers."""
    return f"test-{uuid4().hex[:12]}"


def guarded(server: dict[str, Any], **options: Any) -> dict[str, Any]:
    """The setting of a search server with the tests' database behind it."""
    path = "portal.search.engines.guarded.GuardedEngine"
    database = {"database": settings.SEARCH_ENGINE, "index": index_of_test()}
    return {"BACKEND": path, "OPTIONS": database | server | options}
