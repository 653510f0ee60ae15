"""Which pages readers may see, asked of the database when a search is answered.

SQL rather than a QuerySet: `PageQuerySet.public()` adds a clause for every private page, and
the condition stands inside the engine's own statement. It is the same on SQLite and PostgreSQL.
"""

# For the beginning of a statement: where the subtrees begin that not everybody may see. SQLite
# reads what stands before CROSS JOIN first; without, it may begin with every page.
HIDDEN_SUBTREES = """
    hidden AS MATERIALIZED (
        SELECT top.path FROM wagtailcore_pageviewrestriction restriction
        CROSS JOIN wagtailcore_page top WHERE top.id = restriction.page_id
    )
"""
# On a page row called `page`. Aliases repeat another page, so they are no hits of their own.
# A page is gone when its time is up, even where nothing has unpublished it yet.
VISIBLE_PAGE = """
    page.live
    AND (page.expire_at IS NULL OR page.expire_at > CURRENT_TIMESTAMP)
    AND page.alias_of_id IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM hidden WHERE substr(page.path, 1, length(hidden.path)) = hidden.path
    )
"""
