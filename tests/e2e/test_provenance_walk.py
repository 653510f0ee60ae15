"""From the example's files to the pages: every value, row and source arrives."""

import re
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from portal.demo.files import read_yaml
from portal.demo.parts import Pages, all_parts
from portal.provenance.dates import PartialDateField, display
from tests.demo_server import PROJECT, DemoSite
from tests.printed import Printed, plain, printed

METRICS = PROJECT / "programs" / "metrics"


@dataclass
class Stated:
    """One fact as a file states it, and where a reader has to find it."""

    page: str
    about: str
    place: str
    texts: list[str] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)


@cache
def page_at(address: str) -> Printed:
    with urllib.request.urlopen(address) as answer:
        return printed(answer.read())


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


def sentences(text: str) -> list[str]:
    """A longer text is printed sentence by sentence, each followed by its marks."""
    return re.split(r"(?<=[.!?])\s+", text)


@pytest.fixture(scope="module")
def facts() -> list[Stated]:
    found = stated_facts()
    assert len(found) > 1700
    return found


@pytest.fixture(scope="module")
def figures() -> list[dict[str, Any]]:
    folder = METRICS / "example" / "observations"
    records = [record for file in sorted(folder.glob("*.yaml")) for record in read_yaml(file)]
    assert len(records) == 246 + 65 + 4
    return records


def test_every_fact_of_the_files_is_on_its_page(facts: list[Stated], demo_site: DemoSite) -> None:
    missing = [
        f"{fact.place}: nothing says data-fact={fact.about}"
        for fact in facts
        if not page_at(demo_site.url(f"/{fact.page}/")).of(fact.about)
    ]
    assert missing == []


def test_every_word_of_the_files_stands_with_its_fact(
    facts: list[Stated], demo_site: DemoSite
) -> None:
    missing = []
    for fact in facts:
        page = page_at(demo_site.url(f"/{fact.page}/"))
        parts = [part for text in fact.texts for part in sentences(text)]
        missing += [f"{fact.place}: {part}" for part in parts if not page.prints(fact.about, part)]
    assert missing == []


def test_every_fact_names_its_sources(facts: list[Stated], demo_site: DemoSite) -> None:
    missing = []
    for fact in facts:
        shown = page_at(demo_site.url(f"/{fact.page}/")).of(fact.about)
        named = set[str]().union(*(one.sources for one in shown))
        wanted = {source["source"] for source in fact.sources if source.get("source")}
        missing += [f"{fact.place}: {key}" for key in sorted(wanted - named)]
    assert missing == []


def test_what_a_source_states_and_its_note_can_be_read(
    facts: list[Stated], demo_site: DemoSite
) -> None:
    missing = []
    for fact in facts:
        words = page_at(demo_site.url(f"/{fact.page}/")).words
        for source in fact.sources:
            texts = filter(None, (source.get("stated"), source.get("note")))
            missing += [f"{fact.place}: {text}" for text in texts if plain(text) not in words]
    assert missing == []


def test_every_source_has_a_page_that_names_what_rests_on_it(
    facts: list[Stated], figures: list[dict[str, Any]], demo_site: DemoSite
) -> None:
    users: dict[str, set[str]] = {key: set() for key in registered_sources()}
    for fact in facts:
        for source in fact.sources:
            if source.get("source"):
                users[source["source"]].add(f"/{fact.page}/")
    for figure in figures:
        users[figure["source"]].add(f"/{figure['program']}/")
    missing = []
    for key, pages in users.items():
        soup = page_at(demo_site.url(f"/sources/{key}/")).soup
        links = {str(a["href"]).partition("#")[0] for a in soup.select("main a[href]")}
        missing += [f"{key} does not name {path}" for path in sorted(pages - links)]
    assert len(users) == 240
    assert missing == []


def registered_sources() -> list[str]:
    """The ids of all sources that the files register."""
    sources = [part for part in all_parts() if part.model == "provenance.Source"]
    return [record["key"] for part in sources for record in read_yaml(part.path)]


def test_no_value_on_a_page_lacks_a_source(facts: list[Stated], demo_site: DemoSite) -> None:
    """Whatever says it is a fact names a source, or says which kind of gap it is."""
    paths = {f"/{fact.page}/" for fact in facts} | {"/metrics/calls-responded/"}
    lacking = []
    for path in sorted(paths):
        for shown in page_at(demo_site.url(path)).facts:
            element = shown.element
            is_gap = (
                element.get("data-gap")
                or element.select_one(".gap")
                or "gap" in " ".join(element.get("class", []))
            )
            if not shown.sources and not is_gap:
                lacking.append(f"{path} {shown.about}: {shown.words[:80]}")
    assert lacking == []


def test_every_figure_is_on_its_program_with_period_source_and_note(
    figures: list[dict[str, Any]], demo_site: DemoSite
) -> None:
    missing = []
    for figure in figures:
        page = page_at(demo_site.url(f"/{figure['program']}/"))
        metric = figure["definition"].partition("/")[0]
        about = f"{metric}/{figure.get('period_start', '')}/{figure.get('period_end', '')}"
        shown = [one.words for one in page.of(about) if figure["source"] in one.sources]
        value = plain(f"{float(figure['value']):,.10g}")
        place = f"{figure['program']} {about} {figure['source']}"
        if not any(f" {value} " in f" {words} " for words in shown):
            missing.append(place)
        notes = sentences(figure.get("note") or "")
        missing += [f"{place}: {note}" for note in notes if plain(note) not in page.words]
    assert missing == []


def test_every_figure_of_the_dictionary_is_on_its_metrics_page(
    figures: list[dict[str, Any]], demo_site: DemoSite
) -> None:
    dictionary = {metric["slug"] for metric in read_yaml(METRICS / "lists" / "metrics.yaml")}
    missing = []
    for figure in figures:
        metric = figure["definition"].partition("/")[0]
        if metric not in dictionary:
            continue
        page = page_at(demo_site.url(f"/metrics/{metric}/"))
        about = f"{metric}/{figure.get('period_start', '')}/{figure.get('period_end', '')}"
        if not any(figure["source"] in one.sources for one in page.of(about)):
            missing.append(f"{about} {figure['source']}")
    assert missing == []
