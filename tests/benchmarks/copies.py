"""Many programs for measurements: copies of the example's cities and programs, with all their rows.

Copies are as long, as well cited and as varied as the example, each in a city with a name, state
and size of its own. The database copies by itself: 20,000 programs are four million rows, which
take minutes so and would take hours page by page.
"""

import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from portal.pages.models import CityIndexPage, CityPage, KnowledgePage, Population
from portal.provenance.models import Source
from portal.search.models import Entry, FacetValue, Passage
from programs.facets import PopulationFacet, StateFacet
from programs.metrics.models import Observation
from programs.models import ProgramPage, Unit

from .places import Place, places

SEED = 911
# A copy's number, times this, lies between its primary keys and those of the example.
STEP = 100_000
# Types that have copies; what points to them from a copied row points to their copy.
MOVED = {Page, KnowledgePage, CityPage, ProgramPage, Source, Unit, Entry}
# One row for each page to be: which page it copies, and what it has of its own.
PAGE_COPIES = """
    CREATE TEMPORARY TABLE page_copy (
        number INTEGER, page_id INTEGER, title TEXT, slug TEXT, path TEXT, url_path TEXT,
        translation_key TEXT, former_name TEXT, name TEXT, state TEXT, state_code TEXT,
        population INTEGER, band TEXT
    )
"""
NUMBERS = "CREATE TEMPORARY TABLE number_copy AS SELECT DISTINCT number FROM page_copy"


def copy_programs(up_to: int) -> None:
    """Copies the example often enough for so many programs; on SQLite only."""
    copies = up_to // ProgramPage.objects.count() - 1
    if copies < 1:
        return
    with _quick_writing(), transaction.atomic():
        _write_page_copies(copies)
        _copy_pages(copies)
        _copy_rows()
        _copy_search()


@contextmanager
def _quick_writing() -> Iterator[None]:
    """What is lost when the machine stops can be made again; all rows fit by construction."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = OFF")
        cursor.execute("PRAGMA foreign_keys = OFF")
        yield
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA synchronous = NORMAL")


# -- The plan -----------------------------------------------------------------------------------


def _write_page_copies(copies: int) -> None:
    rows = list(_page_copies(copies))
    with connection.cursor() as cursor:
        cursor.execute(PAGE_COPIES)
        stand_ins = ", ".join(["%s"] * len(rows[0]))
        cursor.executemany(f"INSERT INTO page_copy VALUES ({stand_ins})", rows)
        cursor.execute(NUMBERS)


def _page_copies(copies: int) -> Iterator[tuple[Any, ...]]:
    draw = random.Random(SEED)
    index, place = CityIndexPage.objects.get(), places(draw)
    cities = list(CityPage.objects.order_by("path"))
    programs = {city.pk: list(ProgramPage.objects.child_of(city)) for city in cities}
    for number in range(1, copies + 1):
        for position, city in enumerate(cities, start=1):
            to = next(place)
            path = Page._get_path(index.path, index.depth + 1, number * len(cities) + position)
            own = (city.city_name, to.name, to.state, to.state_code, to.population, to.band)
            url = f"{index.url_path}{to.slug}/"
            yield number, city.pk, to.title, to.slug, path, url, _key(draw), *own
            for page in programs[city.pk]:
                below = path + page.path[len(city.path) :], f"{url}{page.slug}/"
                title = _title(page, city, to)
                yield number, page.pk, title, page.slug, *below, _key(draw), *own


def _title(page: ProgramPage, city: CityPage, place: Place) -> str:
    """ "Durham HEART" is "Ashford HEART" there, "MACRO" is "Ashford MACRO"."""
    return f"{place.name} {page.title.replace(city.city_name, '').strip()}"


def _key(draw: random.Random) -> str:
    return uuid.UUID(int=draw.getrandbits(128)).hex


# -- The copies ---------------------------------------------------------------------------------


def _copy_pages(copies: int) -> None:
    _copy(Source, key="original.key || '-' || copy.number")
    own = ("title", "slug", "path", "url_path", "translation_key")
    _copy(
        Page,
        "id",
        draft_title="copy.title",
        latest_revision_id="NULL",
        live_revision_id="NULL",
        **{name: f"copy.{name}" for name in own},
    )
    cities = CityPage.objects.count() * copies
    CityIndexPage.objects.update(numchild=models.F("numchild") + cities)
    _copy(KnowledgePage, "page_ptr_id")
    place = {"city_name": "copy.name", "state": "copy.state", "state_code": "copy.state_code"}
    _copy(CityPage, "knowledgepage_ptr_id", **place)
    _copy(ProgramPage, "knowledgepage_ptr_id")


def _copy_rows() -> None:
    relations = {
        relation.related_model: relation.field.column
        for page in (CityPage, ProgramPage)
        for relation in get_all_child_relations(page)
    }
    for child, owner in relations.items():
        _copy(child, owner, **({"count": "copy.population"} if child is Population else {}))
        for below in get_all_child_relations(child):
            # Only programs have such rows, and all of them are copied.
            _copy(below.related_model)
    _copy(Observation, "program_id")


def _copy_search() -> None:
    _copy(Entry, "page_id", place="copy.name || ', ' || copy.state")
    links = Entry.related.through
    _copy(links, "entry_id", those="knowledgepage_id IN (SELECT page_id FROM page_copy)")
    drawn = {
        "state": f"original.name = '{StateFacet.name}'",
        "band": f"original.name = '{PopulationFacet.name}' AND original.value != 'not-recorded'",
    }
    value = " ".join(f"WHEN {those} THEN copy.{name}" for name, those in drawn.items())
    _copy(FacetValue, "entry_id", value=f"CASE {value} ELSE original.value END")
    _copy(
        Passage,
        "page_id",
        title="CASE original.title WHEN '' THEN '' ELSE copy.title END",
        text="REPLACE(original.text, copy.former_name, copy.name)",
    )


def _copy(model: Any, page: str = "", those: str = "TRUE", **changed: str) -> None:
    """Copies a table's rows of the example: for each copy of their page, or else for each number.

    `page` is the column that names the page; `changed` gives SQL for columns that are no copies.
    """
    table = model._meta.db_table
    columns = [field.column for field in model._meta.local_concrete_fields]
    values = [
        changed.get(field.column) or _copied_value(field)
        for field in model._meta.local_concrete_fields
    ]
    copies = f"page_copy copy ON copy.page_id = original.{page}" if page else "number_copy copy"
    with connection.cursor() as cursor:
        # Aside, because a table that is read and written at once is copied as a whole first.
        cursor.execute(f"CREATE TEMPORARY TABLE original AS SELECT * FROM {table} WHERE {those}")
        cursor.execute(
            f"INSERT INTO {table} ({_list(columns)})"
            f" SELECT {', '.join(values)} FROM original JOIN {copies}"
        )
        cursor.execute("DROP TABLE original")


def _copied_value(field: Any) -> str:
    """Keys, and what points to a row that is copied too, move by the copy's number."""
    column = f"original.{connection.ops.quote_name(field.column)}"
    is_moved = field.primary_key or (field.is_relation and field.related_model in MOVED)
    return f"{column} + copy.number * {STEP}" if is_moved else column


def _list(columns: list[str]) -> str:
    return ", ".join(connection.ops.quote_name(column) for column in columns)
