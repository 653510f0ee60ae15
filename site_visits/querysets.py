"""Named ways to narrow site visits."""

from typing import TYPE_CHECKING, Self

from django.db.models import F, Q
from wagtail.query import PageQuerySet

from portal.pages.visibility import is_public

if TYPE_CHECKING:
    from programs.models import ProgramPage


class SiteVisitQuerySet(PageQuerySet):
    def readable(self) -> Self:
        """Those that the public may read."""
        return self.filter(is_public())

    def newest_first(self) -> Self:
        """By their first day; visits without one come last."""
        return self.order_by("-starts", "title")

    def oldest_first(self) -> Self:
        return self.order_by(F("starts").asc(nulls_last=True), "title")

    def of_program(self, program: "ProgramPage") -> Self:
        """That the program made or hosted."""
        return self.filter(Q(parties__program=program)).distinct()
