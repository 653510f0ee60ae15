import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.test.utils import WagtailPageTestCase

from playbooks.models import PlaybookIndexPage, PlaybookPage, Practice
from portal.pages.models import CityIndexPage, CityPage, HomePage
from programs.metrics.models import Metric
from programs.models import ProgramPage
from site_visits.models import SiteVisitIndexPage
from tests.reading import read, says
from tests.records import add_row, make_private, program

from .books import ROW_KINDS, full_playbook

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert('x')</script> <img src=x onerror=alert(1)> {{ 7|add:7 }} \"'&"
ORDER = [
    "In one minute", "When to use it", "What it takes", "Steps", "Decisions and trade-offs",
    "Variants by city", "What went wrong", "Documents to reuse", "Measures", "See also",
    "Reviewed by, on",
]  # fmt: skip


@pytest.fixture
def heart(durham: CityPage) -> ProgramPage:
    return program(durham, "Durham HEART")


@pytest.fixture
def playbook(playbook_index: PlaybookIndexPage) -> PlaybookPage:
    """A playbook of which nothing is written but its title."""
    page: PlaybookPage = playbook_index.add_child(instance=PlaybookPage(title="Training"))
    return page


class TestWhereItBelongs(WagtailPageTestCase):
    def test_editor_can_create_it_among_playbooks_and_under_a_city(self) -> None:
        self.assertCanCreateAt(PlaybookIndexPage, PlaybookPage)
        self.assertCanCreateAt(CityPage, PlaybookPage)

    def test_it_cannot_be_created_elsewhere(self) -> None:
        for parent in (HomePage, CityIndexPage, SiteVisitIndexPage, ProgramPage, PlaybookPage):
            self.assertCanNotCreateAt(parent, PlaybookPage)


def test_all_playbooks_keep_one_order(durham: CityPage, heart: ProgramPage) -> None:
    soup = read(full_playbook(durham, heart))
    headings = [heading.get_text(strip=True) for heading in soup.select("main h2")]
    assert headings == ORDER
    assert [link.get_text(strip=True) for link in soup.select(".on-this-page a")] == ORDER
    assert len(soup.select("h1")) == 1


def test_every_fact_of_a_full_playbook_is_shown_with_its_source(
    durham: CityPage, heart: ProgramPage
) -> None:
    playbook = full_playbook(durham, heart)
    soup = read(playbook)
    for about in playbook.citations.values_list("about", flat=True):
        shown = soup.select(f'[data-fact="{about}"]')
        assert shown, f"{about} is not on the page"
        assert all(element["data-source"] == "SOURCE-1" for element in shown)
    assert len({element["id"] for element in soup.select("[id]")}) == len(soup.select("[id]"))


@pytest.mark.parametrize(
    "about",
    [
        "in_one_minute", "steps", "practices", "documents", "reviewed_on",
    ],
)  # fmt: skip
def test_what_is_missing_of_the_core_is_a_gap_that_invites_to_complete_it(
    playbook: PlaybookPage, about: str
) -> None:
    gap = read(playbook).select_one(f'[data-fact="{about}"] .gap--not-recorded')
    assert gap is not None
    assert gap.select_one(f'a[href="/contact/?page={playbook.pk}&field={about}"]')


TAKES = ["takes_people", "takes_money", "takes_time"]


def test_that_nobody_told_what_it_takes_is_one_line_with_invitations(
    playbook: PlaybookPage,
) -> None:
    section = read(playbook).select_one('section[aria-labelledby="what-it-takes"]')
    assert len(section.select(".gap")) == 1
    assert not section.select("h3")
    for about in TAKES:
        invitation = f'a[href="/contact/?page={playbook.pk}&field={about}"]'
        assert section.select_one(f'[data-fact="{about}"] {invitation}')


@pytest.mark.parametrize("told", TAKES)
def test_what_is_missing_beside_something_told_is_a_gap_under_its_heading(
    playbook: PlaybookPage, told: str
) -> None:
    setattr(playbook, told, "Two in a van.")
    playbook.save()
    section = read(playbook).select_one('section[aria-labelledby="what-it-takes"]')
    assert "Two in a van." in section.get_text(" ")
    assert len(section.select("h3")) == 3
    assert len(section.select(".gap--not-recorded")) == 2


def test_what_else_is_not_written_is_one_line_with_invitations(playbook: PlaybookPage) -> None:
    soup = read(playbook)
    headings = {heading.get_text(strip=True) for heading in soup.select("main h2")}
    assert not headings & {"When to use it", "What went wrong", "Measures", "See also"}
    for about in ("when_to_use", "trade_offs", "went_wrong", "measures"):
        assert soup.select_one(f'a[href="/contact/?page={playbook.pk}&field={about}"]')


def test_practice_has_an_address_its_program_its_caution_and_its_sources(
    playbook: PlaybookPage, heart: ProgramPage
) -> None:
    practice = add_row(
        playbook, "practices", "Said so.", anchor="phone-first", program=heart, caution="Slowly."
    )
    playbook.save()
    row = read(playbook).select_one("#phone-first")
    assert row["data-fact"] == str(practice.key)
    assert row["data-source"] == "SOURCE-1"
    assert row.select_one(f'a[href="{heart.url}"]').get_text() == "Durham HEART"
    assert "Before you copy it: Slowly." in " ".join(row.get_text(" ").split())
    assert row.select_one('a[href="#phone-first"]')
    assert row.select_one("details .source-panel")


