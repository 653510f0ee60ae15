"""Documents on their way: many at once, each with its version."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from elasticsearch import Elasticsearch

from .client import Server, ServerError, ask, made_sense
from .documents import Document

# What the server can do nothing about: it is asked again, and the document is not to blame.
_BUSY = frozenset({408, 429, 500, 502, 503, 504})
_CONFLICT = 409
_HELD_VERSION = re.compile(r"current version \[(\d+)\]")
_MOST_BYTES = 4_000_000


@dataclass(frozen=True)
class Parcel:
    """A page's document, or that there is none any more."""

    page_id: int
    version: int
    document: Document | None

    def lines(self, index: str) -> list[str]:
        about = {
            "_index": index,
            "_id": str(self.page_id),
            "version": self.version,
            # Not `external`: where a copy of the index died in between, the same version must
            # be taken once more.
            "version_type": "external_gte",
        }
        if self.document is None:
            return [json.dumps({"delete": about})]
        return [json.dumps({"index": about}), json.dumps(self.document)]


@dataclass
class Outcome:
    taken: dict[int, int] = field(default_factory=dict)
    # The server holds a newer one: its version.
    newer: dict[int, int] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)

    def add(self, other: "Outcome") -> None:
        self.taken |= other.taken
        self.newer |= other.newer
        self.refused |= other.refused


def send(
    server: Server, index: str, parcels: Iterable[Parcel], seconds: float, is_alias: bool = True
) -> Outcome:
    """Raises `ServerError` where the server takes nothing now; what it took before is sent
    again then, which does no harm.
    """
    outcome = Outcome()
    for part in _in_parts(parcels, index):
        body = "\n".join(line for _parcel, lines in part for line in lines) + "\n"

        def question(client: Elasticsearch, body: str = body) -> Any:
            return (
                client.options(max_retries=0, request_timeout=seconds)
                .perform_request(
                    "POST",
                    # An index that is gone must not come back by itself, without its mapping.
                    f"/_bulk?require_alias={'true' if is_alias else 'false'}",
                    headers={
                        "accept": "application/vnd.elasticsearch+json; compatible-with=8",
                        "content-type": "application/vnd.elasticsearch+x-ndjson; compatible-with=8",
                    },
                    body=body,
                )
                .body
            )

        outcome.add(_read([parcel for parcel, _lines in part], ask(server, seconds, question)))
    return outcome


def _in_parts(parcels: Iterable[Parcel], index: str) -> Iterator[list[tuple[Parcel, list[str]]]]:
    part: list[tuple[Parcel, list[str]]] = []
    size = 0
    for parcel in parcels:
        lines = parcel.lines(index)
        length = sum(map(len, lines))
        if part and size + length > _MOST_BYTES:
            yield part
            part, size = [], 0
        part.append((parcel, lines))
        size += length
    if part:
        yield part


def _read(parcels: list[Parcel], answer: Mapping[str, Any]) -> Outcome:
    outcome = Outcome()
    with made_sense():
        results = [result for item in answer["items"] for result in item.values()]
        for parcel, result in zip(parcels, results, strict=True):
            _read_one(parcel, int(result["status"]), result.get("error"), outcome)
    return outcome


def _read_one(parcel: Parcel, status: int, error: Any, outcome: Outcome) -> None:
    # That there was nothing to delete is as good.
    if not error:
        outcome.taken[parcel.page_id] = parcel.version
    elif status == _CONFLICT:
        held = _HELD_VERSION.search(str(error))
        outcome.newer[parcel.page_id] = int(held[1]) if held else parcel.version
    elif status in _BUSY or status == 404 or "index" in str(error.get("type", "")):
        raise ServerError(f"The search server takes nothing: {error!r:.500}")
    else:
        outcome.refused[parcel.page_id] = str(error)
