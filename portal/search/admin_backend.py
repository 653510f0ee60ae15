"""Search boxes and choosers of Wagtail's admin: words of titles, drafts included.

The stock backend keeps an index of its own and needs half a minute for a word at 20,000 pages on
SQLite. Editors look for titles: one pass over that column answers in a fraction of a second.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.search.backends.database.fallback import (
    MATCH_NONE,
    DatabaseSearchBackend,
    DatabaseSearchQueryCompiler,
    DatabaseSearchResults,
)
from wagtail.search.query import PlainText, SearchQuery


class TitleQueryCompiler(DatabaseSearchQueryCompiler):
    def get_fields_names(self) -> Iterator[str]:
        yield from super().get_fields_names()
        # A page with a new title in its draft is found by either.
        if issubclass(self.queryset.model, Page) and not self.fields:
            yield "draft_title"

    def build_database_filter(self, query: SearchQuery, boost: float = 1.0) -> "Q | str":
        if isinstance(query, PlainText):
            # SQLite takes a NUL for the end of what it looks for.
            words = query.query_string.replace("\x00", " ")
            # The stock one cannot join the terms of a text that has none.
            if not words.split():
                return str(MATCH_NONE)
            query = PlainText(words, operator=query.operator, boost=query.boost)
        built: Q | str = super().build_database_filter(query, boost)
        return built


class TitleResults(DatabaseSearchResults):
    def get_queryset(self) -> QuerySet[Any]:
        """The stock one compares whole rows to show none twice, for the list, its count and its
        kinds. A table by itself has no row twice.
        """
        found: QuerySet[Any] = super().get_queryset()
        if not _has_joins(found):
            found.query.distinct = False
        return found


def _has_joins(found: QuerySet[Any]) -> bool:
    """Other than to the rows of the models that its own extends, of which there is one each."""
    own = {found.model, *found.model._meta.get_parent_list()}
    return not {join.table_name for join in found.query.alias_map.values()} <= {
        model._meta.db_table for model in own
    }


class SearchBackend(DatabaseSearchBackend):
    """Named as Wagtail looks for it: `"BACKEND": "portal.search.admin_backend"`."""

    results_class = TitleResults
    query_compiler_class = TitleQueryCompiler
    autocomplete_query_compiler_class = TitleQueryCompiler
