"""That there is a glossary, named on the home page."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.pages.models import HomePage
from portal.pages.sections import Section, brings_to


@brings_to("pages.HomePage", position=70)
def glossary(home: HomePage) -> Iterator[Section]:
    yield Section(anchor="glossary", title=_("Words and acronyms"), url=reverse("glossary"))
