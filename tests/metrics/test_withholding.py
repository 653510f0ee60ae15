"""Small counts of people are kept from readers wherever figures are shown, and told as a gap."""

import io
import zipfile
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client

from portal.pages.models import CityPage
from portal.provenance.models import Source
from portal.search.models import Passage
from programs.metrics.history import record_change, snapshot
from programs.metrics.importing import applying, checking, undoing
from programs.metrics.importing.models import FigureImport, ImportedFile
from programs.metrics.models import Definition, MetricIndexPage, Observation
from programs.models import ProgramPage
from tests.figures import figure, metric
from tests.metrics.importing.files import as_csv
from tests.records import program

pytestmark = pytest.mark.django_db

# Nowhere else on any page.
NEXT, SHOWN, ALL = 4_321, 5_432, 9_760
HEADINGS = ["metric", "period_kind", "from", "value", "source", "geography"]


@pytest.fixture
def served(db: None) -> Definition:
    return metric(
        "people-served", name="People served", unit="people", counts_clients=True, adds_up=False
    )


@pytest.fixture
def told(db: None) -> Source:
    return Source.objects.create(key="TOLD-1", title="A letter", publisher="HEART", kind="told")


@pytest.fixture
def public(db: None) -> Source:
    address = "https://example.org/report"
    return Source.objects.create(
        key="PUBLIC-1", title="A report", publisher="City of Durham", address=address
    )


@pytest.fixture
def districts(heart: ProgramPage, served: Definition, told: Source) -> dict[str, Observation]:
    amounts = {"North": 7, "East": NEXT, "West": SHOWN, "": 7 + NEXT + SHOWN}
    return {
        area: figure(served, heart, amount, geography=area, source=told)
        for area, amount in amounts.items()
    }


def withheld() -> set[str]:
    return {str(each) for each in Observation.everything.filter(is_withheld=True)}


def everything_read(heart: ProgramPage, other: ProgramPage) -> Iterator[tuple[str, str]]:
    """What readers and machines get, by its address."""
    client = Client()
    both = f"program={heart.comparison_key}&program={other.comparison_key}"
    addresses = [
        heart.url,
        "/metrics/",
        "/metrics/people-served/",
        "/metrics/figures/",
        f"/compare/?{both}",
        f"/compare.csv?{both}",
        f"/compare.json?{both}",
        f"/compare/memo/?{both}",
        "/metrics/people-served.svg",
        "/metrics/people-served.csv",
        "/metrics/people-served.json",
        "/metrics/figures.csv",
        "/metrics/figures.json",
        f"{heart.url.rstrip('/')}.csv",
        f"{heart.url.rstrip('/')}/figures.csv",
        f"{heart.url.rstrip('/')}/figures.json",
        "/api/v1/observations?per_page=200",
        "/search/?q=people+served",
        "/search.json?q=people+served",
        "/sources/TOLD-1/",
    ]
    for address in addresses:
        response = client.get(address)
        content = (
            b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
        )
        yield address, content.decode(errors="replace")
    package = client.get("/data/everything.zip")
    with zipfile.ZipFile(io.BytesIO(b"".join(package.streaming_content))) as archive:  # type: ignore[attr-defined]
        for name in archive.namelist():
            yield name, archive.read(name).decode(errors="replace")


def test_nothing_that_anybody_reads_has_a_small_count_or_gives_one_away(
    dictionary: MetricIndexPage,
    durham: CityPage,
    heart: ProgramPage,
    served: Definition,
    districts: dict[str, Observation],
) -> None:
    assert withheld() == {"7 people, 2024", "4,321 people, 2024"}
    other = program(durham, "Other")
    figure(served, other, 8_888, source=districts[""].source)
    seen = dict(everything_read(heart, other))
    for address, text in seen.items():
        assert "7 people" not in text, address
        assert "4321" not in text.replace(",", ""), address
    shown = [address for address, text in seen.items() if "5432" in text.replace(",", "")]
    assert {heart.url, "/metrics/people-served/", "/metrics/figures.csv"} <= set(shown)
    passages = " ".join(Passage.objects.values_list("text", flat=True))
    assert "5,432" in passages
    assert "4,321" not in passages
    for area in ("North", "East"):
        assert Client().get(f"/metrics/figures/{districts[area].pk}/").status_code == 404
        assert Client().get(f"/api/v1/observations/{districts[area].pk}").status_code == 404


