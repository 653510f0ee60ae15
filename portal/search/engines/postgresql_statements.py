"""The SQL of the PostgreSQL engine. What a reader typed is always a parameter.

Everything here is part of PostgreSQL itself: managed databases lack extensions, and their users
may not add any.
"""

import hashlib

INDEX = "search_passage_words"

# Signs that stand between words: of ASCII and Latin 1, punctuation, arrows, shapes. By their
# numbers, because what a class such as [:punct:] holds depends on the database's locale.
_BETWEEN = (
    r"[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u2190-\u2bff"
    r"\u3000-\u303f\ufe00-\ufe0f\uff00-\uff0f]+"
)
# Marks above and below letters, once letters are taken apart.
_MARKS = r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
# What a passage holds beyond this is not found: a tsvector takes a megabyte.
_LONGEST = 250_000

# As `english_stem`, but words such as "who" are kept: a quotation may hold them.
_DICTIONARY = """
CREATE TEXT SEARCH DICTIONARY search_stem (TEMPLATE = snowball, LANGUAGE = english)"""
_CONFIGURATION = """
CREATE TEXT SEARCH CONFIGURATION search_words (PARSER = "default")"""
_MAPPING = """
ALTER TEXT SEARCH CONFIGURATION search_words
    ADD MAPPING FOR asciiword, word, numword, int, uint, float, sfloat WITH search_stem"""
_FOLD = f"""
CREATE FUNCTION search_fold(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(
        regexp_replace(lower(normalize(left(words, {_LONGEST}), NFKD)), '{_MARKS}', '', 'g'),
        '{_BETWEEN}', ' ', 'g'
    )
$$"""
# How often a word occurs. A tsvector has its places but no function counts them; `ts_rank` of
# one word is the sum of 1/n² over its n occurrences, divided by the sum over infinitely many,
# and turns back into n exactly.
_FREQUENCY = """
CREATE FUNCTION search_frequency(words tsvector, word tsquery) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT round(1 / (1.6449341 * (1 - ts_rank('{1,1,1,1}', words, word))) - 0.5)::float8
$$"""
_TABLE = """
CREATE TABLE search_passage_words (
    passage_id bigint PRIMARY KEY,
    page_id integer NOT NULL,
    is_minor boolean NOT NULL,
    size integer NOT NULL,
    words tsvector NOT NULL
)"""
_FOUND = "CREATE INDEX search_passage_words_found ON search_passage_words USING gin (words)"

# Titles are A, headings B, texts D. A word between them that no text can hold keeps a title's
# last word from following on a heading's first.
_WORDS = """
    SELECT passage.id, passage.page_id, passage.is_minor,
        cardinality(string_to_array(trim(concat_ws(' ', of_title, of_heading, of_text)), ' ')),
        ts_delete(
            setweight(to_tsvector('search_words', of_title), 'A') || $$'-':9$$::tsvector
            || setweight(to_tsvector('search_words', of_heading), 'B') || $$'-':9$$::tsvector
            || to_tsvector('search_words', of_text), '-'
        )
    FROM {passages} passage CROSS JOIN LATERAL (
        SELECT search_fold(passage.title) AS of_title, search_fold(passage.heading) AS of_heading,
            search_fold(passage.text) AS of_text OFFSET 0
    ) folded
"""
FILL = "INSERT INTO search_passage_words" + _WORDS.replace("{passages}", "search_passage")
_WRITE = """
CREATE FUNCTION search_write_words() RETURNS trigger LANGUAGE plpgsql AS $write$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        TRUNCATE search_passage_words;
    END IF;
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
        DELETE FROM search_passage_words WHERE passage_id IN (SELECT id FROM removed);
    END IF;
    IF TG_OP IN ('UPDATE', 'INSERT') THEN
        INSERT INTO search_passage_words {words};
    END IF;
    RETURN NULL;
END
$write$""".replace("{words}", _WORDS.replace("{passages}", "written"))
# For a statement, not for a row: an import writes thousands of passages at once.
_TRIGGERS = tuple(
    f"CREATE TRIGGER search_words_{event.lower()} AFTER {event} ON search_passage {tables} "
    "FOR EACH STATEMENT EXECUTE FUNCTION search_write_words()"
    for event, tables in (
        ("INSERT", "REFERENCING NEW TABLE AS written"),
        ("UPDATE", "REFERENCING OLD TABLE AS removed NEW TABLE AS written"),
        ("DELETE", "REFERENCING OLD TABLE AS removed"),
        ("TRUNCATE", ""),
    )
)

