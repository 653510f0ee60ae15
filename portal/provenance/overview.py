"""What editors are told about a page as a whole; plain facts, no database of its own."""

from collections.abc import Iterator
from typing import Any

from modelcluster.models import get_all_child_relations

from .facts import Fact, FactSheet
from .models import Citation, FactRow


def expected_facts(page: Any) -> list[Fact]:
    """What every page of its kind is asked for.

    Programs say their core twenty. Other kinds name fields and rows in `expected_facts`.
    """
    core: list[Fact] = page.core_fact_list() if hasattr(page, "core_fact_list") else []
    if core:
        return core
    sheet = FactSheet(page) if hasattr(page, "citations") else None
    if sheet is None:
        return []
    return [_expected(sheet, about) for about in getattr(page, "expected_facts", ())]


def unanswered_facts(page: Any) -> list[Fact]:
    """Neither filled nor answered: nobody said which kind of gap it is."""
    return [fact for fact in expected_facts(page) if not fact.is_answered]


def facts_in_conflict(page: Any) -> Iterator[Fact]:
    sheet = FactSheet(page)
    for name in _cited_columns(page, sheet):
        if sheet[name].is_conflict:
            yield sheet[name]
    for relation in _row_relations(page):
        yield from (fact for fact in sheet.rows[relation] if fact.is_conflict)


def values_without_source(page: Any) -> list[Fact]:
    """Rows that state something and name no source; expected fields likewise."""
    sheet = FactSheet(page)
    listed = [
        fact
        for relation in _row_relations(page)
        for fact in sheet.rows[relation]
        if fact.value and not any(c.source_id for c in fact.citations)
    ]
    return [fact for fact in expected_facts(page) if _stands_alone(fact)] + [
        Fact(fact.about, f"{fact.label}: {fact.value[:60]}", fact.value) for fact in listed
    ]


def _stands_alone(fact: Fact) -> bool:
    """A column with a value that nothing supports; rows and figures speak for themselves."""
    is_column = "/" not in fact.about and fact.about not in {"serves", "team_roles", "hours"}
    return bool(fact.value) and is_column and not fact.citations


def _expected(sheet: FactSheet, about: str) -> Fact:
    field: Any = sheet.page._meta.get_field(about)
    if not field.one_to_many:
        return sheet[about]
    rows = sheet.rows[about]
    label = str(field.related_model._meta.verbose_name_plural)
    citations = [citation for row in rows for citation in row.citations] + sheet.cited(about)
    return Fact(about, label[:1].upper() + label[1:], "; ".join(r.value for r in rows), citations)


def _cited_columns(page: Any, sheet: FactSheet) -> list[str]:
    columns = {field.name for field in page._meta.concrete_fields}
    differing = [c for c in page.citations.all() if c.says == Citation.Says.ANOTHER]
    return [name for name in dict.fromkeys(c.about for c in differing) if name in columns]


def _row_relations(page: Any) -> list[str]:
    return [
        relation.get_accessor_name()
        for relation in get_all_child_relations(type(page))
        if issubclass(relation.related_model, FactRow)
    ]
