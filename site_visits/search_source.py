"""How site visits appear in search: every lesson is a passage with its own address."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.pages.models import CityPage
from portal.provenance.dates import display
from portal.provenance.facts import Fact
from portal.search.attachments.attached import AttachedFile, files_of_rows, files_of_stream
from portal.search.declaration import (
    Follower,
    ListSource,
    PageSource,
    contributes_to,
    register,
)
from portal.search.facets import DocumentKindFacet
from portal.search.passage_text import (
    PassageText,
    labelled,
    line,
    listed,
    passages_of_stream,
    sentences,
)
from portal.taxonomy.models import Topic
from programs.models import ProgramPage
from programs.search_source import with_cities

from . import selectors
from .context import record
from .facets import FACETS
from .models import SiteVisitIndexPage, SiteVisitPage
from .parties import Parties, PartyShown, parties_shown

# "First day: 2020" answers no question about a program's first day; the title stands above all.
_WITHOUT_LABEL = {"starts", "ends", "title"}


@register
class SiteVisitIndexSource(ListSource):
    model = SiteVisitIndexPage


@register
class SiteVisitSource(PageSource):
    """Cut as the visit's page is; the anchors are the ids of its headings."""

    model = SiteVisitPage
    kind = "site-visit"
    label = _("Site visit")
    facets = FACETS
    search_facets = (DocumentKindFacet,)

    def place(self, page: SiteVisitPage) -> str:
        """ "Cambridge visits Durham"; of a cohort "Cohort: Durham and 4 more"."""
        parties = _parties(page)
        hosts, visitors = _towns(parties.hosts), _towns(parties.visitors)
        if not page.words.travels:
            names = {"noun": page.words.noun, "names": visitors or hosts}
            return str(_("%(noun)s: %(names)s") % names if names["names"] else page.words.noun)
        if not (hosts and visitors):
            return super().place(page)
        if parties.more_visitors:
            words = _("%(visitors)s visit %(hosts)s")
        else:
            words = _("%(visitors)s visits %(hosts)s")
        return str(words % {"visitors": visitors, "hosts": hosts})

    def lead(self, page: SiteVisitPage) -> str:
        parties = _parties(page)
        people = (
            ", ".join(filter(None, [party.title, party.text]))
            for party in (*parties.hosts, *parties.visitors)
        )
        return sentences([page.summary, *people])

    def cities(self, page: SiteVisitPage) -> set[Page]:
        """Of hosts and visitors, and the city under which the visit is told."""
        parties = list(page.parties.all())
        programs = ProgramPage.objects.filter(pk__in={row.program_id for row in parties})
        homes = (each.home_city for each in (page, *programs))
        named = CityPage.objects.filter(pk__in={row.city_id for row in parties})
        return {city for city in (*homes, *named) if city}

    def date(self, page: SiteVisitPage) -> str:
        return page.starts or super().date(page)

    def related(self, page: SiteVisitPage) -> Iterable[int]:
        parties = list(page.parties.all())
        cities = {row.city_id for row in parties if row.city_id}
        return cities | with_cities(row.program_id for row in parties if row.program_id)

    def follows(self) -> dict[type[Model], Follower]:
        return {Topic: visits_on}

    def passages(self, page: SiteVisitPage) -> Iterator[PassageText]:
        selectors.load(page, None)
        facts, words = page.facts, page.words
        for lesson in page.lessons.all():
            known = selectors.evidence_of_lesson(lesson, words)
            whom = selectors.audience_of_lesson(lesson)
            about = lesson.topic.name if lesson.topic else ""
            told = sentences([lesson.text, known, whom, about])
            yield PassageText(lesson.headline, told, lesson.anchor)
        yield PassageText(words.before, _before(page), "before")
        yield PassageText(words.who, _delegates(page), "delegation")
        yield PassageText(_("Agenda"), _agenda(page), "days")
        yield PassageText(_("Ride-alongs"), _ride_alongs(page), "days")
        yield PassageText(_("Figures the host shared"), _shared_figures(page), "days")
        yield PassageText(_("What they observed"), _grid(page), "observations")
        pinned = (line(fact.row.label, [fact]) for fact in facts.rows.snapshot)  # type: ignore[union-attr]  # a row
        yield PassageText(_("Numbers, then and now"), sentences(pinned), "numbers")
        yield PassageText(_("Against what they had read"), listed(facts.rows.findings), "findings")
        for number, quote in enumerate(page.quotes.all(), 1):
            speaker = ", ".join(filter(None, [quote.name, quote.title, quote.organization]))
            yield PassageText(_("In their words"), f"“{quote.words}” {speaker}", f"quote-{number}")
        yield PassageText(words.they_took, _adoption(page), "adoption")
        yield PassageText(_("Before and after"), _follow_ups(page), "timeline")
        for passage in passages_of_stream(page.body):
            # What stands before the first heading of the stream is under that of its part.
            yield passage if passage.anchor else PassageText(words.account, passage.text, "account")
        others = (fact for fact in record(page) if fact.about not in _WITHOUT_LABEL)
        told = sentences([page.dates_display, labelled(*others)])
        yield PassageText(words.about, told, "record")
        yield PassageText(words.ask, labelled(facts.ask, facts.cite_as), "ask")

    def files(self, page: SiteVisitPage) -> Iterator[AttachedFile]:
        yield from files_of_rows(page.documents.all(), "adoption")
        yield from files_of_stream(page.body, "account")


