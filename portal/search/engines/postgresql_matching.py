"""BM25 in PostgreSQL's own words, made for as many phrases and pairs as a query has.

A passage is one row with a column for each phrase: where common words are in most passages, a
row for each of them costs more to add up than to find. What a reader typed is always a parameter.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..query import SearchQuery
from ..weights import NEIGHBOURS_APART, Weights
from .ranking import NEIGHBOURS, Matching

# A phrase of several words occurs as often as the rarest of them, in a passage that has them one
# after another. How rare it is, is counted over all passages that hold it. Neighbours are looked
# for only where both words are. A column is null where its words are not.
_MATCHED = """
    phrase AS MATERIALIZED (
        SELECT given.id, phraseto_tsquery('search_words', given.words) AS query,
            ARRAY(
                SELECT lexeme::tsquery FROM unnest(to_tsvector('search_words', given.words))
            ) AS each
        FROM (
            SELECT id, search_fold(words) AS words
            FROM unnest(%(phrases)s::text[]) WITH ORDINALITY AS listed(words, id) OFFSET 0
        ) given
    ),
    pair AS MATERIALIZED (
        SELECT id, {near} AS query
        FROM unnest(%(firsts)s::text[], %(seconds)s::text[])
            WITH ORDINALITY AS listed(first_words, second_words, id)
        CROSS JOIN LATERAL (
            SELECT phraseto_tsquery('search_words', search_fold(first_words)) AS one,
                phraseto_tsquery('search_words', search_fold(second_words)) AS other OFFSET 0
        ) word
    ),
    held AS MATERIALIZED (
        SELECT passage_id, page_id, is_minor, size, {frequencies}
        FROM (
            SELECT kept.*, {phrases}
            FROM search_passage_words kept
            WHERE kept.words @@ (
                SELECT string_agg('(' || query::text || ')', '|')::tsquery FROM phrase
                WHERE numnode(query) > 0
            )
            OFFSET 0
        ) kept
    ),
    rarity AS MATERIALIZED (
        SELECT corpus.size AS usual_size, {rarities}
        FROM (SELECT {counts} FROM held) counted CROSS JOIN (
            SELECT SUM(passages)::float8 AS passages,
                SUM(size)::float8 / NULLIF(SUM(passages), 0) AS size
            FROM search_words_counted
        ) corpus
    ),
    weighed AS MATERIALIZED (
        SELECT passage_id, page_id, {scores}
        FROM (
            SELECT held.*, rarity.*,
                CASE WHEN is_minor THEN %(minor)s ELSE 1 END * (%(saturation)s + 1) AS most,
                %(saturation)s * (1 - %(length)s + %(length)s * size / usual_size) AS half
            FROM held CROSS JOIN rarity OFFSET 0
        ) held
    ),
    matched AS (
        SELECT passage_id, page_id, term, score
        FROM weighed CROSS JOIN LATERAL (VALUES {terms}) listed(term, score)
        WHERE score IS NOT NULL
    )
"""
# What `ranking` makes of `matched`, made of the columns.
_PAGES = """
    scored AS (SELECT page_id, passage_id, {sum} AS score FROM weighed),
    pages AS MATERIALIZED (
        SELECT page_id, num_nonnulls({best}) AS terms, {sum_of_best} + MAX({sum}) AS score
        FROM weighed GROUP BY page_id
    )
