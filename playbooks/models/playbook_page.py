from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from portal.blocks.body import BodyBlock
from portal.pages.models import KnowledgePage
from portal.taxonomy.choices import Phase


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

    parent_page_types = ["playbooks.PlaybookIndexPage", "pages.CityPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("playbook")
