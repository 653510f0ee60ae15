"""The SQL of the SQLite engine. What a reader typed is always a parameter."""

from ..visibility import VISIBLE_PAGE

INDEX = "search_passage_index"
# What a passage counts that only names other pages.
MINOR_WEIGHT = 0.25

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

# Parameters: the term's number, three weights, the expression.
_MATCH = """
    SELECT rowid, %s, -bm25(search_passage_index, %s, %s, %s)
    FROM search_passage_index WHERE search_passage_index MATCH %s
"""

# Every term is matched once. FTS5's score of several words is the sum of theirs, so a passage's
# score is exact; a page's adds to its best passage the best score of each word anywhere on it.
_RANK = """
    WITH matched(passage_id, term, score) AS MATERIALIZED ({matches}),
    postings AS (
        SELECT passage.page_id, passage.id AS passage_id, matched.term,
            matched.score * CASE WHEN passage.is_minor THEN {minor} ELSE 1 END AS score
        FROM matched JOIN search_passage passage ON passage.id = matched.passage_id
    ),
    scored AS MATERIALIZED (
        SELECT *, SUM(score) OVER (PARTITION BY passage_id) AS passage_score FROM postings
    ),
    covered AS (
        SELECT page_id, term, MAX(score) AS score, MAX(passage_score) AS passage_score
        FROM scored GROUP BY page_id, term
    ),
    pages AS (
        SELECT page_id, COUNT(*) = %s AS has_all, SUM(score) + MAX(passage_score) AS score
        FROM covered GROUP BY page_id
    ),
    ranked AS (
        SELECT pages.*, COUNT(*) OVER () AS total, SUM(has_all) OVER () AS total_with_all
        FROM pages JOIN wagtailcore_page page ON page.id = pages.page_id
        WHERE {visible}
        ORDER BY has_all DESC, score DESC, pages.page_id LIMIT %s OFFSET %s
    ),
    best AS (
        SELECT page_id, passage_id, passage_score,
            ROW_NUMBER() OVER (PARTITION BY page_id ORDER BY passage_score DESC, passage_id)
            AS place
        FROM scored WHERE page_id IN (SELECT page_id FROM ranked) GROUP BY passage_id
    )
    SELECT ranked.page_id, has_all, total, total_with_all, passage_id
    FROM ranked JOIN best USING (page_id)
    WHERE best.place <= %s
    ORDER BY has_all DESC, score DESC, ranked.page_id, best.place
""".replace("{visible}", VISIBLE_PAGE).replace("{minor}", str(MINOR_WEIGHT))

# Parameters: marks for the heading and for the text, tokens, the expression, the rowids as JSON.
EXCERPTS = """
    SELECT rowid,
        highlight(search_passage_index, 1, %s, %s),
        snippet(search_passage_index, 2, %s, %s, '…', %s)
    FROM search_passage_index
    WHERE search_passage_index MATCH %s AND rowid IN (SELECT value FROM json_each(%s))
"""


def rank(terms: int) -> str:
    """Parameters: those of each match, the number of terms, limit, offset, passages per page."""
    return _RANK.replace("{matches}", " UNION ALL ".join([_MATCH] * terms))
