"""Named ways to narrow site visits."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Self

from django.db.models import F, Q
from wagtail.query import PageQuerySet

from portal.pages.visibility import is_public

if TYPE_CHECKING:
    from portal.taxonomy.models import Topic
    from programs.models import ProgramPage

# Every row of a visit that names a topic, as does the page itself.
TOPIC_PATHS = ("page_topics", "agenda", "grid", "lessons", "open_questions")


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

    def on_topics(self, topics: Collection["Topic"]) -> Self:
        """Where the page or one of its rows names one of the topics."""
        wanted = Q()
        for path in TOPIC_PATHS:
            rows = self.model._meta.get_field(path).related_model.objects
            wanted |= Q(pk__in=rows.filter(topic__in=topics).values("page"))
        return self.filter(wanted)
