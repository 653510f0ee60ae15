"""What search brings to pages of the platform."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.pages.models import CityPage
from portal.pages.sections import Section, brings_to

from .alike_cities import cities_like


@brings_to("pages.CityPage", position=90)
def other_cities(city: CityPage) -> Iterator[Section]:
    found = cities_like(city)
    if found:
        yield Section(
            anchor="alike",
            title=_("More like this"),
            text=_("Cities whose programs, playbooks and visits are about the same."),
            template="search/cities_alike.html",
            context={"pages": found},
        )
