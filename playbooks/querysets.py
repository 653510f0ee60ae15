"""Named ways to narrow playbooks."""

from typing import TYPE_CHECKING, Any, Self

from django.db.models import OuterRef, Subquery
from wagtail.query import PageQuerySet

from portal.pages.models import PageTopic
from portal.pages.visibility import is_public

if TYPE_CHECKING:
    from programs.models import ProgramPage


class PlaybookQuerySet(PageQuerySet):
    def readable(self) -> Self:
        """Those that the public may read."""
        return self.filter(is_public())

    def by_topic(self) -> Self:
        """In the order of their main topics; those without a topic come last."""
        main_topic: Any = PageTopic.objects.filter(page=OuterRef("pk")).order_by("sort_order", "pk")
        position = Subquery(main_topic.values("topic__position")[:1])
        return self.annotate(topic_position=position).order_by(
            position.asc(nulls_last=True), "title"
        )

    def drawing_on(self, program: "ProgramPage") -> Self:
        """With a practice of the program."""
        return self.filter(practices__program=program).distinct()
