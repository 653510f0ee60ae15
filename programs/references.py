"""Pages that the rows of other records refer to, as the public may see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Model, OuterRef, Subquery
from django.db.models.functions import Length, Substr
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.pages.visibility import is_public
from portal.provenance.dates import display
from portal.taxonomy.choices import STOPPED, Phase

_PATH_STEP = Page.steplen


@dataclass(frozen=True)
class Reference:
    """A page as another record names it. Its status is drawn from the page, never typed."""

    title: str
    url: str
    place: str = ""
    status: str = ""
    status_since: str = ""

    @property
    def status_label(self) -> str:
        """Words where a reader must know: the program ended or stands still."""
        if self.status not in STOPPED:
            return ""
        label = str(Phase(self.status).label)
        if not self.status_since:
            return label
        return _("%(status)s, %(date)s") % {"status": label, "date": display(self.status_since)}


class References:
    """The pages that rows name in their foreign keys; one query for all of them.

    A page that the public may not read has no reference: its row is told in its own words, and
    neither its title nor its address is shown.
    """

    def __init__(
        self, rows: Iterable[Model], keys: Iterable[str], request: HttpRequest | None = None
    ) -> None:
        named: list[tuple[Model, Any]] = [
            (row, row._meta.get_field(key))
            for row in rows
            for key in keys
            if getattr(row, f"{key}_id", None)
        ]
        pages = _pages({getattr(row, field.attname) for row, field in named})
        for row, field in named:
            # `str(row)` may ask for the page's title: without this, a query for each row.
            field.set_cached_value(row, pages.get(getattr(row, field.attname)))
        self._references = {
            pk: Reference(
                title=page.title,
                url=page.get_url(request) or "",
                place=page.parent_title or "",
                status=page.program_status or "",
                status_since=page.program_status_since or "",
            )
            for pk, page in pages.items()
            if page.may_be_read
        }

    def get(self, pk: int | None) -> Reference | None:
        return self._references.get(pk) if pk else None

    def public_ids(self) -> set[int]:
        return set(self._references)


def _pages(ids: set[int]) -> dict[int, Any]:
    if not ids:
        return {}
    parents = Page.objects.filter(
        path=Substr(OuterRef("path"), 1, Length(OuterRef("path")) - _PATH_STEP)
    )
    found = Page.objects.filter(pk__in=ids).annotate(
        may_be_read=is_public(),
        parent_title=Subquery(parents.values("title")[:1]),
        program_status=F("knowledgepage__programpage__status"),
        program_status_since=F("knowledgepage__programpage__status_since"),
    )
    return {page.pk: page for page in found}
