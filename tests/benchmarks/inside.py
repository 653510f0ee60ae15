"""What one answer costs inside: queries, the time they take, and the time templates take."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from unittest import mock

from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import connection
from django.template.base import Template
from django.test import Client

ROUNDS = 5
_ASSET = re.compile(r'(?:href|src)="(/static/[^"]+)"')


@dataclass
class Cost:
    queries: int
    query_ms: float
    template_ms: float
    html_kb: float


def cost(path: str) -> Cost:
    """The quickest of several answers, so that a noisy machine counts less."""
    return min((_measure(path) for _round in range(ROUNDS)), key=lambda c: c.template_ms)


def _measure(path: str) -> Cost:
    queries: list[float] = []
    templates = [0.0]
    depth = [0]

    def timed_query(execute: Callable[..., Any], *arguments: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            queries.append(time.perf_counter() - start)

    render = Template.render

    def timed_render(template: Template, context: Any) -> Any:
        depth[0] += 1
        start, before = time.perf_counter(), sum(queries)
        try:
            return render(template, context)
        finally:
            depth[0] -= 1
            if not depth[0]:
                inside = sum(queries) - before
                templates[0] += time.perf_counter() - start - inside

    with (
        connection.execute_wrapper(timed_query),
        mock.patch.object(Template, "render", timed_render),
    ):
        response = Client(SERVER_NAME="127.0.0.1").get(path)
    return Cost(
        len(queries), sum(queries) * 1000, templates[0] * 1000, len(response.content) / 1000
    )


def asset_kb() -> float:
    """Style sheet, icon and fonts, as a cold page fetches them."""
    html = Client(SERVER_NAME="127.0.0.1").get("/").content.decode()
    names = {path.removeprefix("/static/") for path in _ASSET.findall(html)}
    total = 0
    for name in names:
        compressed = f"{name}.gz"
        stored = compressed if staticfiles_storage.exists(compressed) else name
        total += staticfiles_storage.size(stored)
    return total / 1000
