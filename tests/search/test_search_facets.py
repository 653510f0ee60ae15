"""Facets of search are the lists' own, and a few that every page has."""

import pytest
from django.test import Client

from playbooks.models import PlaybookPage
from portal.search.facets import search_facets, written_facets
from portal.search.models import Entry, FacetValue
from portal.search.query import NAMES
from programs.models import ProgramPage
from site_visits.models import SiteVisitPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]


def values(slug: str, name: str) -> set[str]:
    rows = FacetValue.objects.filter(entry__page__slug=slug, name=name)
    return set(rows.values_list("value", flat=True))


def test_search_has_ten_facets_in_order() -> None:
    assert [facet.name for facet in search_facets()] == [
        *("kind", "city", "state", "topic", "model", "status", "phase", "audience", "document"),
        "year",
    ]


def test_facets_that_share_a_name_share_their_choices() -> None:
    for facet in search_facets():
        for model in (ProgramPage, PlaybookPage, SiteVisitPage):
            alike = [each for each in written_facets(model) if each.row_name() == facet.name]
            assert all(set(facet.choices) == set(each.choices) for each in alike), facet.name


def test_every_value_has_words() -> None:
    for facet in search_facets():
        kept = FacetValue.objects.filter(name=facet.name).values_list("value", flat=True)
        assert set(facet().labels(set(kept))) >= set(kept), facet.name


def test_every_page_has_a_kind_and_a_name() -> None:
    for name in ("kind", NAMES):
        with_it = FacetValue.objects.filter(name=name).values("entry").distinct()
        assert with_it.count() == Entry.objects.count()


def test_program_is_found_by_its_acronym_and_narrowed_by_its_city() -> None:
    assert values("heart", NAMES) >= {"heart", "durham heart"}
    assert values("heart", "city") == {"durham-nc"}


def test_visit_is_narrowed_by_the_cities_of_both_sides() -> None:
    slug = "durham-january-2024"
    assert values(slug, "city") == {"durham-nc", "cambridge-ma"}
    assert values(slug, "kind") == {"site-visit"}
    assert values(slug, "visit-kind") == {"in_person"}


def test_date_of_a_visit_is_when_it_began() -> None:
    visit = SiteVisitPage.objects.get(slug="durham-january-2024")
    assert Entry.objects.get(page=visit.pk).date == visit.starts


def test_list_of_visits_is_narrowed_by_its_own_kind(client: Client) -> None:
    response = client.get("/site-visits/", {"kind": "webinar"})
    narrowed = response.context["narrowed"]
    kept = FacetValue.objects.filter(name="visit-kind", value="webinar").count()
    assert narrowed.count == kept > 0
    kinds = next(group for group in narrowed.groups if group.filter.name == "kind")
    assert sum(option.count for option in kinds.options) == narrowed.total
