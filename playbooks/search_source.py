"""How playbooks appear in search: every practice is a passage with its own address."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from portal.search.declaration import ListSource, PageSource, register
from portal.search.passage_text import PassageText, labelled, listed, passages_of_stream, sentences

from .models import PlaybookIndexPage, PlaybookPage


@register
class PlaybookIndexSource(ListSource):
    model = PlaybookIndexPage


@register
class PlaybookSource(PageSource):
    model = PlaybookPage
    kind = "playbook"
    label = _("Playbook")

    def passages(self, page: PlaybookPage) -> Iterator[PassageText]:
        for practice in page.practices.all():
            yield PassageText(
                practice.title, sentences([practice.text, practice.caution]), practice.anchor
            )
