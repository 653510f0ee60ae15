"""Which pages the public may read, as a part of one query."""

from django.db.models import BooleanField, F, Func, Q
from wagtail.models import Page, PageViewRestriction

_TABLES = {
    "restrictions": PageViewRestriction._meta.db_table,
    "pages": Page._meta.db_table,
}


class _IsOpen(Func):
    """That no page on the way down to this path is private.

    SQL of its own, because every list asks this and building it from parts took longer than
    the database needs to answer. A cross join keeps SQLite from going through all pages first,
    which it does for each page of a list where it knows many pages and no private one.
    """

    template = (
        "NOT EXISTS (SELECT 1 FROM %(restrictions)s restriction CROSS JOIN %(pages)s top"
        " WHERE top.id = restriction.page_id"
        " AND SUBSTR(%(expressions)s, 1, LENGTH(top.path)) = top.path)"
    )
    output_field = BooleanField()


def is_open() -> Q:
    """Neither it nor a page above it is private: for `annotate` and `filter`."""
    return Q(_IsOpen(F("path"), **_TABLES))


def is_public() -> Q:
    """Live, and neither it nor a page above it is private: for `annotate` and `filter`.

    Wagtail's own `public()` reads all restrictions first and adds a clause for each of them.
    """
    return is_open() & Q(live=True)
