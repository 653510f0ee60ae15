"""How the platform's own pages appear in search.

They are declared here and not beside their models because imports point this way.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.pages.models import CityIndexPage, CityPage, StandardPage
from portal.pages.selectors import CITY_FACTS, CITY_ROWS

from .attachments.attached import AttachedFile, files_of_stream
from .declaration import ListSource, PageSource, city_words, register
from .passage_text import PassageText, line, passages_of_stream, sentences

# Nobody looks for a place by these, and "code" in a label answers no question about call codes.
_NOT_ASKED_FOR = {"latitude", "longitude"}
_FACTS = {name: label for name, label in CITY_FACTS.items() if name not in _NOT_ASKED_FOR} | {
    "state_code": _("State")
}


@register
class CityIndexSource(ListSource):
    model = CityIndexPage


@register
class CitySource(PageSource):
    model = CityPage
    kind = "city"
    label = _("City")

    def names(self, page: CityPage) -> list[str]:
        return [page.title, page.city_name]

    def lead(self, page: CityPage) -> str:
        return sentences([city_words(page), page.summary])

    def passages(self, page: CityPage) -> Iterator[PassageText]:
        lines = (_line(page, name, str(label)) for name, label in _FACTS.items())
        yield PassageText(_("The city"), sentences(lines), anchor="city")


def _line(page: CityPage, name: str, label: str) -> str:
    if name in CITY_ROWS:
        return line(label, page.facts.rows[name])
    fact = page.facts[name]
    return line(label or fact.label, [fact])


@register
class StandardSource(PageSource):
    model = StandardPage
    kind = "text"
    label = _("About this portal")

    def passages(self, page: StandardPage) -> Iterator[PassageText]:
        yield from passages_of_stream(page.body)

    def files(self, page: StandardPage) -> Iterator[AttachedFile]:
        yield from files_of_stream(page.body)
