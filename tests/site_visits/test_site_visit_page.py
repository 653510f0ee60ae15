import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.test.utils import WagtailPageTestCase

from playbooks.models import PlaybookIndexPage
from portal.pages.models import CityIndexPage, CityPage, HomePage
from portal.provenance.models import Citation, Source
from programs.metrics.models import Definition, Metric, Observation
from programs.models import ProgramPage
from site_visits import selectors
from site_visits.models import AgendaItem, Delegate, Party, SiteVisitIndexPage, SiteVisitPage
from tests.reading import read, says
from tests.records import add_row, city, make_private, program, source

from .visits import PLAIN_ROWS, full_visit

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert('x')</script> <img src=x onerror=alert(1)> {{ 7|add:7 }} \"'&"


@pytest.fixture
def heart(home: HomePage) -> ProgramPage:
    return program(city(home, "Durham"), "Durham HEART")


@pytest.fixture
def care(dayton: CityPage) -> ProgramPage:
    return program(dayton, "Dayton MRU")


@pytest.fixture
def calls(heart: ProgramPage) -> Definition:
    metric = Metric.objects.create(slug="calls", name="Calls", unit="calls", kind="count")
    return Definition.objects.create(metric=metric, name="standard", is_standard=True)


def figure(definition: Definition, of: ProgramPage, value: int, day: str) -> Observation:
    return Observation.objects.create(
        program=of, definition=definition, value=value, source=source(),
        period_start=day, period_end=day, period_kind="point",
    )  # fmt: skip


@pytest.fixture
def visit(dayton: CityPage) -> SiteVisitPage:
    """A visit of which nothing is known but its title."""
    page: SiteVisitPage = dayton.add_child(instance=SiteVisitPage(title="A visit"))
    return page


class TestWhereItBelongs(WagtailPageTestCase):
    def test_editor_can_create_it_under_a_city_and_in_the_list_of_visits(self) -> None:
        self.assertCanCreateAt(CityPage, SiteVisitPage)
        self.assertCanCreateAt(SiteVisitIndexPage, SiteVisitPage)

    def test_it_cannot_be_created_elsewhere(self) -> None:
        for parent in (HomePage, CityIndexPage, PlaybookIndexPage, ProgramPage, SiteVisitPage):
            self.assertCanNotCreateAt(parent, SiteVisitPage)


def test_visit_of_which_nothing_is_known_renders_with_one_heading(visit: SiteVisitPage) -> None:
    soup = read(visit)
    assert [heading.get_text(strip=True) for heading in soup.select("h1")] == ["A visit"]


@pytest.mark.parametrize(
    "about", ["cost_band", "travel_hours", "who_paid", "documents", "not_adopted", "lessons"]
)
def test_what_is_missing_is_a_gap_that_invites_to_complete_it(
    visit: SiteVisitPage, about: str
) -> None:
    soup = read(visit)
    gap = soup.select_one(f'[data-fact="{about}"] .gap--not-recorded')
    assert gap is not None
    assert gap.select_one(f'a[href="/contact/?page={visit.pk}&field={about}"]')


def test_every_fact_of_a_full_visit_is_shown_with_its_source(
    dayton: CityPage, heart: ProgramPage, care: ProgramPage, calls: Definition
) -> None:
    visit = full_visit(dayton, heart, care)
    soup = read(visit)
    for about in visit.citations.values_list("about", flat=True):
        shown = soup.select(f'[data-fact="{about}"]')
        assert shown, f"{about} is not on the page"
        assert all(element["data-source"] == "SOURCE-1" for element in shown)
    assert len(soup.select("h1")) == 1
    assert len({element["id"] for element in soup.select("[id]")}) == len(soup.select("[id]"))


def test_links_on_the_page_lead_to_its_parts(
    dayton: CityPage, heart: ProgramPage, care: ProgramPage, calls: Definition
) -> None:
    soup = read(full_visit(dayton, heart, care))
    targets = {element["id"] for element in soup.select("[id]")}
    assert {link["href"][1:] for link in soup.select('a[href^="#"]')} <= targets
    assert len(soup.select(".on-this-page a")) == 12


def test_hostile_words_in_any_field_are_shown_as_words(
    dayton: CityPage, heart: ProgramPage, care: ProgramPage, calls: Definition
) -> None:
    soup = read(full_visit(dayton, heart, care, HOSTILE))
    scripts = soup.select("script:not([src])")
    assert {script["type"] for script in scripts} == {"application/ld+json"}
    assert json.loads(scripts[0].string)["name"] == HOSTILE
    assert not soup.select("img, [onerror]")
    assert "alert('x')" in soup.get_text()
    assert "{{ 7|add:7 }}" in soup.get_text()


