from functools import cached_property
from typing import Any

from django.db import models, transaction
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, Page, PageViewRestriction

from portal.provenance.dates import PartialDateField
from portal.provenance.facts import Fact, FactSheet
from portal.provenance.forms import FactPageForm

from ..signals import page_saved


class PageTag(TaggedItemBase):
    content_object = ParentalKey(
        "pages.KnowledgePage", on_delete=models.CASCADE, related_name="tagged_items"
    )


class PageTopic(Orderable):
    """A topic of a page; the first one is its primary topic."""

    page = ParentalKey("pages.KnowledgePage", on_delete=models.CASCADE, related_name="page_topics")
    topic = models.ForeignKey(
        "taxonomy.Topic", on_delete=models.PROTECT, related_name="page_topics"
    )

    panels = [FieldPanel("topic")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "topic"], name="page_topic_once")]


class KnowledgePage(Page):
    """What every page that holds knowledge has. Concrete, because questions cross page types."""

    summary = models.TextField(
        blank=True,
        help_text=_("One or two sentences that a stranger understands; shown in lists and search."),
    )
    tags = ClusterTaggableManager(through=PageTag, blank=True)
    reviewed_on = PartialDateField(
        _("reviewed on"), help_text=_("When somebody responsible last read the whole page.")
    )
    review_by = PartialDateField(
        _("review by"), help_text=_("When it should be read again. For example: 2027-06.")
    )
    maintainer_role = models.CharField(
        _("kept by"),
        max_length=160,
        blank=True,
        help_text=_("A role, not a name. For example: data analyst, Community Safety Department."),
    )

    base_form_class = FactPageForm
    # Whether the page is known to be for everybody; who finds it for a reader says so.
    is_open = False

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    # Fields and rows that editors are asked for, where a page type has no core facts.
    expected_facts: tuple[str, ...] = ()

    class Meta:
        verbose_name = _("knowledge page")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves the page and tells listeners, in one transaction.

        A save of named fields only (drafts and revisions save so) tells nobody: what readers
        see has not changed.
        """
        with transaction.atomic():
            super().save(*args, **kwargs)
            if kwargs.get("update_fields") is None:
                page_saved.send(type(self), page=self)

    def get_view_restrictions(self) -> Any:
        """As Wagtail's own, in one query where the pages above are known already, and in none
        where the page was found with the word that there are no restrictions."""
        if any(page.alias_of_id for page in [self, *self.pages_above]):
            return super().get_view_restrictions()
        if self.is_open:
            return PageViewRestriction.objects.none()
        steps = range(self.steplen, len(self.path) + 1, self.steplen)
        return PageViewRestriction.objects.filter(page__path__in=[self.path[:n] for n in steps])

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        # Lists and pages of text show no facts of their own, and need no query for them.
        return context | {"facts": SimpleLazyObject(lambda: self.facts)}

    @cached_property
    def facts(self) -> FactSheet:
        return FactSheet(self)

    @cached_property
    def pages_above(self) -> list[Page]:
        """From home down to the parent. One query, none where the page was found by address."""
        above = self.get_ancestors().filter(depth__gt=1)
        return list(above.select_related("knowledgepage__citypage"))

    @property
    def trail(self) -> list[dict[str, str]]:
        """The same for a breadcrumb; `title` and `url` each."""
        trail = [{"title": page.title, "url": page.url} for page in self.pages_above]
        if trail:
            trail[0]["title"] = _("Home")
        return trail

    @cached_property
    def home_city(self) -> "Page | None":
        """The nearest city above this page, or the page itself; None for shared pages."""
        for page in [self, *reversed(self.pages_above)]:
            if page._meta.label == "pages.CityPage":
                return page
            # Of a page itself this would be a query; those above were read with it.
            knowledge = getattr(page, "knowledgepage", None) if page is not self else None
            city: Page | None = getattr(knowledge, "citypage", None)
            if city is not None:
                return city
        return None

    def core_fact_list(self) -> list[Fact]:
        """The facts that count towards completeness; none unless the page type says which."""
        return []

    def find_fact(self, about: str) -> Fact | None:
        """The fact that an invitation names; None where the page has none of that name."""
        return self.facts.find(about)
