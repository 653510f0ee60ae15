"""Figures: one value of one program, for one period, from one source."""

import uuid
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When, Window
from django.db.models.functions import Length, RowNumber, Substr
from django.utils.translation import gettext_lazy as _

from portal.pages.models import CityPage
from portal.provenance.dates import PartialDateField, display, is_later
from programs.figures import MOST_OF_A_METRIC, whole_area
from programs.models import ProgramPage

from ..checks import faults
from ..comparison import fits, says_the_same
from ..units import amount
from .metric import Definition, Metric

ALREADY_THERE = _("This source's figure for that period is there already. Change that one.")


class ObservationQuerySet(models.QuerySet["Observation"]):
    def shown(self) -> "ObservationQuerySet":
        """Without small counts, and what would give one away (`withholding.py`)."""
        return self.filter(is_withheld=False)

    def for_display(self) -> "ObservationQuerySet":
        """With what a figure is printed with; by metric, the newest period first."""
        return self.select_related("definition__metric", "source").order_by(
            "definition__metric__position",
            "definition__metric__name",
            F("period_end").desc(),
            F("period_start").desc(),
            "-stands",
            "pk",
        )

    def for_programs(self, programs: Collection[ProgramPage]) -> "ObservationQuerySet":
        """`for_display`, of each of these programs and each metric no more than a page can hold.

        Those in dispute come first, then those of the whole city, then the newest.
        """
        of_a_metric = ["program", "definition__metric", "is_withheld"]
        # As `programs.figures.covers_all` reads an area.
        is_whole = Q(geography="")
        for name in {name for page in programs for name in whole_area(page) if name}:
            is_whole |= Q(geography__iexact=name) | Q(geography__iendswith=f" of {name}")
        is_of_an_area = Case(When(is_whole, then=0), default=1)
        order: Any = [
            "-is_disputed",
            is_of_an_area,
            "-period_end",
            "-period_start",
            "-stands",
            "pk",
        ]
        rank = Window(RowNumber(), partition_by=of_a_metric, order_by=order)
        # Ranked by themselves: many rows are sorted faster without what they are printed with.
        own = self.filter(program__in=programs)
        leading = own.annotate(rank=rank).filter(rank__lte=MOST_OF_A_METRIC)
        return self.filter(pk__in=leading.values("pk")).for_display()

    def with_city(self) -> "ObservationQuerySet":
        """`city_name` and `city_title` of the city that the program lives under."""
        path = OuterRef("program__path")
        cities = CityPage.objects.filter(path=Substr(path, 1, Length(path) - CityPage.steplen))
        return self.annotate(
            city_name=Subquery(cities.values("city_name")[:1]),
            city_title=Subquery(cities.values("title")[:1]),
        )

    def visible(self) -> "ObservationQuerySet":
        """Of programs that the public may read."""
        return self.shown().filter(program__in=ProgramPage.objects.readable())


class ShownManager(models.Manager.from_queryset(ObservationQuerySet)):  # type: ignore[misc]  # made by a call
    """What readers ask for: a figure that is withheld is not there at all."""

    def get_queryset(self) -> Any:
        return super().get_queryset().shown()