"""
_WEIGHTED = """(%(text)s * search_frequency(kept.words, {word})
    + (%(title)s - %(text)s) * search_frequency(kept.title, {word})
    + (%(heading)s - %(text)s) * search_frequency(kept.heading, {word}))"""
_PHRASE = (
    """
    CASE WHEN kept.words @@ (SELECT query FROM phrase WHERE id = {id}) THEN
        CASE WHEN (SELECT cardinality(each) = 1 FROM phrase WHERE id = {id}) THEN {first}
        ELSE (
            SELECT MIN({any}) FROM unnest((SELECT each FROM phrase WHERE id = {id})) word
        ) END
    END AS phrase_{id}"""
).replace("{any}", _WEIGHTED.replace("{word}", "word"))
_PHRASE = _PHRASE.replace(
    "{first}", _WEIGHTED.replace("{word}", "(SELECT each[1] FROM phrase WHERE id = {id})")
)
_PAIR = """
    CASE WHEN {first} > 0 AND {second} > 0
        AND kept.words @@ (SELECT query FROM pair WHERE id = {id}) THEN LEAST({first}, {second})
    END AS pair_{id}"""
_NEAR = " || ".join(
    f"tsquery_phrase({words}, {distance})"
    for distance in range(1, NEIGHBOURS_APART + 2)
    for words in ("word.one, word.other", "word.other, word.one")
)


def matching(query: SearchQuery, weights: Weights) -> Matching:
    phrases: list[str] = []
    terms: list[_Scored] = []
    for number, term in enumerate(query.terms):
        scored = _Scored(f"term_{number}", number, {})
        for phrase in (*term.phrases, *term.looser):
            weight = "1" if phrase in term.phrases else "%(looser)s"
            phrases.append(" ".join(phrase))
            scored.weights[f"phrase_{len(phrases)}"] = weight
        terms.append(scored)
    # Their numbers go down from there, so that each pair adds to a passage's score.
    pairs = [
        _Scored(f"near_{number}", NEIGHBOURS - number, {f"pair_{number}": "%(neighbours)s"})
        for number in range(1, len(query.neighbours) + 1)
    ]
    either = [(terms[pair.first], terms[pair.second]) for pair in query.neighbours]
    firsts = [" ".join(query.terms[pair.first].phrases[0]) for pair in query.neighbours]
    seconds = [" ".join(query.terms[pair.second].phrases[0]) for pair in query.neighbours]
    words = {"phrases": phrases, "firsts": firsts, "seconds": seconds}
    parameters = {**words, **vars(weights)}
    return Matching(_matched(terms, pairs, either), parameters, _pages(terms, pairs))


class _Scored(NamedTuple):
    """A term or a pair: its column, its number, and what it counts for the best of."""

    column: str
    number: int
    # Of columns of `held`.
    weights: dict[str, str]

    @property
    def frequency(self) -> str:
        return f"GREATEST({', '.join(self.weights)})"

    @property
    def score(self) -> str:
        each = (
            f"{weight} * rarity_{held} * {held} * most / ({held} + half)"
            for held, weight in self.weights.items()
        )
        return f"GREATEST({', '.join(each)}) AS {self.column}"


def _matched(
    terms: list[_Scored], pairs: list[_Scored], either: list[tuple[_Scored, _Scored]]
) -> str:
    phrases = [phrase for term in terms for phrase in term.weights]
    held = [column for scored in (*terms, *pairs) for column in scored.weights]
    of_pairs = (
        _PAIR.replace("{first}", one.frequency)
        .replace("{second}", other.frequency)
        .replace("{id}", str(number))
        for number, (one, other) in enumerate(either, start=1)
    )
    of_phrases = (_PHRASE.replace("{id}", str(number + 1)) for number in range(len(phrases)))
    parts = {
        "phrases": of_phrases,
        "frequencies": (*phrases, *of_pairs),
        "counts": (f"COUNT({column}) AS {column}" for column in held),
        "rarities": (
            f"LN(1 + (passages - {column} + 0.5) / ({column} + 0.5)) AS rarity_{column}"
            for column in held
        ),
        "scores": (scored.score for scored in (*terms, *pairs)),
        "terms": (f"({scored.number}, {scored.column})" for scored in (*terms, *pairs)),
    }
    return _filled(_MATCHED.replace("{near}", _NEAR), parts)


def _pages(terms: list[_Scored], pairs: list[_Scored]) -> str:
    columns = [scored.column for scored in (*terms, *pairs)]
    best = [f"MAX({scored.column})" for scored in terms]
    total = " + ".join(f"COALESCE({column}, 0)" for column in columns)
    total_of_best = " + ".join(f"COALESCE(MAX({column}), 0)" for column in columns)
    return _filled(_PAGES, {"best": best, "sum": [total], "sum_of_best": [total_of_best]})


def _filled(sql: str, parts: Mapping[str, Iterable[str]]) -> str:
    for name, expressions in parts.items():
        sql = sql.replace(f"{{{name}}}", ", ".join(expressions))
    return sql
