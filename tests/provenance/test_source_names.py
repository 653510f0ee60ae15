"""Keys of sources in notes become links with names."""

import pytest
from pytest_django import DjangoAssertNumQueries

from portal.provenance.models import Citation, Source
from portal.provenance.source_names import linked, name_sources
from portal.theme.remembering import words_of
from programs.models import ProgramPage
from tests.figures import figure, metric
from tests.reading import read
from tests.records import cite, city, front_page, program

pytestmark = pytest.mark.django_db


@pytest.fixture
def star() -> ProgramPage:
    Source.objects.create(key="CBS17-2023", title="A", publisher="CBS 17", published="2023-03-06")
    Source.objects.create(key="5280-STAR", title="B", publisher="5280, Denver")
    return program(city(front_page(), "Denver"), "Denver STAR")


def test_a_key_becomes_a_link_with_publisher_and_date(star: ProgramPage) -> None:
    note = Citation(note="Conflicts with CBS17-2023, and with 5280-STAR <b>.")
    name_sources([note])
    assert linked(note.note, note.named_sources) == (
        'Conflicts with <a class="source-name" href="/sources/CBS17-2023/">CBS 17, Mar 2023</a>, '
        "and with "
        '<a class="source-name" href="/sources/5280-STAR/">5280</a> &lt;b&gt;.'
    )


def test_what_no_source_is_called_stays_text(star: ProgramPage) -> None:
    note = Citation(note="In FY2023-24 the B-HEARD team")
    name_sources([note])
    assert linked(note.note, note.named_sources) == note.note


def test_any_number_of_notes_takes_one_query_and_none_without_keys(
    star: ProgramPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        name_sources([Citation(note="See CBS17-2023.") for _number in range(9)])
    with django_assert_num_queries(0):
        name_sources([Citation(note="Since 2021-22, 24/7."), Citation()])


def test_a_piece_is_remembered_with_the_names_it_shows(star: ProgramPage) -> None:
    before, after = Citation(note="See CBS17-2023."), Citation(note="See CBS17-2023.")
    name_sources([before])
    Source.objects.update(publisher="WBTV")
    name_sources([after])
    assert words_of(before) != words_of(after)


def test_notes_of_facts_gaps_and_figures_link_on_a_page(star: ProgramPage) -> None:
    star.operator = "city"
    note = "CBS17-2023 says more."
    cite(star, ["operator"], note=note)
    cite(star, ["hours"], says="not_found", note=note)
    star.save()
    calls = metric()
    figure(calls, star, 7_000, note=note)
    figure(calls, star, 6_000, note=note, period_start="2024-01-01", geography="Downtown")
    soup = read(star)
    assert "CBS17-2023 says" not in soup.get_text(" ")
    assert len(soup.select('a[href="/sources/CBS17-2023/"]')) >= 4
