"""Named ways to narrow programs."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Length, Substr
from wagtail.models import Page
from wagtail.query import PageQuerySet

from portal.pages.visibility import is_public

if TYPE_CHECKING:
    from portal.pages.models import CityPage
    from portal.taxonomy.models import Topic


class ProgramQuerySet(PageQuerySet):
    def for_city(self, city: "CityPage") -> Self:
        return self.descendant_of(city)

    def readable(self) -> Self:
        """Those that the public may read."""
        return self.filter(is_public())

    def by_city(self) -> Self:
        # Where it is, as search keeps it: "Durham, North Carolina".
        return self.order_by("search_entry__place", "title", "pk")

    def by_population(self) -> Self:
        """The largest city first, by its latest count."""
        parent = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
        counts = (
            apps.get_model("pages", "Population")
            .objects.filter(page__path=parent)
            .order_by(F("year").desc(nulls_last=True))
        )
        return self.alias(people=Subquery(counts.values("count")[:1])).order_by(
            F("people").desc(nulls_last=True), "title", "pk"
        )

    def by_newest_figure(self) -> Self:
        figures = (
            apps.get_model("metrics", "Observation")
            .objects.filter(program=OuterRef("pk"))
            .order_by("-period_end")
        )
        return self.alias(newest=Subquery(figures.values("period_end")[:1])).order_by(
            F("newest").desc(nulls_last=True), "title", "pk"
        )

    def by_review(self) -> Self:
        return self.order_by("-reviewed_on", "-last_published_at", "pk")

    def with_city(self) -> Self:
        """`city_name`, `city_title` and `state` of the city that they live under."""
        parent = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
        cities = apps.get_model("pages", "CityPage").objects.filter(path=parent)
        return self.annotate(
            city_name=Subquery(cities.values("city_name")[:1]),
            city_title=Subquery(cities.values("title")[:1]),
            state=Subquery(cities.values("state")[:1]),
        )

    def on_topics(self, topics: Collection["Topic"]) -> Self:
        """With `tells` (its page is about one of them), `answers` (it answers questions about
        one) and `is_in_playbook` (a playbook on one has a practice of it); at least one holds.
        """
        own = {"page_topics__topic__in": topics}
        pages = apps.get_model("pages", "KnowledgePage").objects.filter(is_public(), **own)
        programs = self.model.objects.filter(pk=OuterRef("pk"))
        return (
            self.readable()
            .annotate(
                tells=Exists(programs.filter(**own)),
                answers=Exists(programs.filter(answer_topics__topic__in=topics)),
                is_in_playbook=Exists(programs.filter(practices__page__in=pages)),
            )
            .filter(Q(tells=True) | Q(answers=True) | Q(is_in_playbook=True))
        )