def test_readers_are_told_that_it_is_there_and_why_they_do_not_see_it(
    dictionary: MetricIndexPage,
    durham: CityPage,
    heart: ProgramPage,
    served: Definition,
    told: Source,
) -> None:
    figure(served, heart, 7, source=told)
    alone = Client().get("/metrics/people-served/").content.decode()
    assert "No source with a figure of this metric was found" not in alone
    other = program(durham, "Other")
    figure(served, other, 8_888, source=told)
    both = f"program={heart.comparison_key}&program={other.comparison_key}"
    for address in (heart.url, "/metrics/people-served/", f"/compare/?{both}"):
        text = BeautifulSoup(Client().get(address).content, "html.parser").get_text(" ")
        words = " ".join(text.split())
        assert "Not disclosed. The program has a figure. It is not shown" in words, address


def test_what_a_public_source_states_and_counts_of_staff_are_shown(
    heart: ProgramPage, served: Definition, told: Source, public: Source
) -> None:
    figure(served, heart, 7, source=public)
    figure(metric("staff-fte", unit="people"), heart, 5, source=told)
    assert withheld() == set()


def test_it_is_decided_anew_when_a_source_a_metric_or_a_figure_changes(
    heart: ProgramPage, served: Definition, told: Source, districts: dict[str, Observation]
) -> None:
    assert len(withheld()) == 2
    told.kind, told.address = Source.Kind.REPORT, "https://example.org/"
    told.save()
    assert withheld() == set()
    told.address = ""
    told.save()
    assert len(withheld()) == 2
    served.metric.counts_clients = False
    served.metric.save()
    assert withheld() == set()
    served.metric.counts_clients = True
    served.metric.save()
    assert len(withheld()) == 2
    districts["North"].delete()
    assert withheld() == set()


def test_files_are_held_to_it_and_so_is_their_undoing(
    heart: ProgramPage, served: Definition, told: Source
) -> None:
    someone = User.objects.create_superuser("someone")
    of = FigureImport.objects.create(program=heart, file_name="figures.csv", digest="-")
    rows = [
        ["people-served", "calendar_year", "2024", str(amount), "TOLD-1", area]
        for area, amount in (("North", 7), ("East", NEXT), ("West", SHOWN), ("", ALL))
    ]
    ImportedFile.objects.create(figure_import=of, content=as_csv(*rows, headings=HEADINGS))
    checking.begin(of)
    checking.check(of)
    applying.begin(of)
    applying.apply(of, someone)
    assert withheld() == {"7 people, 2024", "4,321 people, 2024"}
    assert not Passage.objects.filter(text__contains="4,321").exists()
    # The same again finds them, though readers do not.
    again = FigureImport.objects.create(program=heart, file_name="figures.csv", digest="-")
    ImportedFile.objects.create(figure_import=again, content=as_csv(*rows, headings=HEADINGS))
    checking.begin(again)
    checking.check(again)
    again.refresh_from_db()
    assert again.counts == {"same": 4}
    of.refresh_from_db()
    undoing.undo(of, someone)
    assert not Observation.everything.exists()


def test_a_share_of_few_people_is_withheld(heart: ProgramPage, told: Source) -> None:
    held = metric("held", unit="percent", kind="percent", counts_clients=True)
    figure(held, heart, 20, denominator=40, source=told)
    figure(held, heart, 30, source=told, period_end="2023-12-31", period_start="2023-01-01")
    figure(held, heart, 50, denominator=400, source=told, geography="Downtown")
    assert withheld() == {"20 percent, 2024"}


def test_history_does_not_tell_what_is_withheld(
    dictionary: MetricIndexPage, heart: ProgramPage, served: Definition, told: Source
) -> None:
    made = figure(served, heart, 7, source=told)
    before = snapshot(made)
    made.value = 5_432  # type: ignore[assignment]
    made.save()
    record_change(made, None, before=before)
    text = Client().get(f"/metrics/figures/{made.pk}/").content.decode()
    assert "5,432 people" in text
    assert "not shown: a count of few people" in text
    assert "7 people" not in text


def test_a_small_count_that_is_withdrawn_is_not_told_either(
    dictionary: MetricIndexPage, heart: ProgramPage, served: Definition, told: Source
) -> None:
    gone = figure(served, heart, 7, source=told)
    key = gone.pk
    record_change(gone, None, before=snapshot(gone), is_removal=True)
    gone.delete()
    response = Client().get(f"/metrics/figures/{key}/")
    assert response.status_code == 410
    assert "7 people" not in response.content.decode()
