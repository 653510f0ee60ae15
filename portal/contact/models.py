"""Messages from readers: questions, and what they know better about a fact."""

import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies.pages import PagePermissionPolicy

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


class MessageQuerySet(models.QuerySet["Message"]):
    def expired(self) -> "MessageQuerySet":
        """Older than the portal promises to keep them."""
        kept = datetime.timedelta(days=settings.PORTAL_MESSAGE_RETENTION_DAYS)
        return self.filter(sent_at__lt=timezone.now() - kept)

    def current(self) -> "MessageQuerySet":
        return self.exclude(pk__in=self.expired())

    def for_user(self, user: "AbstractUser") -> "MessageQuerySet":
        """All of them for administrators; for editors those about pages they may change."""
        if user.is_superuser:
            return self
        pages = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
        return self.filter(page__in=pages)

    def of_person(self, email: str) -> "MessageQuerySet":
        return self.filter(email__iexact=email.strip())


class Message(models.Model):
    """One message. It belongs to the page it speaks of, and outlives it."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("Question")
        CONFIRM = "confirm", _("It is right: confirm it")
        CORRECT = "correct", _("It is wrong or out of date: correct it")
        GAP = "gap", _("It cannot be said: not measured, not disclosed or not applicable")

    page = models.ForeignKey(
        "pages.KnowledgePage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="messages",
        editable=False,
    )
    page_title = models.CharField(_("page"), max_length=255, blank=True, editable=False)
    about = models.CharField(max_length=160, blank=True, editable=False)
    about_label = models.CharField(_("fact"), max_length=300, blank=True, editable=False)
    value_then = models.TextField(_("it said"), blank=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.QUESTION, editable=False)
    text = models.TextField(_("message"), editable=False)
    evidence = models.CharField(_("how they know"), max_length=500, blank=True, editable=False)
    role = models.CharField(max_length=200, blank=True, editable=False)
    email = models.EmailField(_("e-mail"), blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)
    is_done = models.BooleanField(
        _("done"), default=False, help_text=_("Answered, or the page says it now.")
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["is_done", "-sent_at"]
        verbose_name = _("message")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.about_label or self.page_title or self.text[:60]}"
