"""What a figure means: metrics, and how each city defines them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

# What stands below the dictionary's address and is no metric: the list of all figures.
FIGURES = "figures"


def refuse_taken_slug(slug: str) -> None:
    if slug == FIGURES:
        raise ValidationError(
            _("“figures” is the address of the list of all figures. Choose another one.")
        )


class MetricQuerySet(models.QuerySet["Metric"]):
    def current(self) -> "MetricQuerySet":
        """Metrics that editors may choose."""
        return self.filter(retired_on=None)

    def in_dictionary(self) -> "MetricQuerySet":
        return self.filter(in_dictionary=True)


class Metric(index.Indexed, models.Model):
    """What a figure measures. Local ones belong to one program and are shown there only."""

    class Kind(models.TextChoices):
        COUNT = "count", _("Count")
        RATE = "rate", _("Rate")
        DURATION = "duration", _("Duration")
        MONEY = "money", _("Money")
        PERCENT = "percent", _("Percent")

    class Direction(models.TextChoices):
        HIGHER = "higher", _("More is better")
        LOWER = "lower", _("Less is better")
        NEITHER = "neither", _("Neither more nor less is better")

    class Group(models.TextChoices):
        """What the field asks about a program, in the order of a call."""

        DEMAND = "demand", _("Demand")
        REACH = "reach", _("Reach")
        TIME = "time", _("Time")
        SAFETY = "safety", _("Safety")
        RESOLUTION = "resolution", _("Resolution")
        CARE = "care", _("Care")
        PEOPLE = "people", _("People served")
        SYSTEM = "system", _("System and money")
        WORKFORCE = "workforce", _("Workforce")
        VOICE = "voice", _("Voice")

    slug = models.SlugField(max_length=100, unique=True, validators=[refuse_taken_slug])
    name = models.CharField(max_length=160)
    question = models.CharField(
        max_length=300, blank=True, help_text=_("The question that it answers, in plain words.")
    )
    group = models.CharField(
        max_length=20,
        choices=Group,
        blank=True,
        help_text=_("Where it stands in the dictionary."),
    )
    unit = models.CharField(
        max_length=60, help_text=_("For example: calls, percent, minutes, hours per week.")
    )
    kind = models.CharField(max_length=20, choices=Kind)
    direction = models.CharField(max_length=20, choices=Direction, default=Direction.NEITHER)
    adds_up = models.BooleanField(
        _("adds up over time"),
        default=True,
        help_text=_(
            "Of counts and money. On where the figures of two years have a sum: calls, a budget. "
            "Off where they have none: staff, calls per month, cost per call."
        ),
    )
    counts_clients = models.BooleanField(
        _("counts people served"),
        default=False,
        help_text=_(
            "On where it counts people whom the program met, or a share of them. Counts of 1 to 10 "
            "that no public source states are then shown to nobody. Off for staff, calls and money."
        ),
    )
    meaning = models.TextField(_("definition"), blank=True)
    normalization = models.TextField(
        _("ways to make it comparable"), blank=True, help_text=_("One per line.")
    )
    caveats = models.TextField(
        _("careful when comparing"), blank=True, help_text=_("One per line.")
    )
    source = models.ForeignKey(
        "provenance.Source", null=True, blank=True, on_delete=models.PROTECT, related_name="metrics"
    )
    basis = models.CharField(
        _("where the wording comes from"),
        max_length=300,
        blank=True,
        help_text=_("For example: worded by the portal from the way the source uses the figure."),
    )
    in_dictionary = models.BooleanField(
        default=True, help_text=_("Off for figures that only one program reports.")
    )
    program = models.ForeignKey(
        "programs.ProgramPage",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="local_metrics",
        help_text=_("For local figures: whose."),
    )
    on_home_page = models.BooleanField(
        default=False, help_text=_("Shows it on the home page; where several are, the first one.")
    )
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    retired_on = models.DateField(
        null=True, blank=True, help_text=_("Set a date to take it out of choosers.")
    )

    objects = MetricQuerySet.as_manager()

    search_fields = [index.AutocompleteField("name"), index.SearchField("name")]

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                name="metric_local_has_program",
                condition=Q(in_dictionary=True) | Q(program__isnull=False),
            ),
            models.CheckConstraint(name="metric_slug_is_free", condition=~Q(slug=FIGURES)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def normalization_list(self) -> list[str]:
        return [line for line in self.normalization.splitlines() if line.strip()]

    @property
    def caveat_list(self) -> list[str]:
        return [line for line in self.caveats.splitlines() if line.strip()]


class Definition(models.Model):
    """How a figure is counted: the standard way, or one city's own."""

    metric = models.ForeignKey(Metric, on_delete=models.PROTECT, related_name="definitions")
    name = models.CharField(
        max_length=160, help_text=_("For example: standard; Durham, with calls settled by phone.")
    )
    is_standard = models.BooleanField(default=False)
    program = models.ForeignKey(
        "programs.ProgramPage",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="definitions",
    )
    clock_start = models.CharField(max_length=160, blank=True)
    clock_stop = models.CharField(max_length=160, blank=True)
    numerator = models.CharField(max_length=300, blank=True)
    denominator = models.CharField(max_length=300, blank=True)
    inclusions = models.TextField(blank=True)
    exclusions = models.TextField(blank=True)
    source_system = models.CharField(max_length=160, blank=True)
    periodicity = models.CharField(max_length=80, blank=True)
    source = models.ForeignKey(
        "provenance.Source",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="definitions",
    )
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = _("way of counting")
        verbose_name_plural = _("ways of counting")
        ordering = ["metric", "-is_standard", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["metric"], condition=Q(is_standard=True), name="definition_one_standard"
            ),
            models.UniqueConstraint(fields=["metric", "name"], name="definition_name_once"),
        ]

    def __str__(self) -> str:
        return f"{self.metric.name}: {self.name}"
