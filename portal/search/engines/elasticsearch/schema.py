"""What the index is told of the documents. A change here needs `search_index rebuild`."""

from typing import Any

from elasticsearch.dsl import Mapping, analyzer, token_filter
from elasticsearch.dsl import field as fields

from ...query import MAX_PAGE, PAGE_SIZE

# Stems for words of any inflection; synonyms and spellings come with the query.
words = analyzer(
    "words",
    tokenizer="standard",
    filter=["lowercase", "asciifolding", token_filter("stems", "stemmer", language="english")],
)


def passages() -> fields.Nested:
    """`all` is what is looked into: the title and heading repeated as often as they count.

    One field for three, because a word counts the more often it stands in any of them.
    """
    return fields.Nested(
        dynamic=False,
        properties={
            "position": fields.Integer(index=False),
            "is_minor": fields.Boolean(),
            "all": fields.Text(analyzer=words, position_increment_gap=100),
            "heading": fields.Text(analyzer=words, index=False),
            "text": fields.Text(analyzer=words, index=False),
        },
    )


def mapping() -> dict[str, Any]:
    made = Mapping()
    made.field("page_id", "integer")
    made.field("is_public", "boolean")
    made.field("expire_at", "date")
    made.field("date", "keyword")
    made.field("reviewed", "keyword")
    made.field("digest", "keyword", index=False)
    made.field("facets", "object", dynamic=True)
    made.field("passages", passages())
    made.meta("dynamic", False)
    made.meta("_source", excludes=["passages.all"])
    made.meta(
        "dynamic_templates",
        [{"facets": {"path_match": "facets.*", "mapping": {"type": "keyword"}}}],
    )
    described: dict[str, Any] = made.to_dict()
    return described


def settings() -> dict[str, Any]:
    analysis = Mapping()
    analysis.field("words", "text", analyzer=words)
    return {
        "analysis": analysis._collect_analysis(),
        "number_of_shards": 1,
        # A copy on up to three nodes: any of them answers while another is gone or frozen.
        "auto_expand_replicas": "0-2",
        "refresh_interval": "1s",
        # For so long a late delivery finds out that the page was deleted after it.
        "gc_deletes": "1h",
        "max_result_window": MAX_PAGE * PAGE_SIZE,
    }
