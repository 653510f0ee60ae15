"""Asks what readers ask, through all that a reader's search goes through."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.core.management import call_command
from django.test import RequestFactory

from portal.search.asking import Asked
from portal.search.engines import get_server

from .questions import Question
from .scores import Found


def answers(questions: Iterable[Question]) -> Found:
    """By the search server where there is one, and by nothing that stands in for it."""
    server = get_server()
    if server:
        call_command("search_index", "rebuild", stdout=_Nowhere())
    found = ask_all(questions)
    if server and server.breaker.last_error:
        raise RuntimeError(f"The search server did not answer all: {server.breaker.last_error}")
    return found


def ask_all(questions: Iterable[Question]) -> Found:
    return {question.ask: paths_for(question.ask) for question in questions}


def paths_for(text: str) -> list[str]:
    """Of the pages on the first page of results, best first."""
    asked = Asked(RequestFactory().get("/search/", {"q": text}))
    return [urlsplit(hit.url).path for hit in asked.results.hits]


class _Nowhere:
    def write(self, _words: str) -> None: ...
