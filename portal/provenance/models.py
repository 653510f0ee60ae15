"""Where facts come from: sources, and the citations that tie them to facts."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page
from wagtail.search import index

from .checked_address import CheckedAddress, is_dead
from .dates import PartialDateField, display, display_short
from .gaps import GAPS, NOT_RECORDED, Gap


class SourceQuerySet(models.QuerySet["Source"]):
    def current(self) -> "SourceQuerySet":
        """Sources that editors may choose."""
        return self.filter(retired_on=None)

    def with_dead_address(self) -> "SourceQuerySet":
        """Those whose address no longer leads to them."""
        return self.filter(is_dead())


class Source(index.Indexed, CheckedAddress):
    """A publication that facts rest on, as it was read."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("Official page or release")
        REPORT = "report", _("Report or evaluation")
        NEWS = "news", _("News report")
        DATA = "data", _("Data set or dashboard")
        GUIDE = "guide", _("Guide or toolkit")
        REFERENCE = "reference", _("Reference work")
        TOLD = "told", _("Told by the program")
        OTHER = "other", _("Other")

    key = models.CharField(
        _("id"),
        max_length=60,
        unique=True,
        help_text=_("Short and lasting; pages are cited by it. For example: CAM-RELEASE-2024-02."),
    )
    title = models.CharField(max_length=500)
    publisher = models.CharField(
        max_length=200, help_text=_("For example: City of Durham, North Carolina.")
    )
    address = models.URLField(max_length=1000, blank=True)
    published = PartialDateField(help_text=_("A year, a month or a day; empty when undated."))
    accessed = PartialDateField(_("read on"), help_text=_("The day the page was read."))
    archived_copy = models.URLField(max_length=1000, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    note = models.TextField(
        blank=True, help_text=_("What a reader should be careful about when using it.")
    )
    retired_on = models.DateField(
        null=True,
        blank=True,
        help_text=_("Set a date to take the source out of choosers. Facts that rest on it stay."),
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL
    )

    objects = SourceQuerySet.as_manager()

    search_fields = [
        index.AutocompleteField("title"),
        index.AutocompleteField("publisher"),
        index.AutocompleteField("key"),
        index.SearchField("title"),
        index.SearchField("publisher"),
        index.SearchField("key"),
    ]

    class Meta:
        ordering = ["publisher", "title"]

    def __str__(self) -> str:
        return f"{self.title}, {self.publisher}"

    def get_absolute_url(self) -> str:
        return reverse("sources:source", args=[self.key])

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it; what a program told is known from its people alone."""
        return self.kind != self.Kind.TOLD and bool(self.address or self.archived_copy)

    @property
    def published_display(self) -> str:
        return display(self.published)

    @property
    def accessed_display(self) -> str:
        return display(self.accessed)


class FactRow(Orderable):
    """A row of a page that states a fact: a milestone, a unit, a lesson.

    `key` names the row in citations and addresses. It stays the same over revisions, copies,
    aliases and translations, so nothing outside the page points at the row's primary key.
    `str(row)` says the fact in words.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False)

    # Keys and names of the sources in its words, where a page has read them (source_names.py).
    named_sources: tuple[tuple[str, str], ...] = ()

    class Meta(Orderable.Meta):
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["page", "key"], name="%(app_label)s_%(class)s_key_once")
        ]

    def contradicts(self, other: "FactRow") -> bool:
        """Whether both answer one question differently; kinds of rows that can say when."""
        return False


class CitationQuerySet(models.QuerySet["Citation"]):
    def public(self) -> "CitationQuerySet":
        """Of pages that the public may read."""
        # By the few pages that are hidden, not by the many that are open.
        hidden = Page.objects.filter(models.Q(live=False) | Page.objects.private_q())
        return self.exclude(page__in=hidden.order_by().values("pk"))


class Citation(Orderable):
    """Says where one field or row of a page comes from, or why it has no value."""

    class Says(models.TextChoices):
        THIS = "this", _("This value")
        ANOTHER = "another", _("Another value")
        NOT_MEASURED = "not_measured", _("Not measured")
        NOT_DISCLOSED = "not_disclosed", _("Not disclosed")
        NOT_APPLICABLE = "not_applicable", _("Not applicable")
        NOT_FOUND = "not_found", _("Looked for, not found")

    page = ParentalKey("pages.KnowledgePage", on_delete=models.CASCADE, related_name="citations")
    about = models.CharField(
        max_length=100, help_text=_("The name of a field, or the key of a row, of the same page.")
    )
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="citations"
    )
    sentence = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text=_("Which sentence of a longer text it supports: 1, 2, 3. Empty: all of it."),
    )
    as_of = PartialDateField(
        _("as of"), help_text=_("When this was so. Empty: the source does not say.")
    )
    says = models.CharField(_("it says"), max_length=20, choices=Says, default=Says.THIS)
    stated = models.TextField(
        _("what it states"), blank=True, help_text=_("In the source's words, where they differ.")
    )
    note = models.TextField(blank=True)
    confirmed_by = models.CharField(
        max_length=120,
        blank=True,
        help_text=_("The role that confirmed it, never a name. For example: program director."),
    )

    objects = CitationQuerySet.as_manager()

    # Keys and names of the sources in its note, where a page has read them (source_names.py).
    named_sources: tuple[tuple[str, str], ...] = ()

    class Meta(Orderable.Meta):
        # A comparison asks of every metric whether any program says why it has no figure.
        indexes = [models.Index(fields=["about"], name="citation_about")]
        constraints = [
            models.CheckConstraint(
                name="citation_value_has_source",
                condition=models.Q(source__isnull=False) | ~models.Q(says__in=["this", "another"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.get_says_display()}"

    def clean(self) -> None:
        super().clean()
        if self.says in {self.Says.THIS, self.Says.ANOTHER} and self.source_id is None:
            raise ValidationError({"source": _("Choose the source that says so.")})
        if self.says == self.Says.ANOTHER and not self.stated:
            raise ValidationError({"stated": _("Write what this source states instead.")})

    @property
    def gap(self) -> Gap | None:
        """Which kind of gap this citation explains; None where it supports a value."""
        if self.says == self.Says.NOT_FOUND:
            return NOT_RECORDED
        return GAPS.get(self.says)

    @property
    def as_of_display(self) -> str:
        return display(self.as_of)

    @property
    def date_short(self) -> str:
        """The date of a source mark: as of, else published, else empty (undated)."""
        return display_short(self.as_of or (self.source.published if self.source else ""))
