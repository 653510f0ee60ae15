"""Search, the same as /search.json."""

from http import HTTPStatus
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from ninja import Query, Router, Schema
from pydantic import Field, create_model

from portal.search.as_json import as_json
from portal.search.asking import AS_TYPED, EXPLAIN, MY_SPELLING, ONLY_MY_WORDS, Asked
from portal.search.facets import search_facets
from portal.search.query import SORTS

from ..tables import refuse
from .problems import described, no_such_page, refuse_unknown
from .schemas import page_field

_MISSING, _REFUSED = HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY
_BROKEN = HTTPStatus.SERVICE_UNAVAILABLE


class Passage(Schema):
    url: str
    heading: str
    html: str = Field(description="What was found, with the words in <mark>.")


class Hit(Schema):
    url: str
    title: str
    kind: str
    cities: list[str]
    date: str | None
    score: float = Field(description="Comparable within this answer only.")
    holds_all_words: bool
    passages: list[Passage]


class Answer(Schema):
    """What a search finds. Without words or filters it has no pages."""

    query: str
    total: int
    total_with_all_words: int | None = None
    suggestion: str | None
    is_corrected: bool = False
    expanded: list[str] = Field(description="Synonyms that were looked for too.")
    left_out: list[str] = []
    is_crisis: bool = False
    page: int = 1
    pages: int = 1
    facets: dict[str, list[dict[str, Any]]]
    results: list[Hit]


def _asked_model() -> Any:
    mine: Any = Literal[AS_TYPED] | None
    fields: dict[str, Any] = {
        "q": (str, Field("", description="Words to look for; “quoted” for a phrase.")),
        "page": (int, page_field()),
        "sort": (Literal[SORTS], Field(SORTS[0], description="In which order.")),
        ONLY_MY_WORDS: (mine, Field(None, description="Without synonyms of the words.")),
        MY_SPELLING: (mine, Field(None, description="The words as they are spelled.")),
    }
    fields |= {
        facet.name.replace("-", "_"): (
            list[str],
            Field(default_factory=list, alias=facet.name, description=str(facet.label)),
        )
        for facet in search_facets()
    }
    return create_model("SearchQuery", __base__=Schema, **fields)


def _answer(request: HttpRequest, query: Any) -> HttpResponse:
    """Words are taken as they are; a mistyped filter or page would be another question."""
    found = Asked(request)
    refuse(found.narrowed)
    answer = as_json(found)
    if query.page > (last := answer.get("pages", 1)):
        raise Http404(no_such_page(query.page, last))
    response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
    patch_cache_control(response, private=True)
    return response


def add_search(router: Router) -> None:
    asked = _asked_model()
    known = [field.alias or name for name, field in asked.model_fields.items()]

    def search(request: HttpRequest, query: Query[asked]) -> HttpResponse:  # type: ignore[valid-type]  # made here
        refuse_unknown(request, known, overlooked={EXPLAIN})
        return _answer(request, query)

    router.add_api_operation(
        "/search",
        ["GET"],
        search,
        response=Answer,
        operation_id="search",
        summary="Search",
        description="Pages and their passages that answer a question, as on /search/.",
        tags=["Search"],
        openapi_extra=described(_MISSING, _REFUSED, _BROKEN),
    )
