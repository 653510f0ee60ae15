from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import PageManager

from portal.blocks.body import BodyBlock
from portal.pages.models import KnowledgePage
from portal.taxonomy.choices import Phase

from ..panels import playbook_form
from ..querysets import PlaybookQuerySet
from ..selectors import playbook_context


class PlaybookPage(KnowledgePage):
    """How to do one thing, drawn from what programs did. All playbooks keep one order."""

    phase = models.CharField(
        max_length=20, choices=Phase, blank=True, help_text=_("When a program needs it.")
    )
    in_one_minute = models.TextField(
        blank=True, help_text=_("What somebody must know who reads nothing else.")
    )
    when_to_use = models.TextField(blank=True)
    takes_people = models.TextField(_("what it takes: people"), blank=True)
    takes_money = models.TextField(_("what it takes: money"), blank=True)
    takes_time = models.TextField(_("what it takes: time"), blank=True)
    body = StreamField(BodyBlock(), blank=True)

    objects = PageManager.from_queryset(PlaybookQuerySet)()

    # A city's own playbook lives under the city; readers look for it among the playbooks.
    navigation_section = "playbooks"
    edit_handler = playbook_form()
    expected_facts = (
        "in_one_minute",
        "when_to_use",
        "phase",
        "audiences",
        "takes_people",
        "takes_money",
        "takes_time",
        "steps",
        "practices",
        "trade_offs",
        "went_wrong",
        "measures",
        "documents",
    )

    parent_page_types = ["playbooks.PlaybookIndexPage", "pages.CityPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("playbook")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        shown = playbook_context(self, request)
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | shown
