"""From the example's files to the pages: every value, row and source arrives."""

import re
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.apps import apps
from django.db import models

from portal.demo.files import read_yaml
from portal.demo.parts import Pages, all_parts
from portal.provenance.dates import PartialDateField, display
from tests.demo_server import DemoSite


@dataclass
class Stated:
    """One fact as a file states it, and where a reader has to find it."""

    page: str
    about: str
    place: str
    texts: list[str] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)


@cache
def soup(address: str) -> BeautifulSoup:
    with urllib.request.urlopen(address) as answer:
        return BeautifulSoup(answer.read(), "html.parser")


def stated_facts() -> list[Stated]:
    found = []
    for part in all_parts():
        if isinstance(part, Pages) and "example" in part.path.parts:
            model = apps.get_model(part.model)
            for file in sorted(part.path.glob("*.yaml")):
                found += list(_of_page(model, read_yaml(file)))
    return found


def _of_page(model: type[models.Model], data: dict[str, Any]) -> Iterator[Stated]:
    path = f"{data['parent']}/{data['slug']}"
    for name, fact in data.get("facts", {}).items():
        texts = [data["title"]] if name == "title" else []
        if "value" in fact:
            texts = [_shown(model._meta.get_field(name), fact["value"])]
        yield Stated(path, name, f"{path} {name}", texts, fact["sources"])
    for relation, rows in data.get("rows", {}).items():
        row_model = model._meta.get_field(relation).related_model
        yield from _of_rows(row_model, rows, path, f"{path}/{relation}")


def _of_rows(
    model: type[models.Model], rows: list[dict[str, Any]], page: str, key: str
) -> Iterator[Stated]:
    relations = {r.get_accessor_name(): r.related_model for r in model._meta.related_objects}
    for row in rows:
        place = f"{key}/{row['row']}"
        texts = [
            _shown(model._meta.get_field(name), value)
            for name, value in row.items()
            if name not in {"row", "sources", "anchor", *relations} and value is not None
        ]
        if "sources" not in row:
            continue  # a link to another page states no fact
        about = str(uuid.uuid5(uuid.NAMESPACE_URL, place))
        yield Stated(page, about, place, [text for text in texts if text], row["sources"])
        for relation in relations.keys() & row.keys():
            yield from _of_rows(relations[relation], row[relation], page, f"{place}/{relation}")


def _shown(column: Any, value: Any) -> str:
    """The words that a reader gets; "" for what is drawn: a reference, a number, a week."""
    if isinstance(value, dict):
        return ""
    if column.is_relation or isinstance(
        column, models.BooleanField | models.DecimalField | models.IntegerField
    ):
        return ""
    if isinstance(column, PartialDateField):
        return display(str(value))
    if getattr(column, "choices", None) or column.name == "pattern":
        return ""
    return str(value)


def plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def elements(page: BeautifulSoup, about: str) -> list[Tag]:
    return page.select(f'[data-fact="{about}"]')


@pytest.fixture(scope="module")
def facts() -> list[Stated]:
    found = stated_facts()
    assert len(found) > 150
    return found


def test_every_fact_of_the_files_is_on_its_page(facts: list[Stated], demo_site: DemoSite) -> None:
    missing = []
    for fact in facts:
        page = soup(demo_site.url(f"/{fact.page}/"))
        if not elements(page, fact.about):
            missing.append(f"{fact.place}: nothing says data-fact={fact.about}")
    assert missing == []


def test_every_word_of_the_files_is_on_its_page(facts: list[Stated], demo_site: DemoSite) -> None:
    missing = []
    for fact in facts:
        words = plain(soup(demo_site.url(f"/{fact.page}/")).get_text(" "))
        # A longer text is printed sentence by sentence, each followed by its marks.
        sentences = [part for text in fact.texts for part in re.split(r"(?<=[.!?])\s+", text)]
        missing += [f"{fact.place}: {part}" for part in sentences if plain(part) not in words]
    assert missing == []


def test_every_fact_names_its_sources(facts: list[Stated], demo_site: DemoSite) -> None:
    missing = []
    for fact in facts:
        page = soup(demo_site.url(f"/{fact.page}/"))
        named = " ".join(str(e.get("data-source", "")) for e in elements(page, fact.about)).split()
        wanted = {source["source"] for source in fact.sources if source.get("source")}
        missing += [f"{fact.place}: {key}" for key in sorted(wanted - set(named))]
    assert missing == []


def test_what_a_source_states_and_its_note_can_be_read(
    facts: list[Stated], demo_site: DemoSite
) -> None:
    missing = []
    for fact in facts:
        words = plain(soup(demo_site.url(f"/{fact.page}/")).get_text(" "))
        for source in fact.sources:
            texts = filter(None, (source.get("stated"), source.get("note")))
            missing += [f"{fact.place}: {text}" for text in texts if plain(text) not in words]
    assert missing == []


def test_every_source_has_a_page_that_names_what_rests_on_it(
    facts: list[Stated], demo_site: DemoSite
) -> None:
    users: dict[str, set[str]] = {}
    for fact in facts:
        for source in fact.sources:
            if source.get("source"):
                users.setdefault(source["source"], set()).add(f"/{fact.page}/")
    missing = []
    for key, pages in users.items():
        page = soup(demo_site.url(f"/sources/{key}/"))
        links = {str(a["href"]).partition("#")[0] for a in page.select("main a[href]")}
        missing += [f"{key} does not name {path}" for path in sorted(pages - links)]
    assert missing == []


def test_no_value_on_a_page_lacks_a_source(facts: list[Stated], demo_site: DemoSite) -> None:
    """Whatever says it is a fact names a source, or says which kind of gap it is."""
    paths = {f"/{fact.page}/" for fact in facts} | {"/metrics/calls-responded/"}
    lacking = []
    for path in sorted(paths):
        for element in soup(demo_site.url(path)).select("main [data-fact]"):
            is_gap = (
                element.get("data-gap")
                or element.select_one(".gap")
                or "gap" in " ".join(element.get("class", []))
            )
            if not element.get("data-source") and not is_gap:
                lacking.append(f"{path} {element['data-fact']}: {element.get_text(' ')[:80]}")
    assert lacking == []


def test_every_figure_is_on_its_program_with_period_and_source(demo_site: DemoSite) -> None:
    folder = Path(apps.get_app_config("metrics").path) / "example" / "observations"
    records = [record for file in sorted(folder.glob("*.yaml")) for record in read_yaml(file)]
    missing = []
    for record in records:
        page = soup(demo_site.url(f"/{record['program']}/"))
        metric = record["definition"].partition("/")[0]
        about = f"{metric}/{record.get('period_start', '')}/{record.get('period_end', '')}"
        found = [e for e in elements(page, about) if record["source"] in e["data-source"].split()]
        value = plain(f"{float(record['value']):,.10g}")
        if not any(value in plain(e.get_text(" ")) for e in found):
            missing.append(f"{record['program']} {about} {record['source']}")
    assert len(records) >= 33
    assert missing == []
