"""What readers are told of a figure's past, at the address by which it is cited."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from programs.metrics.columns import cells
from programs.metrics.history import record_change, snapshot
from programs.metrics.importing import applying, checking, undoing
from programs.metrics.importing.models import FigureImport, ImportedFile
from programs.metrics.models import Definition, MetricIndexPage, Observation
from programs.models import ProgramPage
from tests.figures import figure, metric
from tests.metrics.importing.files import as_csv, row
from tests.records import make_private, source

pytestmark = pytest.mark.django_db

Change = Callable[..., Observation]


@pytest.fixture
def someone(db: None) -> User:
    return User.objects.create_user("Jo Staff", email="jo@example.org")


@pytest.fixture
def changed(someone: User) -> Change:
    """Gives a figure other values, as the form does."""

    def change(of: Observation, reason: str = "", **columns: object) -> Observation:
        found = Observation.everything.get(pk=of.pk)
        before = snapshot(found)
        for name, value in columns.items():
            setattr(found, name, value)
        found.save()
        record_change(found, someone, before=before, reason=reason)
        return found

    return change


def read(key: int, status: int = 200) -> BeautifulSoup:
    response = Client().get(f"/metrics/figures/{key}/")
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.main.get_text(" ").split()) if soup.main else ""


def history(soup: BeautifulSoup) -> dict[str, tuple[str, str]]:
    """What changed last: the label of each thing, what it was and what it is."""
    table = soup.select_one("section[aria-labelledby=history] table")
    rows = table.select("tbody tr") if table else []
    found = [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")] for row in rows
    ]
    return {label: (was, is_now) for label, was, is_now in found}


def test_a_figure_that_was_never_changed_says_so(
    dictionary: MetricIndexPage, heart: ProgramPage, calls: Definition
) -> None:
    said = words(read(figure(calls, heart, 12_000).pk))
    assert "Nothing was changed" in said
    assert "corrected" not in said


def test_each_thing_that_changed_is_said_as_pages_say_it(
    dictionary: MetricIndexPage, heart: ProgramPage, calls: Definition, changed: Change
) -> None:
    own = Definition.objects.create(metric=calls.metric, name="Calls received")
    made = figure(calls, heart, 12_000)
    changed(
        made,
        "The dashboard was mended.",
        value=12_500,
        bound="more_than",
        definition=own,
        period_kind="fiscal_year",
        period_start="2023-07-01",
        period_end="2024-06-30",
        geography="Downtown",
        quality="estimated",
        source=source("OTHER"),
        note="Counted anew.",
    )
    soup = read(made.pk)
    assert history(soup) == {
        "Value": ("12,000 calls", "more than 12,500 calls"),
        "Period": ("2024", "Fiscal year 2023–24"),
        "Way of counting": ("Standard", "Calls received"),
        "Where": ("City", "Downtown"),
        "How it is known": ("Reported", "Estimated"),
        "Note": ("empty", "Counted anew."),
        "Source": ("A report, City of Dayton", "A report, City of Dayton"),
    }
    assert soup.select_one('section a[href="/sources/OTHER/"]')
    assert "Why: The dashboard was mended." in words(soup)
    said = str(soup)
    assert "Jo Staff" not in said
    assert "jo@example.org" not in said


def test_money_is_told_with_its_currency(
    dictionary: MetricIndexPage, heart: ProgramPage, changed: Change
) -> None:
    budget = metric("annual-budget", kind="money", unit="ISO 4217 currency code")
    made = figure(budget, heart, 2_800_000, currency="USD")
    changed(made, value=2_900_000)
    assert history(read(made.pk)) == {"Value": ("$2,800,000", "$2,900,000")}


def test_corrected_figures_are_marked_wherever_their_source_is(
    dictionary: MetricIndexPage, heart: ProgramPage, calls: Definition, changed: Change
) -> None:
    made = changed(figure(calls, heart, 12_000), value=12_500)
    figure(calls, heart, 9_000, period_start="2023-01-01", period_end="2023-12-31")
    marks = f'a.corrected[href="/metrics/figures/{made.pk}/#history"]'
    for address in (heart.url, "/metrics/calls-responded/", "/metrics/figures/"):
        soup = BeautifulSoup(Client().get(address).content, "html.parser")
        assert len(soup.select(marks)) == len(soup.select("a.corrected")) == 1, address


def test_a_remark_is_no_correction(
    dictionary: MetricIndexPage, heart: ProgramPage, calls: Definition, changed: Change
) -> None:
    made = changed(figure(calls, heart, 12_000), note="As told in May.")
    assert made.corrected_on is None
    soup = read(made.pk)
    assert history(soup) == {"Note": ("empty", "As told in May.")}
    assert "Remarks changed" in words(soup)
    assert not soup.select("a.corrected")


def test_saving_without_a_change_is_none(
    dictionary: MetricIndexPage, heart: ProgramPage, calls: Definition, changed: Change
) -> None:
    made = changed(figure(calls, heart, 12_000), value=12_000)
    assert made.corrected_on is None
    assert "Nothing was changed" in words(read(made.pk))


def test_files_and_their_undoing_are_in_the_history(
    dictionary: MetricIndexPage, heart: ProgramPage, calls: Definition, someone: User
) -> None:
    there = figure(calls, heart, 12_000)
    of = FigureImport.objects.create(program=heart, file_name="figures.csv", digest="-")
    content = as_csv(row(), row(period_start="2023"))
    ImportedFile.objects.create(figure_import=of, content=content)
    checking.begin(of)
    checking.check(of)
    assert applying.begin(of, "The year is complete.")
    applying.apply(of, someone)
    there.refresh_from_db()
    assert there.corrected_on == timezone.localdate()
    soup = read(there.pk)
    assert history(soup) == {"Value": ("12,000 calls", "12,500 calls")}
    assert "Why: The year is complete." in words(soup)
    added = Observation.objects.get(period_start="2023-01-01")
    assert "Added" in words(read(added.pk))
    of.refresh_from_db()
    undoing.undo(of, someone)
    assert history(read(there.pk)) == {"Value": ("12,500 calls", "12,000 calls")}
    assert len(read(there.pk).select("section[aria-labelledby=history] table")) == 2
    gone = read(added.pk, 410)
    assert "12,500 calls, 2023" in words(gone)
    assert "withdrawn" in words(gone)


def test_a_withdrawn_figure_says_what_stands_in_its_place(
    dictionary: MetricIndexPage, heart: ProgramPage, calls: Definition, someone: User
) -> None:
    gone = figure(calls, heart, 12_000)
    key = gone.pk
    record_change(gone, someone, before=snapshot(gone), is_removal=True)
    gone.delete()
    soup = read(key, 410)
    assert "12,000 calls, 2024" in words(soup)
    assert "answers the same question" not in words(soup)
    other = figure(calls, heart, 12_700, source=source("OTHER"))
    assert read(key, 410).select_one(f'a[href="/metrics/figures/{other.pk}/"]')
    # A portal has no other numbers than those of its figures.
    assert Client().get(f"/metrics/figures/{key + 1000}/").status_code == 404
    assert Client().get(f"/metrics/figures/{2**63}/").status_code == 404


def test_what_the_public_may_not_read_has_no_history_either(
    dictionary: MetricIndexPage,
    heart: ProgramPage,
    calls: Definition,
    someone: User,
    changed: Change,
) -> None:
    made = changed(figure(calls, heart, 12_000), value=12_500)
    gone = figure(calls, heart, 11_000, source=source("OTHER"))
    key = gone.pk
    record_change(gone, someone, before=snapshot(gone), is_removal=True)
    gone.delete()
    make_private(heart)
    read_made, read_gone = (Client().get(f"/metrics/figures/{each}/") for each in (made.pk, key))
    assert (read_made.status_code, read_gone.status_code) == (404, 404)


def test_words_of_people_stay_words(
    dictionary: MetricIndexPage, heart: ProgramPage, calls: Definition, changed: Change
) -> None:
    hostile = "<script>alert('x')</script>"
    made = changed(figure(calls, heart, 12_000), hostile, note=hostile, geography=hostile)
    soup = read(made.pk)
    assert not [script for script in soup.select("script") if "alert" in script.get_text()]
    assert hostile in words(soup)


def test_a_long_history_takes_as_many_queries_as_a_short_one(
    dictionary: MetricIndexPage,
    heart: ProgramPage,
    calls: Definition,
    changed: Change,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    made = changed(figure(calls, heart, 12_000), value=1)
    for number in range(12):
        changed(made, value=100 + number, source=source(f"SOURCE-{number}"))
    read(made.pk)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        read(made.pk)


def test_open_data_say_when_a_figure_was_corrected(
    dictionary: MetricIndexPage, heart: ProgramPage, calls: Definition, changed: Change
) -> None:
    made = changed(figure(calls, heart, 12_000), value=12_500)
    assert cells(made)["corrected_on"] == timezone.localdate().isoformat()
    [told] = Client().get("/api/v1/observations").json()["results"]
    assert told["corrected_on"] == timezone.localdate().isoformat()
    assert told["page"].endswith(f"/metrics/figures/{made.pk}/")
