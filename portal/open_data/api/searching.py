"""Search, the same as /search.json."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from ninja import Query, Router, Schema
from pydantic import Field, create_model

from portal.search.as_json import as_json
from portal.search.asking import Asked
from portal.search.facets import search_facets

from .problems import described


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


def add_search(router: Router) -> None:
    fields: dict[str, Any] = {
        facet.name.replace("-", "_"): (
            list[str],
            Field(default_factory=list, alias=facet.name, description=str(facet.label)),
        )
        for facet in search_facets()
    }
    asked = create_model(
        "SearchQuery",
        __base__=Schema,
        q=(str, Field("", description="Words to look for; “quoted” for a phrase.")),
        page=(str, Field("", description="Which page of the results; the first is 1.")),
        sort=(str, Field("", description="In which order, as on the page of results.")),
        **fields,
    )

    def search(request: HttpRequest, query: Query[asked]) -> HttpResponse:  # type: ignore[valid-type]  # made here
        response = JsonResponse(as_json(Asked(request)), json_dumps_params={"ensure_ascii": False})
        patch_cache_control(response, private=True)
        return response

    router.add_api_operation(
        "/search",
        ["GET"],
        search,
        response=Answer,
        operation_id="search",
        summary="Search",
        description="Pages and their passages that answer a question, as on /search/.",
        tags=["Search"],
        openapi_extra=described(HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.SERVICE_UNAVAILABLE),
    )
