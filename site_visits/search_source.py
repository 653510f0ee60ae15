"""How site visits appear in search: every lesson is a passage with its own address."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from portal.search.declaration import ListSource, PageSource, register
from portal.search.passage_text import PassageText, labelled, listed, passages_of_stream, sentences

from .models import SiteVisitIndexPage, SiteVisitPage


@register
class SiteVisitIndexSource(ListSource):
    model = SiteVisitIndexPage


@register
class SiteVisitSource(PageSource):
    model = SiteVisitPage
    kind = "site-visit"
    label = _("Site visit")

    def passages(self, page: SiteVisitPage) -> Iterator[PassageText]:
        for lesson in page.lessons.all():
            yield PassageText(lesson.headline, lesson.text, lesson.anchor)
