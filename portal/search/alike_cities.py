"""Other cities like one: what the pages about them have in common, and how rare that is.

A city's own page is on no topic; what its programs, visits and playbooks are about is.
"""

from portal.pages.models import CityPage

from .alike import COMMON, COUNTED, MODEL, MOST, WEIGHTS, Alike, read
from .facets import CityFacet, TopicFacet
from .visibility import HIDDEN_SUBTREES, VISIBLE_PAGE

_CITY, _TOPIC = CityFacet.row_name(), TopicFacet.row_name()
_FACETS = f"'{_TOPIC}', '{MODEL}'"

_LIKE = f"""
    WITH {HIDDEN_SUBTREES},
    own AS (
        SELECT DISTINCT held.name, held.value
        FROM search_facetvalue here
        JOIN wagtailcore_page page ON page.id = here.entry_id
        JOIN search_facetvalue held ON held.entry_id = here.entry_id AND held.name IN ({_FACETS})
        WHERE here.name = '{_CITY}' AND here.value = %(city)s AND {VISIBLE_PAGE}
    ),
    {COUNTED},
    shared AS MATERIALIZED (
        SELECT DISTINCT there.value AS city, counted.name, counted.value,
            CASE counted.name WHEN '{_TOPIC}' THEN {WEIGHTS[_TOPIC]} ELSE {WEIGHTS[MODEL]} END
            / (pages + 4) AS weight
        FROM counted
        JOIN search_facetvalue held ON held.name = counted.name AND held.value = counted.value
        JOIN wagtailcore_page page ON page.id = held.entry_id
        JOIN search_facetvalue there ON there.entry_id = held.entry_id AND there.name = '{_CITY}'
        WHERE pages <= {COMMON} AND there.value <> %(city)s AND {VISIBLE_PAGE}
    ),
    alike AS (
        SELECT city, SUM(weight) AS score FROM shared GROUP BY city
        HAVING SUM(CASE WHEN name = '{_TOPIC}' THEN 1 ELSE 0 END) > 0
    ),
    best AS MATERIALIZED (
        SELECT page.id, page.title, page.url_path, entry.kind, entry.place, entry.status, city,
            score
        FROM alike
        JOIN wagtailcore_page page ON page.slug = alike.city
        JOIN search_entry entry ON entry.page_id = page.id AND entry.kind = 'city'
        WHERE {VISIBLE_PAGE}
        ORDER BY score DESC, page.id LIMIT {MOST}
    )
    SELECT best.id, best.title, url_path, kind, place, status, shared.name, shared.value,
        topic.name, topic.code
    FROM best JOIN shared ON shared.city = best.city
    LEFT JOIN taxonomy_topic topic ON shared.name = '{_TOPIC}' AND topic.slug = shared.value
    ORDER BY score DESC, best.id, weight DESC, shared.value
"""  # noqa: S608  # words of our own


def cities_like(city: CityPage) -> list[Alike]:
    """Up to four others that everybody may read, the most alike first; one query."""
    return read(_LIKE, {"city": city.slug})