class Observation(models.Model):
    class PeriodKind(models.TextChoices):
        CALENDAR_YEAR = "calendar_year", _("Calendar year")
        FISCAL_YEAR = "fiscal_year", _("Fiscal year")
        QUARTER = "quarter", _("Quarter")
        MONTH = "month", _("Month")
        CUMULATIVE = "cumulative", _("Since the start")
        POINT = "point", _("On one day")
        OTHER = "other", _("Other period")
        UNDATED = "undated", _("Period not stated")

    class Bound(models.TextChoices):
        EXACT = "exact", _("exactly this")
        MORE_THAN = "more_than", _("more than")
        LESS_THAN = "less_than", _("less than")
        NEARLY = "nearly", _("nearly")
        ABOUT = "about", _("about")

    class Quality(models.TextChoices):
        REPORTED = "reported", _("Reported")
        ESTIMATED = "estimated", _("Estimated")
        DERIVED = "derived", _("Derived")

    program = models.ForeignKey(
        "programs.ProgramPage", on_delete=models.PROTECT, related_name="observations"
    )
    definition = models.ForeignKey(
        Definition, on_delete=models.PROTECT, related_name="observations"
    )
    period_start = PartialDateField(_("from"), help_text=_("For example: 2024-01-01."))
    period_end = PartialDateField(
        _("until"), help_text=_("The same day as the start for a figure of one day.")
    )
    period_kind = models.CharField(max_length=20, choices=PeriodKind)
    value = models.DecimalField(max_digits=16, decimal_places=4)
    value_to = models.DecimalField(
        _("up to"),
        max_digits=16,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("Only where the source gives a range: 50 and up to 55. Never its middle."),
    )
    currency = models.CharField(max_length=3, blank=True, help_text=_("For money: USD, CAD."))
    bound = models.CharField(
        max_length=20,
        choices=Bound,
        default=Bound.EXACT,
        help_text=_("“More than 12,000” is a bound, not a count."),
    )
    numerator = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    geography = models.CharField(
        max_length=200, blank=True, help_text=_("The area that was counted. Empty: the city.")
    )
    quality = models.CharField(max_length=20, choices=Quality, default=Quality.REPORTED)
    source = models.ForeignKey(
        "provenance.Source", on_delete=models.PROTECT, related_name="observations"
    )
    note = models.TextField(blank=True)
    is_disputed = models.BooleanField(
        _("another source disagrees"), default=False, help_text=_("Say in the note who and how.")
    )
    stands = models.BooleanField(
        _("the city stands by this one"),
        default=False,
        help_text=_("Where two sources give different figures for the same period."),
    )

    # Both are kept by the portal itself: see history.py and withholding.py.
    corrected_on = models.DateField(null=True, editable=False)
    is_withheld = models.BooleanField(default=False, editable=False)

    # For readers. Whoever writes figures needs all of them, and so does what Django checks itself.
    objects = ShownManager()
    everything = ObservationQuerySet.as_manager()

    # Keys and names of the sources in its note, where a page has read them.
    named_sources: tuple[tuple[str, str], ...] = ()

    class Meta:
        verbose_name = _("figure")
        default_manager_name = "everything"
        ordering = ["program", "definition", "-period_end"]
        indexes = [
            # In which a comparison looks for the newest of each series (`plain.newest_figures`).
            models.Index(
                fields=[
                    "program",
                    "definition",
                    "period_kind",
                    "-period_end",
                    "-period_start",
                    "id",
                ],
                name="observation_newest_of_series",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "program",
                    "definition",
                    "period_start",
                    "period_end",
                    "geography",
                    "source",
                ],
                name="observation_unique_period",
                violation_error_message=ALREADY_THERE,
            )
        ]

    def __str__(self) -> str:
        return f"{self.value_display}, {self.period_display}"

    def clean(self) -> None:
        super().clean()
        metric = self.metric if self.definition_id else None
        found: dict[str, list[Any]] = {}
        for column, words in faults(self, metric):
            found.setdefault(column, []).append(words)
        if found:
            raise ValidationError(found)

    @property
    def metric(self) -> Metric:
        return self.definition.metric

    @property
    def about(self) -> str:
        """What `data-fact` says of it."""
        return f"{self.metric.slug}/{self.period_start}/{self.period_end}"

    @property
    def value_display(self) -> str:
        """The amount with its unit, without bound words: "12,000 calls", "50 to 55 percent"."""
        return amount(self.value, self.metric.unit, self.currency, self.value_to)

    @property
    def is_of_a_year(self) -> bool:
        return self.period_kind in {self.PeriodKind.CALENDAR_YEAR, self.PeriodKind.FISCAL_YEAR}

    @property
    def is_planned(self) -> bool:
        """A year that was not over when its source was published, or a period not begun."""
        told_of = self.period_end if self.is_of_a_year else self.period_start
        return is_later(told_of, self.source.published)

    def fits(self, other: "Observation") -> bool:
        """Whether both may be so: 5,095 and "more than 5,000" may, 4,000 may not."""
        return fits(self, other)

    def says_the_same(self, other: "Observation") -> bool:
        return says_the_same(self, other)

    @property
    def period_display(self) -> str:
        """In words, with what kind of period it is: "2024", "fiscal year 2023–24"."""
        return period_words(self.period_kind, self.period_start, self.period_end)

    @property
    def share_of_denominator(self) -> Decimal | None:
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator / self.denominator * 100


def period_words(kind: str, start: str, end: str) -> str:
    kinds = Observation.PeriodKind
    if kind == kinds.UNDATED or not end:
        return str(_("period not stated"))
    if kind == kinds.CALENDAR_YEAR:
        return end[:4]
    if kind == kinds.FISCAL_YEAR:
        span = end[:4] if start[:4] == end[:4] else f"{start[:4]}–{end[2:4]}"
        return str(_("fiscal year %(span)s") % {"span": span})
    if kind == kinds.MONTH:
        return display(end[:7])
    if kind == kinds.POINT:
        return str(_("as of %(date)s") % {"date": display(end)})
    if kind == kinds.CUMULATIVE:
        words = {"start": display(start[:7]), "end": display(end)}
        return str(_("%(start)s, from the start, to %(end)s") % words)
    return str(_("%(start)s to %(end)s") % {"start": display(start), "end": display(end)})


class ObservationChange(models.Model):
    """One addition, change or removal of a figure; serves history and undo of a batch."""

    batch = models.UUIDField(default=uuid.uuid4, db_index=True)
    # Keeps the number of a figure that is gone: its address says that it was withdrawn.
    observation = models.ForeignKey(
        Observation,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="changes",
    )
    program = models.ForeignKey(
        "programs.ProgramPage", on_delete=models.CASCADE, related_name="observation_changes"
    )
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now_add=True)
    # For readers, in the words of whoever changed it.
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.changed_at:%Y-%m-%d %H:%M}"
