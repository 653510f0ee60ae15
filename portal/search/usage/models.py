"""What readers searched for. Not who: no address, no user, no time of day."""

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Max, Q
from django.db.models.functions import TruncWeek
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_TEXT = 200


class SearchQuerySet(models.QuerySet["Search"]):
    def expired(self) -> "SearchQuerySet":
        """Older than the portal promises to keep them."""
        kept = datetime.timedelta(days=settings.PORTAL_SEARCH_LOG_DAYS)
        return self.filter(asked_on__lte=timezone.localdate() - kept)

    def without_answer(self) -> "SearchQuerySet":
        return self.filter(found=0)

    def by_week(self) -> "models.QuerySet[Any, Any]":
        """Each text once a week, the latest week first: `week`, `text`, `times`, `narrowed`."""
        return (
            self.order_by()
            .annotate(week=TruncWeek("asked_on"))
            .values("week", "text")
            .annotate(
                times=Count("pk"), narrowed=Count("pk", filter=~Q(facets="")), last=Max("asked_on")
            )
            .order_by("-week", "-times", "text")
        )


class Search(models.Model):
    """One search as it was asked, and how it went."""

    # For the links of its hits; says nothing of who asked.
    token = models.CharField(max_length=16, unique=True)
    asked_on = models.DateField(_("asked on"), db_index=True)
    text = models.CharField(max_length=LONGEST_TEXT)
    # The text that was looked for instead, where the typed one was misspelled.
    corrected = models.CharField(max_length=LONGEST_TEXT, blank=True)
    facets = models.CharField(max_length=300, blank=True)
    found = models.PositiveIntegerField()
    found_with_all_words = models.PositiveIntegerField()
    rank_chosen = models.PositiveIntegerField(null=True)

    objects = SearchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "searches"
        ordering = [F("asked_on").desc(), "-pk"]

    def __str__(self) -> str:
        return self.text
