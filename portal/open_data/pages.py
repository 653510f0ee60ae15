"""Tables whose rows are pages: what all pages have in common."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet, prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.models import Redirect

from portal.lists.filters import Filter
from portal.pages.models import KnowledgePage
from portal.pages.visibility import is_public
from portal.provenance.facts import Fact
from portal.search.declaration import facets_of

from .columns import Column, columns_of
from .tables import Table

# So long a key is nobody's.
LONGEST_KEY = 300


def key_of(page: Any) -> str:
    """Its own short name below that of its city or list: `durham-nc/heart`."""
    return "/".join(page.url_path.strip("/").split("/")[-2:])


def _day_of(moment: Any) -> str:
    return moment.date().isoformat() if moment else ""


HEAD: tuple[Column, ...] = (
    Column("id", _("What addresses call it: its city or list, then its own short name."), key_of),
    Column("title", _("Its name."), lambda page: page.title),
    Column("url", _("The address of its page."), lambda page: page.url, "address"),
    Column("summary", _("In one or two sentences."), lambda page: page.summary),
)
TOPICS = Column(
    "topics",
    _("What it is about, by the short names of topics; the main one first."),
    lambda page: [row.topic.slug for row in page.page_topics.all()],
    "list",
)
REVIEW: tuple[Column, ...] = (
    *columns_of(KnowledgePage, "reviewed_on", "review_by", "maintainer_role"),
    Column(
        "first_published", _("When it first appeared."), lambda p: _day_of(p.first_published_at)
    ),
    Column("modified", _("When it last changed."), lambda p: _day_of(p.last_published_at)),
)


def keys_of_sources(fact: Fact) -> list[str]:
    """By which sources a fact is supported."""
    return list(dict.fromkeys(c.source.key for c in fact.supporting if c.source))


class PageTable(Table):
    """Pages of one type that everybody may read, by the key that their address gives them."""

    model: ClassVar[type[KnowledgePage]]

    def rows(self) -> QuerySet[Any]:
        return self.model.objects.filter(is_public())

    def filters(self) -> Sequence[type[Filter]]:
        return facets_of(self.model)

    def find(self, key: str) -> Any | None:
        if len(key) > LONGEST_KEY:
            return None
        named = self.rows().filter(slug=key.rpartition("/")[2])
        return next((page for page in named if self.key_of(page) == key), None)

    def key_of(self, page: Any) -> str:
        return key_of(page)

    def moved(self, key: str) -> str:
        """The key by which a page goes that had this one before it was renamed or moved."""
        left = Redirect.objects.filter(old_path__endswith=f"/{key}").exclude(redirect_page=None)
        pages = self.rows().filter(pk__in=left.values("redirect_page"))
        return next((self.key_of(page) for page in pages), "")

    def load(self, rows: Sequence[Any]) -> None:
        prefetch_related_objects(rows, "page_topics__topic")


def values_of(rows: Iterable[Any], name: str) -> list[str]:
    """The values that rows have in a column, each once, without those that held before."""
    found = (getattr(row, name) for row in rows if not getattr(row, "until", ""))
    return list(dict.fromkeys(value for value in found if value))