@contributes_to("programs.ProgramPage")
def visits_of_program(program: ProgramPage) -> Iterator[PassageText]:
    return _visits_named(Q(parties__program=program))


@contributes_to("pages.CityPage")
def visits_of_city(city: CityPage) -> Iterator[PassageText]:
    of_program = Q(parties__program__path__startswith=city.path)
    return _visits_named(Q(parties__city=city) | of_program)


def _visits_named(which: Q) -> Iterator[PassageText]:
    """By name and date: each is a hit of its own."""
    visits = SiteVisitPage.objects.readable().filter(which).distinct().newest_first()
    words = (
        ", ".join(filter(None, [visit.title, str(visit.words.noun), visit.dates_display]))
        for visit in visits
    )
    yield PassageText(_("Visits and exchanges"), sentences(words), "visits", is_minor=True)


def visits_on(topic: Topic) -> Iterable[int]:
    """Visits that print the topic's name."""
    named = Q(agenda__topic=topic) | Q(grid__topic=topic) | Q(lessons__topic=topic)
    pages = SiteVisitPage.objects.filter(named).values_list("pk", flat=True)
    return set(pages)


def _parties(page: SiteVisitPage) -> Parties:
    return parties_shown(page, selectors.load(page, None))


def _towns(parties: Sequence[PartyShown]) -> str:
    """The first by its town, and how many there are besides."""
    if not parties:
        return ""
    place = parties[0].reference.place if parties[0].reference else ""
    first = (place or parties[0].title).split(",")[0]
    if len(parties) == 1:
        return first
    return str(_("%(first)s and %(more)s more") % {"first": first, "more": len(parties) - 1})


def _before(page: SiteVisitPage) -> str:
    facts = page.facts
    stood = labelled(
        facts.visitor_phase,
        facts.visitor_team,
        facts.visitor_plan,
        facts.objectives,
        facts.why_this_host,
    )
    rows = [*facts.rows.open_questions, *facts.rows.preparations]
    return sentences([stood, listed(rows)])


def _delegates(page: SiteVisitPage) -> str:
    return sentences(
        ", ".join(filter(None, [str(row), str(row.get_discipline_display())]))
        for row in page.delegates.all()
    )


def _agenda(page: SiteVisitPage) -> str:
    return sentences(
        " · ".join(
            filter(
                None,
                [
                    row.text,
                    str(row.get_kind_display()),
                    row.topic.name if row.topic else "",
                    row.host_role,
                ],
            )
        )
        for row in page.agenda.all()
    )


def _ride_alongs(page: SiteVisitPage) -> str:
    rows = page.ride_alongs.all()
    return sentences(sentences([row.unit, row.shift, row.call_kinds, row.seen]) for row in rows)


def _shared_figures(page: SiteVisitPage) -> str:
    facts = page.facts.rows.shared_figures
    return sentences(_shared_figure(fact) for fact in facts)


def _shared_figure(fact: Fact) -> str:
    """Its value, or why none is written down."""
    row: Any = fact.row
    value = ", ".join(filter(None, [row.value, row.period])) if row.value else ""
    return labelled(Fact(fact.about, row.label, value, fact.citations)) or row.label


def _grid(page: SiteVisitPage) -> str:
    return sentences(
        sentences([row.topic.name, row.what_they_do, row.why, row.what_it_takes])
        for row in page.grid.all()
    )


def _adoption(page: SiteVisitPage) -> str:
    adopted = (
        sentences(
            [
                f"{row.what} ({row.get_state_display()})",
                row.owner_role,
                row.adaptation,
                row.dependencies,
            ]
        )
        for row in page.adoptions.all()
    )
    left = (sentences([row.what, row.why]) for row in page.not_adopted.all())
    documents = (row.title for row in page.documents.all())
    learned = labelled(page.facts.host_learning)
    return sentences([*adopted, *left, learned, *documents])


def _follow_ups(page: SiteVisitPage) -> str:
    rows = page.follow_ups.all()
    return sentences(f"{display(row.date)}: {row.what}" for row in rows)