def test_practice_of_a_place_without_a_page_names_the_place(playbook: PlaybookPage) -> None:
    playbook.practices.add(Practice(anchor="a", title="Do", text="So.", place="Eugene, Oregon"))
    playbook.save()
    assert read(playbook).select_one("#a th").get_text(strip=True) == "Eugene, Oregon"


def test_practice_of_a_program_that_ended_says_so(
    playbook: PlaybookPage, heart: ProgramPage
) -> None:
    heart.status = "ended"
    heart.save()
    playbook.practices.add(Practice(anchor="a", title="Do", text="So.", program=heart))
    playbook.save()
    assert "Ended" in read(playbook).select_one("#a th").get_text(" ")


def test_what_went_wrong_names_the_program_with_its_status(
    playbook: PlaybookPage, heart: ProgramPage
) -> None:
    heart.status, heart.status_since = "ended", "2025-04-07"
    heart.save()
    add_row(playbook, "went_wrong", "The money ended.", program=heart)
    playbook.save()
    section = read(playbook).select_one('section[aria-labelledby="went-wrong"]')
    words = " ".join(section.get_text(" ").split())
    assert "Durham HEART , Durham" in words
    assert "Ended, April 7, 2025" in words
    assert section.select_one(f'a[href="{heart.url}"]')


@pytest.mark.parametrize("kind", ["draft", "private", "below a private city"])
def test_program_that_the_public_may_not_read_is_neither_named_nor_linked(
    durham: CityPage, heart: ProgramPage, playbook_index: PlaybookIndexPage, kind: str
) -> None:
    playbook = full_playbook(playbook_index, heart, "Said so.")
    if kind == "draft":
        heart.unpublish()
    else:
        make_private(heart if kind == "private" else durham)
    text = Client().get(playbook.url).content.decode()
    assert "Durham HEART" not in text
    assert f'href="{heart.url}"' not in text
    # The place in words stands for it; a page named under "see also" says nothing without it.
    assert "<h2" in text
    assert 'id="see-also"' not in text


def test_hostile_words_in_any_field_are_shown_as_words(
    durham: CityPage, heart: ProgramPage
) -> None:
    soup = read(full_playbook(durham, heart, HOSTILE))
    scripts = soup.select("script:not([src])")
    assert {script["type"] for script in scripts} == {"application/ld+json"}
    assert json.loads(scripts[0].string)["step"][0]["text"] == HOSTILE
    assert not soup.select("img, [onerror]")
    assert "alert('x')" in soup.get_text()
    assert "{{ 7|add:7 }}" in soup.get_text()


def test_playbook_with_steps_is_a_how_to_and_without_an_article(
    playbook: PlaybookPage, durham: CityPage, heart: ProgramPage
) -> None:
    def kind(page: PlaybookPage) -> str:
        data: dict[str, str] = json.loads(read(page).select_one("script:not([src])").string)
        return data["@type"]

    assert kind(playbook) == "Article"
    assert kind(full_playbook(durham, heart)) == "HowTo"


def test_measure_leads_to_its_metric_and_a_local_one_to_nothing(
    playbook: PlaybookPage, heart: ProgramPage
) -> None:
    shared = Metric.objects.create(slug="calls", name="Calls", unit="calls", kind="count")
    local = Metric.objects.create(
        slug="own", name="Own", unit="calls", kind="count", in_dictionary=False, program=heart
    )
    for metric in (shared, local):
        add_row(playbook, "measures", "Watch it.", metric=metric)
    playbook.save()
    soup = read(playbook)
    assert soup.select_one('#main a[href="/metrics/calls/"]')
    assert not soup.select_one('a[href="/metrics/own/"]')
    assert "Own" in soup.get_text()


def test_page_takes_a_fixed_number_of_queries(
    durham: CityPage,
    heart: ProgramPage,
    django_assert_num_queries: Callable[..., Any],
) -> None:
    playbook = full_playbook(durham, heart, times=4)
    client = Client()
    client.get(playbook.url)  # the root paths of the site are cached from here on
    with django_assert_num_queries(8):
        client.get(playbook.url)


def test_review_is_shown_with_its_date(durham: CityPage, heart: ProgramPage) -> None:
    soup = read(full_playbook(durham, heart))
    assert says(soup, "reviewed_on").startswith("Reviewed on February 2024")


def test_draft_that_was_never_saved_can_be_previewed(durham: CityPage) -> None:
    page = PlaybookPage(title="New", slug="new")
    for relation in ROW_KINDS:
        if relation not in {"measures", "see_also"}:
            getattr(page, relation).add(page._meta.get_field(relation).related_model())
    page.path, page.depth = durham.path + "0099", durham.depth + 1
    page.set_url_path(durham)
    response = page.make_preview_request()
    assert response.status_code == 200
    assert "New" in response.content.decode()
