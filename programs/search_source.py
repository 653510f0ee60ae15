"""How programs appear in search, and what they bring to their cities' pages."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.pages.models import CityPage
from portal.provenance.facts import Fact
from portal.provenance.row_loading import load_rows
from portal.search.declaration import (
    Follower,
    ListSource,
    PageSource,
    contributes_to,
    register,
)
from portal.search.passage_text import PassageText, labelled, line, listed, sentences
from portal.taxonomy.choices import Phase
from portal.taxonomy.models import Topic
from portal.theme.templatetags.theme import value_in_words

from .facets import FACETS
from .figures import figure_gaps
from .metrics.models import Observation
from .models import ProgramIndexPage, ProgramPage
from .profile import Part, profile, with_details
from .selectors import ROWS, questions_of


@register
class ProgramIndexSource(ListSource):
    model = ProgramIndexPage


@register
class ProgramSource(PageSource):
    """Cut as the program's page is; the anchors are the ids of its headings."""

    model = ProgramPage
    kind = "program"
    label = _("Program")
    facets = FACETS

    def lead(self, page: ProgramPage) -> str:
        name = ": ".join(part for part in (page.acronym, page.acronym_expansion) if part)
        return sentences([name, page.summary, page.status_reason])

    def names(self, page: ProgramPage) -> list[str]:
        return [page.title, page.acronym, page.acronym_expansion]

    def cities(self, page: ProgramPage) -> set[CityPage]:
        """The city it lives under, and all that it serves."""
        served = CityPage.objects.filter(pk__in={row.city_id for row in page.serves.all()})
        return {*super().cities(page), *served}

    def status(self, page: ProgramPage) -> str:
        """Only what a reader must know first: that it does not work."""
        return page.status if page.has_stopped else ""

    def status_label(self, status: str) -> str:
        return str(Phase(status).label) if status in Phase.values else ""

    def related(self, page: ProgramPage) -> Iterable[int]:
        return [page.home_city.pk] if page.home_city else []

    def follows(self) -> dict[type[Model], Follower]:
        return {
            Topic: lambda topic: ProgramPage.objects.filter(answer_topics__topic=topic).values_list(
                "pk", flat=True
            )
        }

    def passages(self, page: ProgramPage) -> Iterator[PassageText]:
        load_rows(page, ROWS)
        core = page.core_fact_list()
        parts = profile(page, core)
        answers = [line(asked, [page.facts[name]]) for name, asked in questions_of(page).items()]
        yield PassageText(
            _("For residents"), sentences([*answers, *_lines(parts["asking"])]), "residents"
        )
        yield _part(_("Key facts"), "key-facts", parts["key_facts"])
        yield PassageText(_("How it came about"), _history(page), "history")
        yield from _units(page, parts["team"])
        yield PassageText(parts["eligible"].lines[0].label, _terms(parts["eligible"]), "calls")
        yield PassageText(_("Calls the team leaves to others"), _terms(parts["excluded"]), "calls")
        way = _("How a call got there") if page.has_stopped else _("How a call gets there")
        yield _part(way, "calls", parts["dispatch"])
        yield from _figures(page, core)
        yield _part(_("People and means"), "means", parts["people"], parts["means"])
        yield _part(
            _("Money and governance"), "governance", parts["governance"], parts["evaluations"]
        )
        if not page.has_stopped:
            yield _part(_("Learning"), "learning", parts["hosting"])
            yield PassageText(_("Contact"), listed(page.facts.rows.contacts), "checked")


@contributes_to("pages.CityPage")
def programs_of_city(city: CityPage) -> Iterator[PassageText]:
    """By name: each is a hit of its own."""
    programs = ProgramPage.objects.readable().for_city(city).order_by("title")
    titles = sentences(page.title for page in programs)
    yield PassageText(_("Programs"), titles, "programs", is_minor=True)


def with_cities(program_ids: Iterable[int]) -> set[int]:
    """The programs, and the cities whose pages tell of them."""
    programs = ProgramPage.objects.filter(pk__in=set(program_ids))
    return {page.pk for program in programs for page in (program, program.home_city) if page}


def _part(heading: Promise, anchor: str, *parts: Part) -> PassageText:
    return PassageText(
        heading, sentences(words for part in parts for words in _lines(part)), anchor
    )


def _lines(part: Part) -> Iterator[str]:
    for shown in part.lines:
        grouped = [fact for group in shown.groups for fact in group.facts]
        yield line(shown.label, [shown.fact] if shown.fact else grouped)


def _terms(part: Part) -> str:
    """Rows whose label is the heading already."""
    grouped = [fact for shown in part.lines for group in shown.groups for fact in group.facts]
    gaps = [shown.fact for shown in part.lines if shown.fact]
    return listed([*grouped, *gaps])


def _history(page: ProgramPage) -> str:
    steps = sorted(page.facts.rows.milestones, key=lambda fact: fact.row.date)  # type: ignore[union-attr]  # a fact of rows has one
    return sentences(_step(with_details(fact)) for fact in steps)


def _step(fact: Fact) -> str:
    row: Any = fact.row
    kind = str(row.get_kind_display())
    return sentences([line(kind, [fact]), row.wording if row.wording != kind else ""])


def _units(page: ProgramPage, team: Part) -> Iterator[PassageText]:
    hours = [with_details(fact) for fact in page.facts.rows.hours]
    together = sentences([*_lines(team), line(_("Hours"), hours)])
    yield PassageText(_("Team and hours"), together, "units")
    for fact in page.facts.rows.units:
        unit: Any = fact.row
        roles = [with_details(page.facts.of_row(row)) for row in unit.roles.all()]
        unit_hours = [with_details(page.facts.of_row(row)) for row in unit.hours.all()]
        words = [
            unit.purpose,
            with_details(fact).details,
            line(_("Team"), roles),
            line(_("Hours"), unit_hours),
        ]
        yield PassageText(fact.value, sentences(words), f"fact-{fact.about}")


def _figures(page: ProgramPage, core: list[Fact]) -> Iterator[PassageText]:
    """A passage for each metric, so that a question for one is answered by that one alone."""
    for _metric, series in groupby(page.figures, key=lambda figure: figure.metric):
        yield PassageText(_("Latest figures"), sentences(map(_figure, series)), "figures")
    for gap in figure_gaps(page, core):
        yield PassageText(_("Latest figures"), labelled(gap), "figures", is_minor=True)


def _figure(figure: Observation) -> str:
    area = f" ({figure.geography})" if figure.geography else ""
    return f"{figure.metric.name}: {value_in_words(figure)}, {figure.period_display}{area}"
