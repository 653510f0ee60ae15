"""Every fact of every program as open data, with the sources that say so."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.open_data.columns import Column
from portal.open_data.pages import key_of, keys_of_sources
from portal.open_data.sheets import Record
from portal.open_data.tables import Table, register
from portal.pages.models import CityPage
from portal.provenance.facts import Fact
from portal.provenance.gaps import GAPS
from portal.provenance.models import Citation
from portal.provenance.row_loading import Relations, fact_relations, load_rows

from .models import ProgramPage
from .selectors import ROWS, name_places

# Facts of many programs are in memory with all their rows.
_BATCH = 50


def load_programs(pages: Sequence[Any], relations: Relations = ROWS) -> None:
    """Their rows, and their cities with their populations; four queries at the most."""
    paths = {page.path[: -Page.steplen] for page in pages}
    cities = {city.path: city for city in CityPage.objects.filter(path__in=paths)}
    load_rows(list(cities.values()), {"populations": []})
    load_rows(pages, relations)
    for page in pages:
        city = cities.get(page.path[: -Page.steplen])
        page.pages_above = [city] if city is not None else []
        name_places(page, city, None)


def facts_of(page: ProgramPage) -> Iterator[tuple[ProgramPage, Fact]]:
    """Every fact of the profile that has a value or an explained gap, of a loaded program."""
    for column in ProgramPage._meta.local_concrete_fields:
        if not column.is_relation and page.facts[column.name].is_answered:
            yield page, page.facts[column.name]
    for relation in fact_relations(ProgramPage):
        for fact in _facts_of_relation(page, relation):
            yield page, fact
    for fact in _gaps_of_kinds(page):
        yield page, fact


def _facts_of_relation(page: ProgramPage, relation: str) -> Iterator[Fact]:
    first, _sign, below = relation.partition("__")
    if not below:
        yield from page.facts.rows[first]
        return
    for owner in getattr(page, first).all():
        yield from (page.facts.of_row(row) for row in getattr(owner, below).all())


def _gaps_of_kinds(page: ProgramPage) -> Iterator[Fact]:
    """Of rows that the page has none of, or none of a kind, and of figures: `milestones/pilot`."""
    explained = {citation.about for citation in page.facts.citations if citation.gap}
    for about in sorted(explained):
        kind = about.partition("/")[0]
        if kind in ROWS:
            field: Any = ProgramPage._meta.get_field(kind)
            label = capfirst(str(field.related_model._meta.verbose_name_plural))
            yield Fact(about, label, "", page.facts.cited(about))
        elif kind == "metric":
            yield Fact(about, str(_("Figure")), "", page.facts.cited(about))


def _other_words(fact: Fact) -> list[str]:
    others = [c for c in fact.citations if c.says == Citation.Says.ANOTHER and c.source]
    return [f"{citation.source.key}: {citation.stated}" for citation in others if citation.source]


def _as_of(fact: Fact) -> str:
    return fact.as_of or max((citation.as_of for citation in fact.supporting), default="")


@register
class ProgramFacts(Table):
    """Its rows are programs, each of which has many records."""

    name = "program-facts"
    one = "Fact"
    title = _("Facts of programs")
    text = _(
        "One fact of a program’s profile, with the sources that say so; or a gap that somebody "
        "has explained."
    )
    key = ("program", "fact")
    in_api = False
    names = {"program": "programs"}
    columns = (
        Column("program", _("The program."), lambda pair: key_of(pair[0])),
        Column(
            "fact",
            _("Which fact: the name of a field, or the key of a row."),
            lambda pair: pair[1].about,
        ),
        Column("label", _("What is told, in words."), lambda pair: str(pair[1].label)),
        Column("value", _("The value as its page shows it. Empty: a gap."), lambda p: p[1].value),
        Column(
            "gap",
            _("Where there is no value: which kind of gap it is."),
            lambda pair: pair[1].gap.code if pair[1].gap else "",
            choices=[(gap.code, gap.label) for gap in GAPS.values()],
        ),
        Column("sources", _("Who says so."), lambda pair: keys_of_sources(pair[1]), "list"),
        Column("as_of", _("When it was so, by the newest of these."), lambda pair: _as_of(pair[1])),
        Column(
            "stated_otherwise",
            _("What further sources state instead, each after its name."),
            lambda pair: _other_words(pair[1]),
            "list",
        ),
        Column(
            "page",
            _("Where it stands."),
            lambda pair: f"{pair[0].url}#fact-{pair[1].about}",
            "address",
        ),
    )

    def rows(self) -> QuerySet[Any]:
        return ProgramPage.objects.readable().by_city()

    def records(self, rows: QuerySet[Any]) -> Iterator[Record]:
        found = rows.iterator(chunk_size=_BATCH)
        while batch := list(islice(found, _BATCH)):
            load_programs(batch)
            for page in batch:
                yield from map(self.record, facts_of(page))
