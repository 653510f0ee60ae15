"""The API's description is a promise: what builds on it must not break unnoticed."""

import json
import os
from pathlib import Path

from portal.open_data.api.urls import api

SNAPSHOT = Path(__file__).with_name("openapi.json")
RENEW = (
    "The API's description is not the one in tests/open_data/openapi.json. If you mean to change "
    "what others build on, renew it with\n"
    "    RENEW=1 .venv/bin/python -m pytest tests/open_data/test_api_description.py\n"
    "read the difference, and say in CHANGELOG.md what changed. Columns and parameters may be "
    "added; none may go or change its meaning below /api/v1/."
)


def test_the_description_is_the_one_in_the_repository() -> None:
    described = json.dumps(api.get_openapi_schema(), indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("RENEW"):
        SNAPSHOT.write_text(described)
    assert json.loads(described) == json.loads(SNAPSHOT.read_text()), RENEW
    assert json.loads(described)["openapi"].startswith("3.1")
