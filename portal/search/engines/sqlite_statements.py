"""The SQL of the SQLite engine. What a reader typed is always a parameter."""

INDEX = "search_passage_index"

CREATE_INDEX = """CREATE VIRTUAL TABLE search_passage_index USING fts5(
    title, heading, text, content='search_passage', content_rowid='id',
    tokenize='porter unicode61 remove_diacritics 2')"""

CREATE_TRIGGERS = {
    "search_passage_index_insert": """
CREATE TRIGGER search_passage_index_insert AFTER INSERT ON search_passage BEGIN
    INSERT INTO search_passage_index(rowid, title, heading, text)
    VALUES (new.id, new.title, new.heading, new.text);
END""",
    "search_passage_index_delete": """
CREATE TRIGGER search_passage_index_delete AFTER DELETE ON search_passage BEGIN
    INSERT INTO search_passage_index(search_passage_index, rowid, title, heading, text)
    VALUES ('delete', old.id, old.title, old.heading, old.text);
END""",
    "search_passage_index_update": """
CREATE TRIGGER search_passage_index_update AFTER UPDATE ON search_passage BEGIN
    INSERT INTO search_passage_index(search_passage_index, rowid, title, heading, text)
    VALUES ('delete', old.id, old.title, old.heading, old.text);
    INSERT INTO search_passage_index(rowid, title, heading, text)
    VALUES (new.id, new.title, new.heading, new.text);
END""",
}

DROP = (
    "DROP TRIGGER IF EXISTS search_passage_index_insert",
    "DROP TRIGGER IF EXISTS search_passage_index_delete",
    "DROP TRIGGER IF EXISTS search_passage_index_update",
    "DROP TABLE IF EXISTS search_passage_index",
)
FILL = "INSERT INTO search_passage_index(search_passage_index) VALUES ('rebuild')"
# Rank 1 compares the index with the passages too, not only with itself.
CHECK = "INSERT INTO search_passage_index(search_passage_index, rank) VALUES ('integrity-check', 1)"
EXISTING = """
    SELECT name, sql FROM sqlite_master
    WHERE name = 'search_passage_index' OR (type = 'trigger' AND tbl_name = 'search_passage')
"""

_MATCH = """
    SELECT rowid AS passage_id, CAST(%({name}_term)s AS integer) AS term,
        -bm25(search_passage_index, %(title)s, %(heading)s, %(text)s) * %({name}_weight)s AS score
    FROM search_passage_index WHERE search_passage_index MATCH %({name})s
"""

# Every term is matched by itself. FTS5's score of several words is the sum of theirs, so a
# passage's score is exact.
_MATCHED = """
    found AS MATERIALIZED ({matches}),
    matched AS MATERIALIZED (
        SELECT passage.id AS passage_id, passage.page_id, found.term,
            {score} * CASE WHEN passage.is_minor THEN %(minor)s ELSE 1 END AS score
        FROM found JOIN search_passage passage ON passage.id = found.passage_id
        {grouped}
    )
"""

# Parameters: marks for the heading and for the text, tokens, the expression, the rowids as JSON.
EXCERPTS = """
    SELECT rowid,
        highlight(search_passage_index, 1, %s, %s),
        snippet(search_passage_index, 2, %s, %s, '…', %s)
    FROM search_passage_index
    WHERE search_passage_index MATCH %s AND rowid IN (SELECT value FROM json_each(%s))
"""

# Where a phrase stands. Parameters: six times a mark, the phrase, the rowids as JSON.
FIELDS = """
    SELECT rowid,
        instr(highlight(search_passage_index, 0, %s, ''), %s) > 0,
        instr(highlight(search_passage_index, 1, %s, ''), %s) > 0,
        instr(highlight(search_passage_index, 2, %s, ''), %s) > 0
    FROM search_passage_index
    WHERE search_passage_index MATCH %s AND rowid IN (SELECT value FROM json_each(%s))
"""


def match(name: str) -> str:
    """Parameters: `name`, an expression; with `_term` its number and with `_weight` its weight."""
    return _MATCH.replace("{name}", name)


def matched(matches: list[str], has_looser: bool) -> str:
    """Where a term has looser phrases too, a passage counts for the better of both."""
    grouped = "GROUP BY passage.id, found.term" if has_looser else ""
    return (
        _MATCHED.replace("{matches}", " UNION ALL ".join(matches))
        .replace("{score}", "MAX(found.score)" if has_looser else "found.score")
        .replace("{grouped}", grouped)
    )
