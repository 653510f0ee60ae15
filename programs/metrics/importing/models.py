"""Files that were brought in, how far they got, and what their columns are called."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

# Which figure it is, and what it says. Together they are all that a file can say.
KEY = ("definition_id", "period_start", "period_end", "geography", "source_id")
SAID = (
    "period_kind",
    "value",
    "value_to",
    "currency",
    "bound",
    "numerator",
    "denominator",
    "quality",
    "note",
    "is_disputed",
    "stands",
)


class FigureImport(models.Model):
    """One file for one program, from choosing it to having its figures, or taking them back.

    `key` is also the batch under which the history of figures keeps what it changed. `run` names
    the checking that is under way: one that was begun anew stops an older one.
    """

    class State(models.TextChoices):
        COLUMNS = "columns", _("Its columns are to be settled")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked, not applied yet")
        APPLYING = "applying", _("Being applied")
        APPLIED = "applied", _("Applied")
        UNDONE = "undone", _("Undone")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    program = models.ForeignKey(
        "programs.ProgramPage", on_delete=models.CASCADE, related_name="figure_imports"
    )
    file_name = models.CharField(_("file"), max_length=200)
    digest = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.COLUMNS)
    sheet = models.CharField(max_length=100, blank=True)
    decimal_mark = models.CharField(max_length=1, blank=True)
    # Of columns that this file has: what each position was said to be; "" is left out.
    columns = models.JSONField(default=dict)
    run = models.UUIDField(null=True)
    rows_read = models.PositiveIntegerField(default=0)
    rows_expected = models.PositiveIntegerField(null=True)
    # How many rows of each action, and how many figures an undoing left.
    counts = models.JSONField(default=dict)
    # Why figures change, for readers of their history.
    reason = models.CharField(max_length=300, blank=True)
    # Why it could not be read or applied, in words.
    problem = models.TextField(blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    begun_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    applied_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)
    # Figures that an undoing left as they were, in words: somebody has changed them since.
    left = models.JSONField(default=list)

    class Meta:
        verbose_name = _("file of figures")
        verbose_name_plural = _("files of figures")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def count(self, action: str) -> int:
        counted: int = self.counts.get(action, 0)
        return counted

    @property
    def changes(self) -> int:
        """Figures that applying it adds or changes."""
        return self.count(ImportRow.Action.NEW) + self.count(ImportRow.Action.CHANGED)

    @property
    def can_be_applied(self) -> bool:
        is_ready = self.state in {self.State.CHECKED, self.State.APPLYING}
        return is_ready and self.changes > 0 and not self.count(ImportRow.Action.REFUSED)


class ImportedFile(models.Model):
    """The file itself, until it is applied or put away; every worker can read it here."""

    figure_import = models.OneToOneField(
        FigureImport, on_delete=models.CASCADE, related_name="file"
    )
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"{len(self.content)} bytes"


class ImportRow(models.Model):
    """What a row of the file would do. Kept until the file is applied or put away."""

    class Action(models.TextChoices):
        REFUSED = "refused", _("Refused")
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        SAME = "same", _("Same as before")
        LEFT_OUT = "left_out", _("Not filled in")

    figure_import = models.ForeignKey(FigureImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    action = models.CharField(max_length=10, choices=Action)
    # What the figure says, in words.
    label = models.CharField(max_length=400, blank=True)
    # The figure that is there already, and its columns as they were when the row was checked.
    figure = models.BigIntegerField(null=True)
    before = models.JSONField(null=True)
    # Without the names of the columns (KEY, SAID), which would be most of what is written.
    values = models.JSONField(default=list)
    # Pairs and triples of words: what changes from what to what; where it is wrong, and why.
    differences = models.JSONField(default=list)
    faults = models.JSONField(default=list)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["figure_import", "action", "number"], name="import_row")]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_action_display()}"


class RememberedHeading(models.Model):
    """What a program's people called a column; "" where they left it out."""

    program = models.ForeignKey(
        "programs.ProgramPage", on_delete=models.CASCADE, related_name="remembered_headings"
    )
    heading = models.CharField(max_length=200)
    column = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["program", "heading"], name="remembered_heading_once_per_program"
            )
        ]

    def __str__(self) -> str:
        return f"{self.heading}: {self.column or '–'}"
