"""How the platform's own pages appear in search.

They are declared here and not beside their models because imports point this way.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.pages.models import CityIndexPage, CityPage, StandardPage

from .declaration import ListSource, PageSource, city_words, register
from .passage_text import PassageText, labelled, listed, passages_of_stream, sentences


@register
class CityIndexSource(ListSource):
    model = CityIndexPage


@register
class CitySource(PageSource):
    model = CityPage
    kind = "city"
    label = _("City")

    def lead(self, page: CityPage) -> str:
        return sentences([city_words(page), page.summary])

    def passages(self, page: CityPage) -> Iterator[PassageText]:
        facts = page.facts
        yield PassageText(
            _("The city"),
            sentences(
                [
                    labelled(
                        *facts.rows.populations,
                        facts.county,
                        facts.area_km2,
                        facts.emergency_number,
                        facts.service_number,
                        facts.center_name,
                        facts.center_governance,
                        facts.contact,
                    ),
                    listed(facts.rows.links),
                ]
            ),
            anchor="city",
        )


@register
class StandardSource(PageSource):
    model = StandardPage
    kind = "text"
    label = _("About this portal")

    def passages(self, page: StandardPage) -> Iterator[PassageText]:
        yield from passages_of_stream(page.body)
