"""Components show facts, gaps and sources as the fact contract says."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from pytest_django import Settings

from portal.provenance.gaps import GAPS

from . import specimen

pytestmark = pytest.mark.urls("tests.theme.urls")


@pytest.fixture
def html(client: Client) -> str:
    response = client.get("/specimen/")
    assert response.status_code == 200
    return response.content.decode()


def component(name: str, **context: object) -> str:
    return render_to_string(f"components/{name}.html", context)


def test_the_specimen_renders_without_a_query(html: str) -> None:
    """No `db` fixture: a query would fail."""
    assert "Durham HEART" in html


def test_every_fact_carries_its_name_and_its_sources() -> None:
    html = component("fact", fact=specimen.facts()["first_dispatch"], page=specimen.PAGE)
    assert 'data-fact="first_dispatch"' in html
    assert 'data-source="DURHAM-DCSD CAM-RELEASE-2024-02"' in html
    assert 'href="/sources/CAM-RELEASE-2024-02/"' in html


def test_a_source_opens_with_publisher_dates_note_and_archived_copy() -> None:
    html = component("fact", fact=specimen.facts()["budget"], page=specimen.PAGE)
    assert "<details" in html
    assert "CBS 17 (WNCN)" in html
    assert "May 17, 2023" in html
    assert "November 23, 2026" in html
    assert "A republished report." in html
    assert "https://archive.example.org/release" in html


def test_a_fact_on_which_sources_disagree_says_so_with_the_other_values() -> None:
    html = component("fact", fact=specimen.facts()["budget"], page=specimen.PAGE)
    assert "Sources disagree" in html
    assert "nearly $5 million" in html
    assert "nearly $2 million" in html


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("gap", "not_recorded"),
        ("not_measured", "not_measured"),
        ("not_disclosed", "not_disclosed"),
        ("not_applicable", "not_applicable"),
    ],
)
def test_each_kind_of_gap_has_its_own_words_and_class(name: str, code: str) -> None:
    html = component("fact", fact=specimen.facts()[name], page=specimen.PAGE)
    assert str(GAPS[code].label) in html
    assert f"gap--{code.replace('_', '-')}" in html


def test_only_what_is_not_recorded_invites_to_complete_it() -> None:
    facts = specimen.facts()
    invited = component("fact", fact=facts["gap"], page=specimen.PAGE)
    assert 'href="/contact/?page=12&amp;field=operator"' in invited
    assert "/contact/" not in component("fact", fact=facts["not_measured"], page=specimen.PAGE)


def test_a_value_can_be_confirmed_or_corrected() -> None:
    html = component("fact", fact=specimen.facts()["department"], page=specimen.PAGE)
    assert 'href="/contact/?page=12&amp;field=lead_department"' in html


def test_hostile_text_is_shown_as_text(html: str) -> None:
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "Hostile &lt;b&gt;label&lt;/b&gt;" in html


def test_nothing_needs_what_the_content_security_policy_refuses(html: str) -> None:
    assert not re.search(
        r'<script(?! (type="application/ld\+json"|src="/static/))|<style|\sstyle=|\son[a-z]+=', html
    )


def test_a_number_never_stands_without_bound_period_and_source() -> None:
    first, _disputed, nearly, derived = specimen.observations()
    html = component("observation", observation=first, shows_period=True)
    assert "more than 28,000 calls" in re.sub(r"<[^>]+>", "", html)
    assert 'data-fact="calls-responded/2022-06/2025-04"' in html
    assert 'data-source="CBS17-2023-05"' in html
    assert "April 2025" in html
    assert "nearly 200" in re.sub(r"<[^>]+>", "", component("observation", observation=nearly))
    assert "worked out by the portal" in component("observation", observation=derived)


def test_sentences_number_their_sources_and_share_numbers() -> None:
    html = component("sentences", sentences=specimen.context()["lede"], page=specimen.PAGE)
    assert html.count("<sup") == 3
    assert html.count("<li>") == 2


def test_no_bar_is_drawn_where_a_count_is_missing() -> None:
    context = specimen.context()
    assert "<rect" in component("delegation", groups=context["counted_groups"])
    assert "<rect" not in component("delegation", groups=context["groups"])


def test_hours_are_told_in_words_beside_the_drawing() -> None:
    html = component("hours_strip", week=specimen.week(), words="6 am to 9 pm", id="x")
    assert 'role="img" aria-label="6 am to 9 pm"' in html
    assert html.count("hours__open") == 5
    assert html.count("hours__unknown") == 2


def test_pages_of_a_list_keep_the_other_filters(client: Client) -> None:
    html = client.get("/specimen/?q=a&q=b&page=3").content.decode()
    assert "?q=a&amp;q=b&amp;page=7" in html


def test_a_form_comes_back_with_its_text_and_the_error_at_its_field(html: str) -> None:
    assert 'value="Analyst"' in html
    assert 'href="#id_email"' in html
    assert 'aria-describedby="id_email_helptext id_email_error"' in html
    assert 'id="id_email_error"' in html


@pytest.mark.parametrize("name", ["404.html", "403.html", "403_csrf.html", "410.html"])
def test_error_pages_stand_in_the_portals_frame(name: str) -> None:
    html = render_to_string(name, {}, request=RequestFactory().get("/lost/"))
    assert html.count("<h1") == 1
    assert "988" in html


def test_a_lost_reader_finds_a_search_box() -> None:
    html = render_to_string("404.html", {}, request=RequestFactory().get("/lost/"))
    assert 'action="/search/"' in html


def test_the_last_resort_needs_nothing() -> None:
    html = render_to_string("500.html")
    assert "988" in html
    assert "style" not in html
    assert "<link" not in html


def test_the_navigation_marks_the_section_of_the_page(html: str) -> None:
    assert '<a href="/programs/" aria-current="true">' in html
    assert '<a href="/cities/">' in html


def test_the_official_banner_shows_when_a_government_switches_it_on(
    client: Client, settings: Settings, html: str
) -> None:
    assert "official-banner" not in html
    settings.PORTAL_OFFICIAL_BANNER = {"title": "An official website of Durham"}
    assert "An official website of Durham" in client.get("/specimen/").content.decode()
