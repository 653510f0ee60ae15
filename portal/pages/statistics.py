"""What SQLite knows of how many rows there are. PostgreSQL finds that out by itself."""

from typing import Any

from django.db import connection

# Of rows that are looked at in each index; enough to tell a short table from a long one.
ROWS = 400


def count_rows(**_kwargs: Any) -> None:
    """Without it, a list of sixteen playbooks is looked for among all pages there are."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {ROWS}")
            cursor.execute("ANALYZE")
