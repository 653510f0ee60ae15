"""A search and its answer as JSON, at /search.json."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from .asking import Asked
from .facets import CityFacet
from .models import FacetValue
from .results import Hit


def as_json(asked: Asked) -> dict[str, Any]:
    typed = asked.typed
    if not typed.asks_for_pages:
        empty: dict[str, Any] = {"query": typed.text, "total": 0, "suggestion": None}
        return empty | {"expanded": [], "facets": {}, "results": []}
    results = asked.results
    other = asked.correction or asked.suggestion
    cities = _cities(asked, results.hits)
    return {
        "query": typed.text,
        "total": results.total,
        "total_with_all_words": results.total_with_all_words,
        # Another spelling; the results are for it where `is_corrected`.
        "suggestion": other.text if other else None,
        "is_corrected": asked.correction is not None,
        "expanded": list(asked.added),
        "left_out": list(typed.left_out),
        "is_crisis": asked.is_crisis,
        "page": results.page_object.number,
        "pages": results.page_object.paginator.num_pages,
        "facets": {
            group.filter.name: [
                {
                    "value": option.value,
                    "label": str(option.label),
                    "count": option.count,
                    "is_chosen": option.is_chosen,
                }
                for option in group.options
            ]
            for group in asked.narrowed.groups
        },
        "results": [_hit(asked, hit, cities[hit.page_id]) for hit in results.hits],
    }


def _hit(asked: Asked, hit: Hit, cities: list[str]) -> dict[str, Any]:
    absolute = asked.request.build_absolute_uri
    explained = {"explanation": hit.why.as_json()} if hit.why else {}
    return {
        "url": absolute(hit.url),
        "title": hit.title,
        "kind": hit.kind,
        "cities": cities,
        "date": hit.date or None,
        # Comparable within this answer only.
        "score": round(hit.score, 4),
        "holds_all_words": hit.holds_all_words,
        "passages": [
            {"url": absolute(passage.url), "heading": passage.heading, "html": passage.html}
            for passage in hit.passages
        ],
        **explained,
    }


def _cities(asked: Asked, hits: Iterable[Hit]) -> dict[int, list[str]]:
    """Of each page the cities that it is about and that readers may see; two queries."""
    rows = FacetValue.objects.filter(
        name=CityFacet.row_name(), entry__in=[hit.page_id for hit in hits]
    )
    pairs = list(rows.values_list("entry", "value"))
    labels = CityFacet().labels({value for _entry, value in pairs})
    cities: dict[int, list[str]] = defaultdict(list)
    for value, label in labels.items():
        for entry, of_page in pairs:
            if of_page == value:
                cities[entry].append(str(label))
    return cities
