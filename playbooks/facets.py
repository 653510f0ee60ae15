"""What playbooks are narrowed by, and what they bring to the list of programs."""

from collections.abc import Collection, Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from portal.lists.filters import Words
from portal.pages.models import CityPage
from portal.search.declaration import adds_facet_to
from portal.search.facets import Facet, TopicFacet, with_wider_topics
from portal.taxonomy.choices import Audience, Phase, ResponseModel
from portal.taxonomy.models import Topic
from programs.models import ProgramPage

from .models import PlaybookPage


class PlaybookTopicFacet(TopicFacet):
    starts_open = True


class PhaseFacet(Facet):
    name = "phase"
    label = _("Phase")
    choices = Phase.choices

    def values(self, page: PlaybookPage) -> list[str]:
        return [page.phase]


class AudienceFacet(Facet):
    name = "audience"
    label = _("For whom")
    choices = Audience.choices

    def values(self, page: PlaybookPage) -> set[str]:
        return {row.audience for row in page.audiences.all()}


class SuitedModelFacet(Facet):
    name = "model"
    label = _("Response model")
    choices = ResponseModel.choices

    def values(self, page: PlaybookPage) -> set[str]:
        return {row.model for row in page.suited_models.all()}


class PracticeCityFacet(Facet):
    """Cities whose programs' practices it tells, and the city whose own it is."""

    name = "city"
    label = _("City")

    def labels(self, values: Collection[str]) -> Mapping[str, Words]:
        cities = CityPage.objects.live().filter(slug__in=values).order_by("title")
        return dict(cities.values_list("slug", "title"))

    def values(self, page: PlaybookPage) -> set[str]:
        named = {row.program_id for row in page.practices.all()}
        programs = ProgramPage.objects.filter(pk__in=named)
        cities = {program.home_city for program in programs} | {page.home_city}
        return {city.slug for city in cities if city}


@adds_facet_to("programs.ProgramPage")
class PracticeTopicFacet(TopicFacet):
    """Topics of the playbooks that tell a practice of the program."""

    name = "practices-on"
    label = _("Practices on a topic")

    def values(self, page: ProgramPage) -> Iterable[str]:
        playbooks = PlaybookPage.objects.readable().filter(practices__program=page)
        topics = Topic.objects.filter(page_topics__page__in=playbooks)
        return with_wider_topics(topics.values_list("pk", flat=True))


FACETS = (PlaybookTopicFacet, PhaseFacet, AudienceFacet, SuitedModelFacet, PracticeCityFacet)
