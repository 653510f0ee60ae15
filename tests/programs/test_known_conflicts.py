"""Where the field's sources are known to disagree, a reader sees every side with its source.

The table follows "Known conflicts" of the data's README, row by row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest
from bs4 import Tag
from django.test import Client

from tests.printed import Printed, place_of, plain, printed

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Side:
    """What one source says, in the words of the page."""

    words: str
    source: str


@dataclass(frozen=True)
class Conflict:
    about: str
    page: str
    sides: tuple[Side, ...]

    def __str__(self) -> str:
        return self.about


def conflict(about: str, page: str, *sides: tuple[str, str]) -> Conflict:
    return Conflict(about, page, tuple(Side(words, source) for words, source in sides))


HEART = "/cities/durham-nc/heart/"
STAR = "/cities/denver-co/star/"
ACS = "/cities/albuquerque-nm/acs/"
CAHOOTS = "/cities/eugene-or/cahoots/"
B_HEARD = "/cities/new-york-ny/b-heard/"
BCR = "/cities/minneapolis-mn/bcr/"
CARE = "/cities/seattle-wa/seattle-care/"
HART = "/cities/harris-county-tx/hart/"
CRESS = "/cities/amherst-ma/cress/"
CALLS = "/metrics/calls-responded/"
BUDGETS = "/metrics/annual-budget/"
STAFF = "/metrics/staff-fte/"

DURHAM_2024 = (("more than 13,500 calls", "GPL-DURHAM"), ("11,612 calls", "SODU-2025"))
DURHAM_2025 = (
    ("an earlier version of the same story says 25,000", "ABC11-2025-03"),
    ("more than 26,000", "ABC11-2025-03"),
    ("more than 28,000", "DUR-FUNDING-2025"),
)
DURHAM_2023 = (("4,680 calls", "CBS17-RALLY-2023"), ("more than 4,000 calls", "NCVOICES-2023B"))
DURHAM_STAFF = (("26 people", "ABC11-2022-12"), ("about 20 people", "ABC11-2023-06"))
DENVER_2023 = (("more than 7,000 calls", "NLC-DENVER"), ("more than 6,000 calls", "PRA-DENVER"))
DENVER_SHARE = (("46 percent", "NLC-DENVER"), ("about 50 percent", "DENVERITE-2024-07"))
DENVER_2024 = (("$7,200,000", "NLC-DENVER"), ("$6,400,000", "DENVERITE-2024-07"))
DENVER_STAFF = (("14 people", "DENVERITE-2022-02"), ("10 people", "AXIOS-DEN-2023"))
EUGENE_CALLS = (("24,000 calls", "BENDBULLETIN-2020"), ("16,479 calls", "NLC-EUGENE"))
NEW_YORK_SHARE = (("15 percent", "NYC-OCMH-2024-01"), ("16 percent", "CRAINS-2023-05"))
MINNEAPOLIS_SUM = (("20,000 calls", "WCCO-2024-02"), ("20,500 calls", "MINNPOST-2024-07"))
OAKLAND = (("$4,000,000", "KTVU-2025"), ("$4,800,000", "OAKREPORT-SHEET"))
SEATTLE_2025 = (("$2,000,000", "FREMONT-2025"), ("$32,800,000", "SEA-CENTERSQ-2025"))
SEATTLE_2026 = (("$9,500,000", "CENTERSQ-SEA-2025-10"), ("$36,500,000", "SEA-CENTERSQ-2025"))
AMHERST_CALLS = (("15 to 18", "AMHERSTINDY-2024-01"), ("3 calls", "NBP-2024-04"))
NEW_ORLEANS = (("$1,900,000", "NOLA-2023-06"), ("$1,300,000", "LENS-2022-10"))

CONFLICTS = (
    conflict("Durham, 2024 calls", HEART, *DURHAM_2024),
    conflict("Durham, 2024 calls", CALLS, *DURHAM_2024),
    conflict("Durham, spring 2025 cumulative calls", HEART, *DURHAM_2025),
    conflict("Durham, spring 2025 cumulative calls", CALLS, *DURHAM_2025),
    conflict("Durham, 2023 responses", HEART, *DURHAM_2023),
    conflict("Durham, 2023 responses", CALLS, *DURHAM_2023),
    conflict("Durham, 2022-23 staff", HEART, *DURHAM_STAFF),
    conflict("Durham, 2022-23 staff", STAFF, *DURHAM_STAFF),
    conflict(
        "Durham, 2023-24 money",
        HEART,
        ("$4,700,000", "CBS17-BUDGET-2023"),
        ("nearly $5 million", "CBS17-CITYWIDE-2023"),
        ("nearly $2 million", "ABC11-2023-06"),
    ),
    conflict("Denver, 2023 calls", STAR, *DENVER_2023),
    conflict("Denver, 2023 calls", CALLS, *DENVER_2023),
    conflict("Denver, 2023 share", STAR, *DENVER_SHARE),
    conflict("Denver, 2023 share", "/metrics/share-eligible-answered/", *DENVER_SHARE),
    conflict("Denver, 2024 budget", STAR, *DENVER_2024),
    conflict("Denver, 2024 budget", BUDGETS, *DENVER_2024),
    conflict(
        "Denver, $151 against $646",
        STAR,
        ("$151", "NLC-DENVER"),
        ("average cost per minor offense", "AXIOS-DEN-2022-06"),
    ),
    conflict(
        "Denver, the crime estimate",
        STAR,
        ("34 percent", "AXIOS-DEN-2022-06"),
        ("crime estimate", "CRIMEDECODER-2025"),
    ),
    conflict("Denver, early volume", STAR, ("748 calls", "PRA-DENVER"), ("9.43", "DENGAZ-2021-03")),
    conflict("Denver, staff", STAR, *DENVER_STAFF),
    conflict("Denver, staff", STAFF, *DENVER_STAFF),
    conflict(
        "Albuquerque, launch",
        ACS,
        ("August 30, 2021", "ABQ-MAYOR-2021-10"),
        ("September 8, 2021", "CSG-ABQ"),
    ),
    conflict(
        "Albuquerque, monthly calls",
        ACS,
        ("4,000 calls per month", "KOB-ACS-3YR"),
        ("more than 3,000", "ABQ-100K"),
    ),
    conflict("Eugene, calls", CAHOOTS, *EUGENE_CALLS),
    conflict("Eugene, calls", CALLS, *EUGENE_CALLS),
    conflict(
        "Eugene, share diverted",
        CAHOOTS,
        ("17 percent", "KARUNA-2020"),
        ("15 percent", "NLC-EUGENE"),
        ("3 to 8 percent", "NLC-EUGENE"),
    ),
    conflict("New York, second half of 2022", B_HEARD, *NEW_YORK_SHARE),
    conflict(
        "New York, second half of 2022", "/metrics/share-crisis-calls-answered/", *NEW_YORK_SHARE
    ),
    conflict(
        "New York, fiscal 2023",
        B_HEARD,
        ("7,095 calls", "NYC-OCMH-2024-01"),
        ("15,000 calls", "CRAINS-FY24"),
    ),
    conflict(
        "Minneapolis, 2023",
        BCR,
        ("6,666 calls", "LOCALLENS-MPLS"),
        ("574 calls per month", "MINNPOST-2024-07"),
        ("874 calls per month", "MINNPOST-2024-07"),
    ),
    conflict("Minneapolis, cumulative counts", BCR, *MINNEAPOLIS_SUM),
    conflict("Minneapolis, cumulative counts", CALLS, *MINNEAPOLIS_SUM),
    conflict("Oakland, yearly cost", "/cities/oakland-ca/macro/", *OAKLAND),
    conflict("Oakland, yearly cost", BUDGETS, *OAKLAND),
    conflict(
        "Olympia, 2024",
        "/cities/olympia-wa/cru/",
        ("2,301 calls", "JOLT-2024"),
        ("1,837 independent calls", "JOLT-2024"),
        ("467 with police as backup", "JOLT-2024"),
        ("211 transports", "JOLT-2024"),
    ),
    conflict("Seattle, 2025 budget", CARE, *SEATTLE_2025),
    conflict("Seattle, 2025 budget", BUDGETS, *SEATTLE_2025),
    conflict("Seattle, 2026 budget", CARE, *SEATTLE_2026),
    conflict("Seattle, 2026 budget", BUDGETS, *SEATTLE_2026),
    conflict(
        "Harris County, launch",
        HART,
        ("February 2022", "HC-ELLIS-2022"),
        ("March 2022", "HC-BRIONES-2024"),
    ),
    conflict("Amherst, first months of dispatch", CRESS, *AMHERST_CALLS),
    conflict("Amherst, first months of dispatch", CALLS, *AMHERST_CALLS),
    conflict(
        "Amherst, first dispatch",
        CRESS,
        ("December 18, 2023", "GAZETTE-2023-12"),
        ("described as a first, at a later date", "GAZETTE-CRESS-DISPATCH"),
    ),
    conflict(
        "Dayton, first hours of service",
        "/cities/dayton-oh/mru/",
        ("11 am to 6 pm", "DAYTON-PR-2022-08"),
        ("11 am to 8 pm", "DDN-2022-08"),
        ("10 am to 6 pm", "DMC-MRU"),
    ),
    conflict("New Orleans, first-year money", "/cities/new-orleans-la/mciu/", *NEW_ORLEANS),
    conflict("New Orleans, first-year money", BUDGETS, *NEW_ORLEANS),
)


@pytest.fixture(scope="module")
def page_at(example: None) -> Callable[[str], Printed]:
    @cache
    def read(path: str) -> Printed:
        response = Client().get(path)
        assert response.status_code == 200, path
        return printed(response.content)

    return read


def test_every_row_of_the_readme_is_looked_for_here(shared) -> None:
    readme = (shared / "data" / "README.md").read_text()
    table = readme.partition("## Known conflicts")[2].partition("## Known gaps")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")][2:]
    assert len(rows) == 22
    cities = {row.strip("| ").partition(",")[0] for row in rows}
    assert cities == {known.about.partition(",")[0] for known in CONFLICTS}


@pytest.mark.parametrize("known", CONFLICTS, ids=lambda known: f"{known}, {known.page}")
def test_every_side_stands_on_the_page_with_its_source(
    known: Conflict, page_at: Callable[[str], Printed]
) -> None:
    page = page_at(known.page)
    lacking = [side for side in known.sides if not places_of(page, side)]
    assert lacking == []


@pytest.mark.parametrize("known", CONFLICTS, ids=lambda known: f"{known}, {known.page}")
def test_the_page_says_that_sources_disagree(
    known: Conflict, page_at: Callable[[str], Printed]
) -> None:
    page = page_at(known.page)
    places = [place for side in known.sides for place in places_of(page, side)]
    assert any(is_marked(place) for place in places)


def places_of(page: Printed, side: Side) -> list[Tag]:
    """Where a reader finds the words and, beside them, the source."""
    places = {id(place): place for place in (place_of(fact.element) for fact in page.facts)}
    link = f'a[href="/sources/{side.source}/"]'
    return [
        place
        for place in places.values()
        if place.select_one(link) and f" {plain(side.words)} " in f" {plain(place.get_text(' '))} "
    ]


def is_marked(place: Tag) -> bool:
    return bool(place.select_one(".disagree, .conflict") or place.find_parent(class_="conflict"))
