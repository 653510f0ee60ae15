"""Search servers as tests use them: each test an index of its own."""

from uuid import uuid4


def index_of_test() -> str:
    """Workers of a run share the servers."""
    return f"test-{uuid4().hex[:12]}"
