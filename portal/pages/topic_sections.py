"""That there are topics, named on the home page."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from .models import HomePage
from .sections import Section, brings_to


@brings_to("pages.HomePage", position=60)
def topics_of_all(home: HomePage) -> Iterator[Section]:
    yield Section(anchor="topics", title=_("Everything by topic"), url=reverse("topics:topics"))
