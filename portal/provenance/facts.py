"""Facts as readers see them: a value or a gap, with all that is cited for it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language
from modelcluster.models import get_all_child_relations

from .dates import PartialDateField, display, is_a_year_later
from .gaps import NOT_RECORDED, Gap
from .models import Citation, FactRow
from .notes import merged
from .sentences import sentences_of


@dataclass
class Fact:
    """One field or row of a page. `value` is the text to print, "" where there is none.

    `rivals` are the values of other rows that contradict it; `details` is what a page says
    beside the value, such as since when. `as_of` is the day of a value that knows its own.
    """

    about: str
    label: str
    value: str
    citations: list[Citation] = field(default_factory=list)
    row: FactRow | None = None
    rivals: list[str] = field(default_factory=list)
    details: str = ""
    as_of: str = ""

    def __bool__(self) -> bool:
        return bool(self.value)

    @property
    def gap(self) -> Gap | None:
        """Which kind of gap this is; None where there is a value."""
        if self.value:
            return None
        return next((c.gap for c in self.citations if c.gap), NOT_RECORDED)

    @property
    def is_answered(self) -> bool:
        """A value, or a gap that somebody has explained."""
        return bool(self.value) or any(citation.gap for citation in self.citations)

    @property
    def supporting(self) -> list[Citation]:
        """Citations that say this value or explain the gap."""
        return [c for c in self.citations if c.says != Citation.Says.ANOTHER and c.source_id]

    @property
    def differing(self) -> list[Citation]:
        """Citations that state another value for about the same time."""
        return [c for c in self._others if not self._is_past(c)]

    @property
    def earlier(self) -> list[Citation]:
        """Citations that state what was so a year or more before: history, no disagreement."""
        return [c for c in self._others if self._is_past(c)]

    @property
    def _others(self) -> list[Citation]:
        return [c for c in self.citations if c.says == Citation.Says.ANOTHER]

    def _is_past(self, citation: Citation) -> bool:
        dates = [c.as_of for c in self.citations if c.says == Citation.Says.THIS and c.as_of]
        own = self.as_of or min(dates, default="")
        return is_a_year_later(own, citation.as_of)

    @property
    def is_conflict(self) -> bool:
        return bool(self.value and (self.differing or self.rivals))

    @property
    def source_keys(self) -> str:
        keys = dict.fromkeys(c.source.key for c in self.citations if c.source)
        return " ".join(keys)


@dataclass
class FactGroup:
    """Facts that rest on the same sources, to be shown with one mark."""

    facts: list[Fact]

    @property
    def citations(self) -> list[Citation]:
        """Those of the first fact, with what is noted at any of them."""
        return [merged(alike) for alike in zip(*(f.citations for f in self.facts), strict=True)]


def grouped_by_sources(facts: Iterable[Fact]) -> list[FactGroup]:
    """Neighbors that rest on the same sources, together: five partners need one mark, not five."""
    groups: list[FactGroup] = []
    for fact in facts:
        if groups and _cites_alike(groups[-1].facts[0], fact):
            groups[-1].facts.append(fact)
        else:
            groups.append(FactGroup([fact]))
    return groups


def _cites_alike(first: Fact, second: Fact) -> bool:
    def sources(fact: Fact) -> list[tuple[object, ...]]:
        return [(c.source_id, c.says, c.as_of, c.confirmed_by) for c in fact.citations]

    return bool(first.citations) and sources(first) == sources(second)


class FactRows:
    """`rows.milestones`: the facts of one kind of child row, in the editor's order."""

    def __init__(self, sheet: "FactSheet") -> None:
        self._sheet = sheet

    def __getattr__(self, relation: str) -> list[Fact]:
        if relation.startswith("_"):
            raise AttributeError(relation)
        return self._sheet.facts_of_rows(relation)

    __getitem__ = __getattr__


