"""What playbooks are narrowed by, and what they bring to the list of programs."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from portal.search.declaration import adds_facet_to
from portal.search.facets import CityFacet, Facet, TopicFacet, with_wider_topics
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
    place_in_search = 7

    def values(self, page: PlaybookPage) -> list[str]:
        return [page.phase]


class AudienceFacet(Facet):
    name = "audience"
    label = _("For whom")
    choices = Audience.choices
    place_in_search = 8

    def values(self, page: PlaybookPage) -> set[str]:
        return {row.audience for row in page.audiences.all()}


class SuitedModelFacet(Facet):
    name = "model"
    label = _("Response model")
    choices = ResponseModel.choices
    place_in_search = 5

    def values(self, page: PlaybookPage) -> set[str]:
        return {row.model for row in page.suited_models.all()}


@adds_facet_to("programs.ProgramPage")
class PracticeTopicFacet(TopicFacet):
    """Topics of the playbooks that tell a practice of the program."""

    name = "practices-on"
    # Search has one facet of topics.
    place_in_search = 0
    label = _("Practices on a topic")

    def values(self, page: ProgramPage) -> Iterable[str]:
        playbooks = PlaybookPage.objects.readable().filter(practices__program=page)
        topics = Topic.objects.filter(page_topics__page__in=playbooks)
        return with_wider_topics(topics.values_list("pk", flat=True))


FACETS = (PlaybookTopicFacet, PhaseFacet, AudienceFacet, SuitedModelFacet, CityFacet)
