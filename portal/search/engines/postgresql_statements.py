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
# What knows of letters beyond ASCII, whatever the database's locale; not in every build.
COLLATION, NO_COLLATION = "und-x-icu", "default"
HAS_COLLATION = "SELECT COUNT(*) FROM pg_collation WHERE collname = %s"
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
        regexp_replace(
            lower(normalize(left(words, {_LONGEST}), NFKD) COLLATE "{{collation}}"),
            '{_MARKS}', '', 'g'
        ),
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
    title tsvector NOT NULL,
    heading tsvector NOT NULL,
    words tsvector NOT NULL
)"""
# How many passages and words there are, as a sum of changes: one row that every writer changed
# would let editors wait for one another, and counting anew reads the whole table.
_COUNTED = """
CREATE TABLE search_words_counted (passages bigint NOT NULL, size bigint NOT NULL)"""
_MOST_CHANGES = 100
_FOUND = "CREATE INDEX search_passage_words_found ON search_passage_words USING gin (words)"

# `words` holds all. What no text can hold stands between, so that a title's last word is not
# followed by a heading's first.
_WORDS = """
    SELECT passage.id, passage.page_id, passage.is_minor,
        cardinality(string_to_array(trim(concat_ws(' ', of_title, of_heading, of_text)), ' ')),
        to_tsvector('search_words', of_title), to_tsvector('search_words', of_heading),
        ts_delete(
            to_tsvector('search_words', of_title) || $$'-':9$$::tsvector
            || to_tsvector('search_words', of_heading) || $$'-':9$$::tsvector
            || to_tsvector('search_words', of_text), '-'
        )
    FROM {passages} passage CROSS JOIN LATERAL (
        SELECT search_fold(passage.title) AS of_title, search_fold(passage.heading) AS of_heading,
            search_fold(passage.text) AS of_text OFFSET 0
    ) folded
"""
_COUNT = """
    INSERT INTO search_words_counted
    SELECT {sign} COUNT(*), {sign} SUM(size) FROM changed HAVING COUNT(*) > 0
"""
_ADD = """
    WITH changed AS (INSERT INTO search_passage_words {words} RETURNING size) {count}
""".replace("{count}", _COUNT.replace("{sign}", "+")).replace("{words}", _WORDS)
_REMOVE = """
    WITH changed AS (
        DELETE FROM search_passage_words WHERE passage_id IN (SELECT id FROM removed)
        RETURNING size
    ) {count}
""".replace("{count}", _COUNT.replace("{sign}", "-"))
FILL = _ADD.replace("{passages}", "search_passage")
_WRITE = (
    """
CREATE FUNCTION search_write_words() RETURNS trigger LANGUAGE plpgsql AS $write$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        TRUNCATE search_passage_words, search_words_counted;
    END IF;
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
        {remove};
    END IF;
    IF TG_OP IN ('UPDATE', 'INSERT') THEN
        {add};
    END IF;
    IF (SELECT COUNT(*) FROM search_words_counted) > {most} THEN
        -- What another writer is adding up is left to it.
        WITH change AS (
            DELETE FROM search_words_counted WHERE ctid IN (
                SELECT ctid FROM search_words_counted FOR UPDATE SKIP LOCKED
            ) RETURNING passages, size
        )
        INSERT INTO search_words_counted
        SELECT SUM(passages), SUM(size) FROM change HAVING COUNT(*) > 0;
    END IF;
    RETURN NULL;
END
$write$""".replace("{remove}", _REMOVE)
    .replace("{add}", _ADD.replace("{passages}", "written"))
    .replace("{most}", str(_MOST_CHANGES))
)
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
    "DROP TABLE IF EXISTS search_passage_words, search_words_counted",
    "DROP FUNCTION IF EXISTS search_frequency",
    "DROP FUNCTION IF EXISTS search_fold",
    "DROP TEXT SEARCH CONFIGURATION IF EXISTS search_words",
    "DROP TEXT SEARCH DICTIONARY IF EXISTS search_stem",
)
_CREATE = (
    *(_DICTIONARY, _CONFIGURATION, _MAPPING, _FOLD, _FREQUENCY),
    *(_TABLE, _COUNTED, _FOUND, _WRITE),
    *_TRIGGERS,
)
# A planner without figures of new tables compares every page with every other.
ANALYZE = """
    ANALYZE search_passage_words, search_passage, search_entry, search_facetvalue, wagtailcore_page
"""
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
    FROM ({words}) wanted(passage_id, page_id, is_minor, size, title, heading, words)
    FULL JOIN search_passage_words kept ON kept.passage_id = wanted.passage_id
""".replace("{words}", _WORDS.replace("{passages}", "search_passage"))
CHECK_COUNTED = """
    SELECT (SELECT ROW(COUNT(*), COALESCE(SUM(size), 0)) FROM search_passage_words)
        = (SELECT ROW(COALESCE(SUM(passages), 0)::bigint, COALESCE(SUM(size), 0)::bigint)
            FROM search_words_counted)
"""

TEXTS = "SELECT id, heading, text FROM search_passage WHERE id = ANY(%s)"
# A word that the dictionary does not know has no row of its own.
STEMS = "SELECT word, (ts_lexize('search_stem', word))[1] FROM unnest(%s::text[]) word"