class FactSheet:
    """All facts of one page, from its columns, its rows and its citations.

    Reads `page.citations` once with their sources; each row relation once, when asked for.
    Unsaved and previewed pages work: the rows are those that the page carries.
    """

    def __init__(self, page: models.Model) -> None:
        self.page = page
        self._citations: dict[str, list[Citation]] = defaultdict(list)
        for citation in _citations(page):
            self._citations[citation.about].append(citation)
        self._rows: dict[str, list[Fact]] = {}

    @property
    def rows(self) -> FactRows:
        return FactRows(self)

    def __getattr__(self, name: str) -> Fact:
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> Fact:
        try:
            column = self.page._meta.get_field(name)
        except FieldDoesNotExist as error:
            # Templates ask here first, also for `facts.rows`; a KeyError sends them on.
            raise KeyError(name) from error
        label = _label(type(self.page), name, get_language())
        return Fact(name, label, text_of(self.page, column), self._citations.get(name, []))

    def sentences(self, name: str) -> list[Fact]:
        """A longer text, sentence by sentence, each with the citations that support it.

        Citations of the whole text, and those of sentences that are gone, go to the last one.
        """
        whole = self[name]
        facts = [Fact(name, whole.label, text) for text in sentences_of(whole.value)]
        for citation in whole.citations if facts else []:
            number = min(citation.sentence or len(facts), len(facts))
            facts[number - 1].citations.append(citation)
        return facts

    def cited(self, about: str) -> list[Citation]:
        """The citations of one field name or row key."""
        return self._citations.get(about, [])

    def of_row(self, row: FactRow) -> Fact:
        about = str(row.key)
        # Classes are hashable; the checker looks at the rows' own __hash__.
        label = _label(type(row), "", get_language())  # type: ignore[arg-type]
        return Fact(about, label, str(row), self._citations.get(about, []), row)

    def facts_of_rows(self, relation: str) -> list[Fact]:
        if relation not in self._rows:
            facts = [self.of_row(row) for row in getattr(self.page, relation).all()]
            for fact in facts:
                fact.rivals = _rivals(fact, facts)
            self._rows[relation] = facts
        return self._rows[relation]

    def find(self, about: str) -> Fact | None:
        """The fact that `about` names: a column, or the row of this page with that key."""
        columns = {field.name for field in self.page._meta.concrete_fields if field.editable}
        if about in columns:
            return self[about]
        rows = (row for row in _rows_below(self.page) if str(row.key) == about)
        found = next(rows, None)
        return self.of_row(found) if found else None

    @property
    def citations(self) -> list[Citation]:
        return [citation for cited in self._citations.values() for citation in cited]

    def cited_below(self, prefix: str) -> list[str]:
        """What is cited under a prefix: of "metric/" the figures whose gaps are explained."""
        return [about for about in self._citations if about.startswith(prefix)]

    def confirmed_by(self) -> list[str]:
        """The roles that confirmed anything on the page, each once."""
        return list(dict.fromkeys(c.confirmed_by for c in self.citations if c.confirmed_by))

    def sources(self) -> Iterator[Any]:
        """Every source the page rests on, once."""
        seen = {c.source_id: c.source for c in self.citations if c.source}
        yield from seen.values()


@lru_cache(maxsize=1024)
def _label(model: type[models.Model], name: str, language: str | None) -> str:
    """A column's name or, of a row, its type's; in the language of the answer."""
    named: Any = model._meta.get_field(name) if name else model._meta
    return capfirst(str(getattr(named, "verbose_name", name)))


def term_of(owner: models.Model, name: str) -> str:
    """A choice in words; as `get_<name>_display()`, which translates every choice each time."""
    value = getattr(owner, name)
    return str(_terms(type(owner), name).get(value, value or ""))


@cache
def _terms(model: type[models.Model], name: str) -> dict[Any, Any]:
    return dict(model._meta.get_field(name).flatchoices)  # type: ignore[union-attr]  # a column with choices


def text_of(page: models.Model, column: Any) -> str:
    """A column's value as readers see it; "" for none."""
    value = getattr(page, column.name)
    if value in (None, ""):
        return ""
    if column.choices:
        return term_of(page, column.name)
    if isinstance(column, PartialDateField):
        return display(value)
    return str(value)


def load_citations(pages: Iterable[models.Model], about: Collection[str] = ()) -> None:
    """Reads the citations of several pages, with their sources, in one query.

    For a list that shows few fields of many pages, `about` names these; the pages' other facts
    then seem to have no source.
    """
    stored = [page for page in pages if page.pk and not page.citations.is_deferring]  # type: ignore[attr-defined]
    cited = Citation.objects.select_related("source")
    if about:
        cited = cited.filter(about__in=about)
    models.prefetch_related_objects(stored, models.Prefetch("citations", queryset=cited))


def _citations(page: models.Model) -> list[Citation]:
    load_citations([page])
    citations = list(page.citations.all())  # type: ignore[attr-defined]
    # Those of a draft come from its revision, which names sources by key alone.
    models.prefetch_related_objects([c for c in citations if c.pk], "source")
    return citations


def _rows_below(owner: models.Model) -> Iterator[FactRow]:
    """The fact rows of a page, each followed by those below it."""
    for relation in get_all_child_relations(type(owner)):
        if issubclass(relation.related_model, FactRow):
            for row in getattr(owner, relation.get_accessor_name()).all():
                yield row
                yield from _rows_below(row)


def _rivals(fact: Fact, others: Iterable[Fact]) -> list[str]:
    if fact.row is None:
        return []
    return [other.value for other in others if other.row and fact.row.contradicts(other.row)]


def answered_share(facts: Iterable[Fact]) -> tuple[int, int]:
    """How many of the facts have a value, and how many there are."""
    listed = list(facts)
    return sum(bool(fact.value) for fact in listed), len(listed)
