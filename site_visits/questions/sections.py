"""That there are questions to ask, named on the home page."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.models import HomePage
from portal.pages.sections import Section, brings_to


@brings_to("pages.HomePage", position=80)
def questions(home: HomePage) -> Iterator[Section]:
    yield Section(
        anchor="questions", title=_("Questions to ask"), url=reverse("questions:questions")
    )
