from typing import Any

from django.db import models
from django.db.models import Max
from django.utils.translation import gettext_lazy as _


class Asked(models.TextChoices):
    """Whom a question is for, in the order in which a delegation would sit. The values are parts
    of addresses, so they stay.
    """

    PROGRAM_LEAD = "program-lead", _("Program lead")
    DISPATCH = "dispatch", _("911 and dispatch")
    POLICE = "police", _("Police")
    FIRE_EMS = "fire-ems", _("Fire and EMS")
    CLINICIANS = "clinicians-and-peers", _("Clinicians and peers")
    RESPONDERS = "responders", _("Responders")
    DATA = "data", _("Data")
    FINANCE = "finance", _("Finance and procurement")
    LEGAL = "legal", _("Legal and risk")
    ELECTED = "elected-officials", _("Elected officials")
    COMMUNITY = "community", _("Community and lived experience")
    HOST = "host-to-visitor", _("Host to visitor")


class QuestionQuerySet(models.QuerySet["Question"]):
    def current(self) -> "QuestionQuerySet":
        return self.filter(retired_on=None)


class Question(models.Model):
    """Something worth asking a program, on a visit or in writing."""

    asked = models.CharField(_("for whom"), max_length=30, choices=Asked)
    text = models.CharField(
        _("question"),
        max_length=300,
        help_text=_("One question. For example: What would you do in another order?"),
    )
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    retired_on = models.DateField(
        null=True, blank=True, help_text=_("Set a date to take it off the sheets.")
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["asked", "text"], name="question_once")]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new one comes after all others."""
        if not self.position:
            last = Question.objects.aggregate(last=Max("position"))["last"] or 0
            self.position = last + 1
        super().save(*args, **kwargs)