DROP = (
    "DROP FUNCTION IF EXISTS search_write_words CASCADE",
    "DROP TABLE IF EXISTS search_passage_words",
    "DROP FUNCTION IF EXISTS search_frequency",
    "DROP FUNCTION IF EXISTS search_fold",
    "DROP TEXT SEARCH CONFIGURATION IF EXISTS search_words",
    "DROP TEXT SEARCH DICTIONARY IF EXISTS search_stem",
)
_CREATE = (
    *(_DICTIONARY, _CONFIGURATION, _MAPPING, _FOLD, _FREQUENCY, _TABLE, _FOUND, _WRITE),
    *_TRIGGERS,
)
# Kept beside the table, to know one of an older shape.
SHAPE = hashlib.sha256("".join((*_CREATE, FILL)).encode()).hexdigest()
CREATE = (*_CREATE, f"COMMENT ON TABLE search_passage_words IS '{SHAPE}'")
EXISTING = """
    SELECT obj_description(to_regclass('search_passage_words'), 'pg_class'), (
        SELECT COUNT(*) FROM pg_trigger
        WHERE tgrelid = to_regclass('search_passage') AND tgname LIKE 'search!_words!_%' ESCAPE '!'
    )
"""
TRIGGERS = len(_TRIGGERS)

# Passages that the index lacks or should not have, and those of which it holds other words.
CHECK = """
    SELECT COUNT(*) FILTER (WHERE kept.passage_id IS NULL),
        COUNT(*) FILTER (WHERE wanted.passage_id IS NULL),
        COUNT(*) FILTER (
            WHERE kept.passage_id = wanted.passage_id AND wanted.* IS DISTINCT FROM kept.*
        )
    FROM ({words}) wanted(passage_id, page_id, is_minor, size, words)
    FULL JOIN search_passage_words kept ON kept.passage_id = wanted.passage_id
""".replace("{words}", _WORDS.replace("{passages}", "search_passage"))

# BM25. A phrase of several words occurs as often as the rarest of them, in a passage that has
# them one after another. How rare it is, is counted over all passages that hold it.
MATCHED = """
    phrase AS MATERIALIZED (
        SELECT given.id, given.term, given.weight, tsquery.query, ARRAY(
            SELECT lexeme::tsquery
            FROM unnest(to_tsvector('search_words', search_fold(given.words)))
        ) AS each, ARRAY(
            SELECT (lexeme || ':A')::tsquery
            FROM unnest(to_tsvector('search_words', search_fold(given.words)))
        ) AS each_in_title, ARRAY(
            SELECT (lexeme || ':B')::tsquery
            FROM unnest(to_tsvector('search_words', search_fold(given.words)))
        ) AS each_in_heading
        FROM unnest(
            %(phrases)s::text[], %(seconds)s::text[], %(term_numbers)s::int[], %(weights)s::float8[]
        ) WITH ORDINALITY AS given(words, second, term, weight, id)
        CROSS JOIN LATERAL (
            SELECT phraseto_tsquery('search_words', search_fold(given.words)) AS first,
                phraseto_tsquery('search_words', search_fold(given.second)) AS second
        ) part
        CROSS JOIN LATERAL (
            SELECT CASE WHEN given.second = '' THEN part.first ELSE {near} END AS query
        ) tsquery
    ),
    held AS MATERIALIZED (
        SELECT phrase.id, phrase.term, phrase.weight, kept.passage_id, kept.page_id,
            kept.is_minor, kept.size, (
            SELECT MIN(
                search_frequency(kept.words, one.word) * %(text)s
                + CASE WHEN kept.words @@ one.in_title THEN (%(title)s - %(text)s)
                    * search_frequency(ts_filter(kept.words, '{a}'), one.word) ELSE 0 END
                + CASE WHEN kept.words @@ one.in_heading THEN (%(heading)s - %(text)s)
                    * search_frequency(ts_filter(kept.words, '{b}'), one.word) ELSE 0 END
            ) FROM unnest(each, each_in_title, each_in_heading) AS one(word, in_title, in_heading)
        ) AS frequency
        FROM phrase JOIN search_passage_words kept ON kept.words @@ phrase.query
    ),
    corpus AS MATERIALIZED (
        SELECT COUNT(*) AS passages, AVG(size)::float8 AS size FROM search_passage_words
    ),
    rarity AS (
        SELECT id, LN(1 + (passages - COUNT(*) + 0.5)::float8 / (COUNT(*) + 0.5)) AS rarity
        FROM held CROSS JOIN corpus GROUP BY id, passages
    ),
    matched AS (
        SELECT passage_id, page_id, term, MAX(
            weight * rarity * frequency * (%(saturation)s + 1) / (frequency + %(saturation)s
                * (1 - %(length)s + %(length)s * held.size / corpus.size))
        ) * CASE WHEN is_minor THEN %(minor)s ELSE 1 END AS score
        FROM held JOIN rarity ON rarity.id = held.id CROSS JOIN corpus
        GROUP BY passage_id, page_id, term, is_minor
    )
"""


def matched(apart: int) -> str:
    """`apart`: how many other words may stand between two that count as neighbours."""
    near = " || ".join(
        f"tsquery_phrase({pair}, {distance})"
        for distance in range(1, apart + 2)
        for pair in ("part.first, part.second", "part.second, part.first")
    )
    return MATCHED.replace("{near}", near)


TEXTS = "SELECT id, heading, text FROM search_passage WHERE id = ANY(%s)"
# A word that the dictionary does not know has no row of its own.
STEMS = "SELECT word, (ts_lexize('search_stem', word))[1] FROM unnest(%s::text[]) word"
