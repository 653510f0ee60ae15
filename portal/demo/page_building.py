"""Makes a page with its rows, citations and topics of what a file says."""

import uuid
from typing import Any

from django.apps import apps
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from portal.pages.models import KnowledgePage, PageTopic
from portal.provenance.facts import FactSheet
from portal.provenance.models import Citation, FactRow
from portal.taxonomy.models import Topic

from .building import Report, fill, repeated, set_column, validate, writable
from .classification import Classification
from .files import Entry
from .parts import Data, Pages
from .problems import UnknownReferenceError
from .values import Find, unknown

_OWN_WORDS = ("parent", "slug", "title", "fields", "facts", "rows", "topics", "tags")
_PAGE_COLUMNS = ("title", "slug", "seo_title", "search_description", "show_in_menus")


class PageBuilder:
    """The page as its file says, unsaved; what is wrong goes to `report`."""

    def __init__(self, part: Pages, entry: Entry, find: Find, report: Report) -> None:
        model = apps.get_model(part.model)
        self.part, self.key, self.find = part, entry.key, find
        self._report, self.faults = report, 0
        self.data = entry.data
        self.page: KnowledgePage = model()
        self.columns = {
            name: column
            for name, column in writable(model).items()
            if column.model is not Page or name in _PAGE_COLUMNS
        }
        self.citations: list[Citation] = []
        self.classified = Classification(part.classification, report)
        self._build(self.data)

    def _build(self, data: Data) -> None:
        for name in set(data) - set(_OWN_WORDS):
            self.report(name, unknown(name, _OWN_WORDS))
        for name in ("slug", "title"):
            set_column(self.page, self.columns[name], data.get(name), self.find, self.report)
        for name, value in self._group(data, "fields").items():
            self._set(name, value, f"fields.{name}")
        for name, fact in self._group(data, "facts").items():
            self._fact(name, fact)
        self.rows = self._group(data, "rows")
        for relation in self.rows:
            if relation not in self.part.later:
                self._relation(relation)
        self.page.citations = self.citations
        self._topics(data.get("topics") or [])
        self.page.tags.add(*(data.get("tags") or []))
        validate(self.page, self.columns, (), self._report_column)
        self._check_sentences()

    def fill_later(self) -> None:
        """Fills the relations that had to wait until `find` knows all pages of the part."""
        waiting = [name for name in self.part.later if name in self.rows]
        for relation in waiting:
            self._relation(relation)
        if waiting:
            self.page.citations = self.citations

    def report(self, name: str, message: object) -> None:
        self.faults += 1
        self._report(name, message)

    def _report_column(self, name: str, message: object) -> None:
        groups = [group for group in ("facts", "fields") if name in (self.data.get(group) or {})]
        self.report(".".join([*groups, name]), message)

    def _group(self, data: Data, name: str) -> Data:
        group = data.get(name) or {}
        if not isinstance(group, dict):
            self.report(name, "has to hold fields by name.")
            return {}
        return group

    def _set(self, name: str, value: Any, place: str) -> str:
        """Sets one column of the page; gives the note that a classified term needs."""
        if name not in self.columns:
            self.report(place, unknown(name, self.columns))
            return ""
        column = self.columns[name]
        value, note = self.classified.term(column, value, place)
        set_column(
            self.page, column, value, self.find, lambda _name, words: self.report(place, words)
        )
        return note

    def _fact(self, name: str, fact: Any) -> None:
        place = f"facts.{name}"
        if not isinstance(fact, dict) or not set(fact) <= {"value", "sources"}:
            self.report(place, "has to hold value and sources, and nothing else.")
            return
        note = ""
        has_value = fact.get("value") is not None or name == "title"
        if "value" in fact:
            note = self._set(name, fact["value"], place)
        elif name not in self.columns:
            self._check_about(name, place)
        cited = self._cite(name, fact.get("sources"), place, note)
        states_value = any(citation.says == Citation.Says.THIS for citation in cited)
        if has_value and not states_value:
            self.report(place, "has a value, but no source that states it.")
        if not has_value and states_value and name in self.columns:
            self.report(place, "has a source that states a value, but no value.")

    def _check_about(self, about: str, place: str) -> None:
        """What may be cited without being a column: a relation, part of one, a figure."""
        first, _slash, rest = about.partition("/")
        relations = _fact_relations(self.page)
        if first in self.part.cited_records:
            try:
                self.find(apps.get_model(self.part.cited_records[first]), rest)
            except UnknownReferenceError as error:
                self.report(place, error)
        elif first not in relations:
            self.report(place, unknown(first, [*self.columns, *relations]))
        elif rest and rest not in _words_of(relations[first]):
            self.report(place, f"“{rest}” is no field and no term of {first}.")

    def _relation(self, relation: str) -> None:
        place, key = f"rows.{relation}", f"{self.key}/{relation}"
        self._rows(self.page, relation, self.rows[relation], place, key)

    def _rows(self, owner: Any, relation: str, rows: Any, place: str, key: str) -> None:
        relations = _fact_relations(owner)
        if relation not in relations:
            self.report(place, unknown(relation, relations))
            return
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.report(place, "has to be a list of rows; begin each with “- row: its-name”.")
            return
        built = []
        for number, row in enumerate(rows):
            faults, citations = self.faults, len(self.citations)
            made = self._row(relations[relation], row, place, key, number)
            if self.faults == faults:
                built.append(made)
            else:
                del self.citations[citations:]
        names = [row.get("row") for row in rows]
        for name in {name for name in names if names.count(name) > 1}:
            self.report(f"{place}.{name or '?'}", "Two rows have this name.")
        for _row, words in repeated(built):
            self.report(place, words)
        setattr(owner, relation, built)

    def _row(self, model: type[FactRow], data: Data, place: str, key: str, number: int) -> FactRow:
        name = str(data.get("row") or "")
        place = f"{place}.{name or number + 1}"
        if not name:
            self.report(place, "needs a name: “row: its-name”.")
        row = model(key=uuid.uuid5(uuid.NAMESPACE_URL, f"{key}/{name}"), sort_order=number)
        below = set(_fact_relations(row))
        note = ""
        columns, values = writable(model), {}
        for field, value in data.items():
            if field in below or field in {"row", "sources"}:
                continue
            if field in columns:
                value, more = self.classified.term(columns[field], value, f"{place}.{field}")
                note = " ".join(filter(None, (note, more)))
            values[field] = value
        fill(
            row,
            columns,
            values,
            self.find,
            lambda field, words: self.report(f"{place}.{field}" if field else place, words),
        )
        if data.get("sources") or key.split("/")[-1] not in self.part.uncited:
            self._cite(str(row.key), data.get("sources"), place, note)
        for relation in below & set(data):
            self._rows(
                row, relation, data[relation], f"{place}.{relation}", f"{key}/{name}/{relation}"
            )
        return row

    def _cite(self, about: str, sources: Any, place: str, note: str) -> list[Citation]:
        if not isinstance(sources, list) or not sources:
            self.report(place, "needs sources: a list, each with “source: ITS-ID” or a gap.")
            return []
        cited = [
            self._citation(about, source, f"{place}.sources.{number}")
            for number, source in enumerate(sources, start=1)
        ]
        # The words were classified once, from the source that states them.
        first = next((citation for citation in cited if citation.says == Citation.Says.THIS), None)
        if note and first:
            first.note = " ".join(filter(None, (note, first.note)))
        self.citations += cited
        return cited

    def _citation(self, about: str, data: Any, place: str) -> Citation:
        citation = Citation(about=about, sort_order=len(self.citations))
        if not isinstance(data, dict):
            self.report(place, "has to hold fields, like “source: ITS-ID”.")
            return citation
        columns = writable(Citation)
        del columns["about"]
        fill(
            citation,
            columns,
            data,
            self.find,
            lambda field, words: self.report(f"{place}.{field}" if field else place, words),
        )
        return citation

    def _topics(self, codes: Any) -> None:
        topics = []
        for position, code in enumerate(codes if isinstance(codes, list) else [codes]):
            try:
                topic = self.find(Topic, str(code))
            except UnknownReferenceError as error:
                self.report("topics", error)
                continue
            topics.append(PageTopic(topic=topic, sort_order=position))
        self.page.page_topics = topics

    def _check_sentences(self) -> None:
        sheet = FactSheet(self.page)
        for citation in self.citations:
            if citation.sentence and citation.about in self.columns:
                count = len(sheet.sentences(citation.about))
                if citation.sentence > count:
                    words = f"speaks of sentence {citation.sentence}; the text has {count}."
                    self.report(f"facts.{citation.about}", words)


def _fact_relations(owner: Any) -> dict[str, type[FactRow]]:
    return {
        relation.get_accessor_name(): relation.related_model
        for relation in get_all_child_relations(type(owner))
        if issubclass(relation.related_model, FactRow)
    }


def _words_of(model: type[FactRow]) -> set[str]:
    """Names of a row's columns and the terms of its lists."""
    columns = writable(model)
    terms = {str(term) for c in columns.values() for term, _label in c.flatchoices}
    return terms | set(columns)
