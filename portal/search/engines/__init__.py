"""Engines, chosen by the setting SEARCH_ENGINE. Views never learn which one answered."""

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from .base import Engine


def get_engine() -> Engine:
    configured: dict[str, Any] = settings.SEARCH_ENGINE
    engine: Engine = import_string(configured["BACKEND"])(**configured.get("OPTIONS", {}))
    return engine
