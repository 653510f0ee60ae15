"""A comparison as a council memo: the same values as the page, and choices that cannot be."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from portal.memos import answers
from portal.memos.giving_way import Fitted
from portal.memos.pdf import NoPdfError
from portal.pages.models import HomePage
from programs.metrics.models import Definition
from programs.models import ProgramPage
from tests.figures import figure
from tests.programs.comparing.addresses import query
from tests.reading import words
from tests.records import cite, city, make_private, program, source

pytestmark = pytest.mark.django_db


def address(*programs: ProgramPage, file: str = "memo/") -> str:
    return f"/compare/{file}?{query(*programs)}"


def memo(*programs: ProgramPage) -> BeautifulSoup:
    response = Client().get(address(*programs))
    assert response.status_code == 200
    found = BeautifulSoup(response.content, "html.parser").select_one(".memo")
    assert found is not None
    return BeautifulSoup(str(found), "html.parser")


def test_figures_stand_with_verdict_period_and_numbered_source(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    figure(calls, heart, 84)
    figure(calls, star, 112, bound="more_than", source=source("OTHER"))
    text = words(memo(heart, star))
    assert "Figures that may be compared Calls responded to Comparable with care" in text
    assert "84 calls , 2024 1" in text
    assert "more than 112 calls , 2024 2" in text
    assert "Sources: 1 City of Dayton, undated, read Nov 2026 ; 2 City of Dayton" in text
    assert "http://testserver/compare/?program=" in text


def test_what_may_not_be_compared_stands_apart_with_the_reason(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    figure(calls, heart, 84)
    figure(calls, star, 9_000, period_kind="cumulative", period_start="2021-06-27")
    text = words(memo(heart, star))
    assert "Figures that may not be compared Calls responded to Not comparable" in text
    assert "one counts since the start, the other does not" in text
    assert "Figures that may be compared" not in text


def test_conflicts_and_gaps_say_themselves(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    figure(calls, heart, 4_000)
    figure(calls, heart, 6_000, source=source("OTHER"))
    cite(star, ["metric/calls-responded"], says="not_measured", note="Nobody counts. More words.")
    star.save()
    text = words(memo(heart, star))
    assert "4,000 calls 1 or 6,000 calls , 2024 2 sources disagree" in text
    assert "Not measured. Nobody counts. 1" in text
    assert "More words" not in text


def test_what_another_source_says_is_told_where_its_number_does_not_stand(
    calls: Definition, heart: ProgramPage, star: ProgramPage
) -> None:
    source("OTHER-2024")
    figure(calls, heart, 4_000, is_disputed=True, note="OTHER-2024 counts 5,000 in spring.")
    figure(calls, star, 6_000)
    text = words(memo(heart, star))
    assert "4,000 calls , 2024 1 sources disagree" in text
    assert "counts 5,000 in spring." in text
    assert "OTHER-2024" not in text


def test_findings_number_their_sources_though_their_row_gave_way(
    calls: Definition, heart: ProgramPage, star: ProgramPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure(calls, heart, 4_000)
    figure(calls, star, 6_000, source=source("OTHER"))
    # No room for any row.
    monkeypatch.setattr(
        "programs.comparing.memo.fitted", lambda pieces, _room, _around: Fitted([], pieces)
    )
    found = memo(heart, star)
    assert not found.select(".memo__table [data-fact]")
    text = words(found)
    assert "4,000 calls 2024 1 ;" in text
    assert "6,000 calls 2024 2 ." in text
    assert "Sources: 1 City of Dayton, undated, read Nov 2026 ; 2 City of Dayton" in text


def test_the_memo_is_found_from_the_comparison_and_leads_back(
    heart: ProgramPage, star: ProgramPage
) -> None:
    page = Client().get(address(heart, star, file="")).content.decode()
    assert address(heart, star) in page.replace("&amp;", "&")
    page = Client().get(address(heart, star)).content.decode().replace("&amp;", "&")
    assert f'href="{address(heart, star, file="")}"' in page
    assert f'href="{address(heart, star, file="memo.pdf")}"' in page


def test_choices_that_cannot_be_compared_are_answered_as_the_comparison_does(
    heart: ProgramPage, star: ProgramPage
) -> None:
    one = Client().get(address(heart, heart))
    assert "was named twice and is shown once" in one.content.decode()
    assert "Check at least one more" in one.content.decode()
    file = Client().get(address(heart, file="memo.pdf"))
    assert (file.status_code, file.headers["Location"]) == (302, address(heart, file=""))
    unknown = Client().get(address(heart, star) + "&program=no/such&program=%00%ff")
    assert unknown.status_code == 200
    assert "“no/such” is no program here and was left out" in unknown.content.decode()


def test_six_are_too_many(home: HomePage, heart: ProgramPage) -> None:
    others = [program(city(home, f"City {number}"), f"P{number}") for number in range(5)]
    page = Client().get(address(heart, *others)).content.decode()
    assert "At most 5 fit beside each other" in page
    assert 'class="memo"' not in page


def test_what_the_public_may_not_read_is_no_program(heart: ProgramPage, star: ProgramPage) -> None:
    make_private(star)
    assert "is no program here" in Client().get(address(heart, star)).content.decode()
    assert Client().get(address(heart, star, file="memo.pdf")).status_code == 302


def test_without_the_parts_that_make_files_the_answer_says_the_other_way(
    monkeypatch: pytest.MonkeyPatch, heart: ProgramPage, star: ProgramPage
) -> None:
    def missing(write: object, pictures: object) -> bytes:
        raise NoPdfError

    monkeypatch.setattr(answers, "pdf", missing)
    response = Client().get(address(heart, star, file="memo.pdf"))
    page = response.content.decode().replace("&amp;", "&")
    assert response.status_code == 503
    assert f'href="{address(heart, star)}"' in page
    assert "Save as PDF" in page
