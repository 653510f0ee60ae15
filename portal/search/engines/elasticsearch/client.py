"""How the server is reached, and for how long it is waited for."""

import dataclasses
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from elastic_transport import HttpHeaders, TransportError, Urllib3HttpNode
from elastic_transport.client_utils import DEFAULT
from elasticsearch import ApiError, Elasticsearch

from ..base import SearchError
from .deadline import within

Result = TypeVar("Result")

# What OpenSearch says to media types that it does not know.
_NOT_ACCEPTABLE = 406
_PLAIN = {"+json": "application/json", "+x-ndjson": "application/x-ndjson"}


class ServerError(SearchError):
    """The server refuses, is too slow, or answers what makes no sense."""


@dataclasses.dataclass(frozen=True)
class Server:
    """Where it is, and who asks. User and password stand in the addresses."""

    addresses: tuple[str, ...]
    api_key: str = ""
    ca_file: str = ""


class AnyServerNode(Urllib3HttpNode):
    """Speaks as Elasticsearch's client does, and plain JSON where that is refused: OpenSearch."""

    speaks_plainly = False

    def perform_request(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: HttpHeaders | None = None,
        request_timeout: Any = DEFAULT,
    ) -> Any:
        send = super().perform_request
        wanted = _plain(headers) if self.speaks_plainly else headers
        answer = send(method, target, body, wanted, request_timeout)
        if answer.meta.status == _NOT_ACCEPTABLE and not self.speaks_plainly:
            self.speaks_plainly = True
            answer = send(method, target, body, _plain(headers), request_timeout)
        # The client takes answers of what calls itself Elasticsearch only.
        known = HttpHeaders({**answer.meta.headers, "x-elastic-product": "Elasticsearch"})
        return answer._replace(meta=dataclasses.replace(answer.meta, headers=known))


def _plain(headers: HttpHeaders | None) -> HttpHeaders:
    plain = HttpHeaders(headers or {})
    for name in ("accept", "content-type"):
        for suffix, media_type in _PLAIN.items():
            if suffix in (plain.get(name) or ""):
                plain[name] = media_type
    return plain


def client_for(server: Server) -> Elasticsearch:
    return _client(server, os.getpid())


@cache
def _client(server: Server, process: int) -> Elasticsearch:
    """One for each process: connections do not survive being copied into another."""
    options: dict[str, Any] = {"ca_certs": server.ca_file} if server.ca_file else {}
    if server.api_key:
        options["api_key"] = server.api_key
    return Elasticsearch(
        list(server.addresses),
        node_class=AnyServerNode,
        # The second attempt goes to another node, where there is one.
        max_retries=1,
        retry_on_timeout=True,
        connections_per_node=32,
        **options,
    )


@cache
def _patient(client: Elasticsearch, seconds: float) -> Elasticsearch:
    """Half for each of two attempts, a little less so that the second is heard."""
    return client.options(request_timeout=seconds * 0.45)


def ask(server: Server, seconds: float, question: Callable[[Elasticsearch], Result]) -> Result:
    """What the server answers. Raises `ServerError` after so many seconds, whatever it does."""
    patient = _patient(client_for(server), seconds)
    with made_sense():
        try:
            return within(seconds, lambda: question(patient))
        except (ApiError, TransportError, TimeoutError, OSError) as error:
            raise ServerError(f"The search server did not answer: {error!s:.500}") from error


@contextmanager
def made_sense() -> Iterator[None]:
    """For reading what came: answers that are none fail in places that nobody foresees."""
    try:
        yield
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise ServerError(f"The search server's answer makes no sense: {error!r:.500}") from error