def test_visit_takes_a_fixed_number_of_queries(
    dayton: CityPage,
    heart: ProgramPage,
    care: ProgramPage,
    calls: Definition,
    django_assert_num_queries: Callable[..., Any],
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    figure(calls, heart, 12_000, "2024-02-07")
    visit = full_visit(dayton, heart, care, times=3)
    client = Client()
    client.get(visit.url)  # the root paths of the site are cached from here on
    with django_assert_max_num_queries(12):
        client.get(visit.url)
    page = SiteVisitPage.objects.get(pk=visit.pk)
    with django_assert_num_queries(2):  # all rows, and the pages that they name
        references = selectors.load(page, None)
        assert len(page.facts.rows.lessons) == 3
        assert references.public_ids() == {heart.pk, care.pk}


def test_pinned_value_stands_beside_the_newest_figure(
    dayton: CityPage, heart: ProgramPage, care: ProgramPage, calls: Definition
) -> None:
    visit = full_visit(dayton, heart, care, "more than 12,000")
    figure(calls, heart, 11_000, "2023-12-31")
    soup = read(visit)
    row = soup.select_one("#numbers").find_parent("section").select_one("tbody tr")
    assert "11,000 calls" in row.get_text(" ")
    assert "No newer figure is recorded." in row.get_text(" ")
    figure(calls, heart, 28_000, "2025-04-26")
    row = read(visit).select_one("#numbers").find_parent("section").select_one("tbody tr")
    assert "more than 12,000" in row.get_text(" ")
    assert "28,000 calls" in row.get_text(" ")
    assert "11,000" not in row.get_text(" ")
    assert "No newer figure" not in row.get_text(" ")
    assert row.select_one('[data-fact="calls/2025-04-26/2025-04-26"]')["data-source"] == "SOURCE-1"


@pytest.mark.parametrize("kind", ["draft", "private", "below a private city"])
def test_program_that_the_public_may_not_read_is_neither_named_nor_linked(
    dayton: CityPage, heart: ProgramPage, care: ProgramPage, calls: Definition, kind: str
) -> None:
    figure(calls, heart, 28_000, "2025-04-26")
    visit = full_visit(dayton, heart, care, "Fire Department")
    if kind == "draft":
        heart.unpublish()
    else:
        make_private(heart if kind == "private" else heart.get_parent())
    response = Client().get(visit.url)
    assert response.status_code == 200
    text = response.content.decode()
    assert "Durham HEART" not in text
    assert "28,000" not in text
    assert f'href="{heart.url}"' not in text
    assert "Fire Department" in text
    assert "Dayton MRU" in text


def test_host_that_ended_says_so(dayton: CityPage, heart: ProgramPage) -> None:
    heart.status, heart.status_since = "ended", "2025-04-07"
    heart.save()
    visit = dayton.add_child(instance=SiteVisitPage(title="A visit"))
    for side, place in (("host", heart), ("visitor", None)):
        visit.parties.add(Party(side=side, program=place, place="Dayton"))
    visit.save()
    assert "Ended, April 7, 2025" in read(visit).select_one(".exchange").get_text(" ")


def test_visit_with_several_visitors_names_them_all(visit: SiteVisitPage) -> None:
    visit.parties.add(Party(side="host", place="Durham"))
    for place in ("Akron", "Toledo", "Canton"):
        visit.parties.add(Party(side="visitor", place=place))
    visit.save()
    header = read(visit).select_one(".page-header").get_text(" ")
    assert all(place in header for place in ("Durham", "Akron", "Toledo", "Canton"))


@pytest.mark.parametrize("visitors", [[], ["Akron", "Toledo"]])
def test_every_host_is_printed_once(visit: SiteVisitPage, visitors: list[str]) -> None:
    for place in ("Durham", "Denver", "Austin"):
        visit.parties.add(Party(side="host", place=place))
    for place in visitors:
        visit.parties.add(Party(side="visitor", place=place))
    visit.save()
    parties = read(visit).select_one("#parties").get_text(" ")
    for place in ("Durham", "Denver", "Austin", *visitors):
        assert parties.count(place) == 1, place


def test_hosts_and_visitors_share_one_mark_that_counts_sources(visit: SiteVisitPage) -> None:
    for side, note in (("host", ""), ("visitor", "Not stated who traveled.")):
        party = Party(side=side, place="Akron")
        visit.parties.add(party)
        visit.citations.add(Citation(about=str(party.key), source=source(), note=note))
    visit.save()
    mark = read(visit).select_one(".page-header__facts .source")
    assert "more" not in mark.select_one("summary").get_text()
    assert "Not stated who traveled." in mark.get_text(" ")


def test_several_visitors_are_named_together_in_headings(visit: SiteVisitPage) -> None:
    visit.parties.add(Party(side="visitor", place="Akron"))
    visit.save()
    assert read(visit).select_one("#adoption").get_text() == "What Akron took home"
    visit.parties.add(Party(side="visitor", place="Toledo"))
    visit.save()
    assert read(visit).select_one("#adoption").get_text() == "What the visitors took home"
    visit.kind = "cohort"
    visit.save()
    assert read(visit).select_one("#adoption").get_text() == "What the members took from it"


def test_cohort_speaks_of_no_travel(visit: SiteVisitPage) -> None:
    visit.kind, visit.starts, visit.ends = "cohort", "2023", "2024"
    visit.parties.add(Party(side="host", organization="A lab", place="Cambridge"))
    visit.parties.add(Party(side="visitor", place="Akron"))
    visit.delegates.add(Delegate(agency="City Council"))
    visit.save()
    main = read(visit).select_one("main")
    text = " ".join(main.get_text(" ").split())
    assert main.select_one(".kicker").get_text().startswith("Cohort ·")
    for words in ("Who traveled", "Before they went", "Ride-alongs", "took home", "this visit"):
        assert words not in text
    assert "Who took part" in text
    assert "A lab Cambridge" in text


def test_party_is_a_page_an_organization_or_a_place() -> None:
    for column in ("organization", "place"):
        Party(side="host", **{column: "Council of State Governments"}).clean()
    with pytest.raises(ValidationError, match="write the organization or the place"):
        Party(side="host", agency="Police").clean()


@pytest.mark.parametrize(
    ("kind", "item", "ends", "is_asked"),
    [
        ("in_person", "session", "2024-01-24", True),
        ("in_person", "ride_along", "2024-01-24", True),
        ("in_person", "topic", "2024-01-24", False),
        ("in_person", "session", "2024-01-22", False),
        ("cohort", "session", "2024-01-24", False),
    ],
)
def test_days_are_asked_for_where_something_took_place_on_one_of_several(
    visit: SiteVisitPage, kind: str, item: str, ends: str, is_asked: bool
) -> None:
    visit.kind, visit.starts, visit.ends = kind, "2024-01-22", ends
    visit.agenda.add(AgendaItem(kind=item, text="Call types."))
    visit.save()
    assert ("Which session on which day." in read(visit).get_text(" ")) == is_asked


def test_bar_is_drawn_only_where_everybody_was_counted(visit: SiteVisitPage) -> None:
    visit.delegates.add(Delegate(agency="Police", discipline="officer", count=2))
    visit.delegates.add(Delegate(agency="Fire", discipline="fire", count=1))
    visit.save()
    assert len(read(visit).select(".delegation rect")) == 2
    visit.delegates.add(Delegate(agency="911 center", discipline="dispatcher"))
    visit.save()
    soup = read(visit)
    assert not soup.select(".delegation rect")
    assert "Not recorded" in soup.select_one(".delegation").get_text(" ")


def test_each_lesson_has_an_address_and_says_how_it_is_known(visit: SiteVisitPage) -> None:
    lesson = add_row(visit, "lessons", "Bring 911", anchor="bring-911", evidence="seen")
    visit.save()
    card = read(visit).select_one("#bring-911")
    assert card["data-fact"] == str(lesson.key)
    assert "Seen on the visit" in card.get_text(" ")


def test_figure_that_was_told_without_a_value_is_a_gap(visit: SiteVisitPage) -> None:
    row = add_row(visit, "shared_figures", "Response times", value="")
    visit.save()
    soup = read(visit)
    assert "Not recorded" in says(soup, row.key)
    citation = visit.citations.get(about=str(row.key))
    citation.says = "not_disclosed"
    citation.save()
    assert "Not disclosed" in says(read(visit), row.key)


def test_quote_is_on_the_side_of_the_agency_it_speaks_for(visit: SiteVisitPage) -> None:
    visit.parties.add(Party(side="host", place="Durham", agency="Durham Community Safety"))
    add_row(visit, "quotes", "Word for word", organization="Durham Community Safety")
    visit.save()
    figure = read(visit).select_one("#quote-1")
    assert figure.select_one(".host").get_text(strip=True) == "Host"
    assert "“Word for word”" in figure.get_text(" ")


def test_unpublished_visit_is_not_found(visit: SiteVisitPage) -> None:
    visit.unpublish()
    assert Client().get(visit.url).status_code == 404


def test_draft_that_was_never_saved_can_be_previewed(dayton: CityPage) -> None:
    page = SiteVisitPage(title="New", slug="new", starts="2024-01", status="done")
    for relation in PLAIN_ROWS:
        model = page._meta.get_field(relation).related_model
        if relation not in {"grid", "snapshot", "shared_figures"}:
            getattr(page, relation).add(model())
    page.path, page.depth = dayton.path + "0099", dayton.depth + 1
    page.set_url_path(dayton)
    response = page.make_preview_request()
    assert response.status_code == 200
    assert "New" in response.content.decode()


def test_retired_source_is_still_shown(visit: SiteVisitPage) -> None:
    add_row(visit, "lessons", "Bring 911", anchor="bring-911")
    visit.save()
    Source.objects.update(retired_on="2026-01-01")
    assert "City of Dayton" in read(visit).select_one("#bring-911").get_text(" ")
