"""What site visits bring to the home page, and to pages of programs and cities."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Window
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.pages.models import CityPage, HomePage
from portal.pages.sections import Section, brings_to
from portal.provenance.dates import display
from portal.provenance.row_loading import Relations, load_rows
from programs.models import ProgramPage
from programs.references import References

from .models import Party, SiteVisitPage
from .parties import Parties, PartyShown, parties_of
from .querysets import SiteVisitQuerySet
from .wording import VISIT

# Whether a row of a visit's parties is the program or city on whose page the visit is named.
IsOwn = Callable[[Any], bool]

SHOWN_ON_HOME = 3
# Of a side with more parties, lineage names the first and links to all.
NAMED_IN_LINEAGE = 3
ROWS: Relations = {"parties": [], "adoptions": []}
ROWS_ON_HOME: Relations = {"parties": [], "citations": ["source"]}
ROWS_WITH_LESSONS: Relations = {**ROWS, "citations": ["source"], "lessons": []}


@dataclass
class VisitNamed:
    """A visit with its parties, and which side those took on whose page it is named."""

    page: SiteVisitPage
    parties: Parties
    sides: set[str]

    @property
    def when(self) -> str:
        return display(self.page.starts[:7])

    @property
    def roles(self) -> list[tuple[str, str]]:
        """Each side it took, as this kind of visit calls it."""
        words = self.page.words
        named = {"host": words.host, "visitor": words.visitor}
        return [(side, str(label)) for side, label in named.items() if side in self.sides]


@brings_to("pages.HomePage", position=10)
def latest_visits(home: HomePage) -> Iterator[Section]:
    counted = SiteVisitPage.objects.readable().annotate(count=Window(Count("pk")))
    found = _named(counted, lambda row: False, ROWS_ON_HOME, most=SHOWN_ON_HOME)
    if found:
        count = found[0].page.count
        yield Section(
            anchor="visits",
            title=_("Latest visits"),
            template="site_visits/sections/home_visits.html",
            context={"lead": found[0], "others": found[1:]},
            label=ngettext("%(count)s site visit", "%(count)s site visits", count)
            % {"count": count},
        )


@brings_to("programs.ProgramPage", position=20)
def visits_of_program(program: ProgramPage) -> Iterator[Section]:
    def is_own(row: Any) -> bool:
        return bool(row.program_id == program.pk)

    found = _of_parties(Party.objects.filter(program=program), is_own, ROWS)
    yield from _learning(program.acronym or program.title, found)


@brings_to("pages.CityPage", position=20)
def visits_of_city(city: CityPage) -> Iterator[Section]:
    def is_own(row: Any) -> bool:
        is_program = row.program_id and row.program and row.program.path.startswith(city.path)
        return bool(row.city_id == city.pk or is_program)

    of_city = Q(city=city) | Q(program__path__startswith=city.path)
    found = _of_parties(Party.objects.filter(of_city), is_own, ROWS_WITH_LESSONS)
    hosted = (visit for visit in found if "host" in visit.sides)
    lessons = [entry for visit in hosted for entry in _lessons(visit, city.city_name)]
    yield from _learning(city.city_name, found, lessons)


def _of_parties(own: QuerySet[Party], is_own: IsOwn, rows_read: Relations) -> list[VisitNamed]:
    visits = SiteVisitPage.objects.readable().filter(pk__in=own.values("page"))
    return _named(visits, is_own, rows_read)


def _learning(
    name: str, found: list[VisitNamed], lessons: Sequence[dict[str, Any]] = ()
) -> Iterator[Section]:
    if not found:
        return
    hosted = [visit for visit in found if "host" in visit.sides]
    made = [visit for visit in found if "visitor" in visit.sides]
    yield Section(
        anchor="learned",
        title=_("Who learned from %(name)s") % {"name": name},
        text=_("And whom %(name)s learned from") % {"name": name},
        template="site_visits/sections/learned.html",
        context={
            "name": name,
            "teachers": [
                entry for visit in made for entry in _in_lineage(visit, visit.parties.hosts)
            ],
            "learners": [entry for visit in hosted for entry in _learners(visit)],
            "lessons": lessons,
        },
        is_wide=True,
    )
    yield Section(
        anchor="visits",
        title=_("Visits and exchanges"),
        text=_counts(found),
        template="site_visits/sections/visits.html",
        context={"visits": found},
    )


def _named(
    visits: SiteVisitQuerySet, is_own: IsOwn, rows_read: Relations, most: int | None = None
) -> list[VisitNamed]:
    """Newest first, with their parties; three queries however many there are."""
    named = ("title", "url_path", "kind", "status", "starts", "ends", "summary")
    pages = list(visits.newest_first().only(*named)[:most])
    load_rows(pages, rows_read)
    rows = [row for page in pages for row in page.parties.all()]
    references = References(rows, ["program", "city"])
    return [
        VisitNamed(
            page,
            parties_of(page, references),
            {row.side for row in page.parties.all() if is_own(row)},
        )
        for page in pages
    ]


def _counts(found: Sequence[VisitNamed]) -> str:
    """ "Hosted: 1. Made: 2." of visits; a cohort was neither."""
    visits = [visit for visit in found if visit.page.words.short == VISIT.short]
    words = []
    if visits:
        hosted = sum("host" in visit.sides for visit in visits)
        made = sum("visitor" in visit.sides for visit in visits)
        words.append(_("Hosted: %(hosted)s. Made: %(made)s.") % {"hosted": hosted, "made": made})
    if others := len(found) - len(visits):
        words.append(_("Cohorts, webinars and other exchanges: %(others)s.") % {"others": others})
    return " ".join(words)


def _in_lineage(visit: VisitNamed, side: Sequence[PartyShown]) -> Iterator[dict[str, Any]]:
    """Every party of a side; of a long one the first, with a link to all."""
    values = {"short": visit.page.words.short, "when": visit.when}
    text = _("%(short)s, %(when)s") % values if visit.when else str(visit.page.words.short)
    if len(side) > NAMED_IN_LINEAGE:
        title = _("%(first)s and %(more)s more") % {
            "first": side[0].title,
            "more": len(side) - 1,
        }
        yield {"title": title, "url": f"{visit.page.url}#parties", "text": text}
        return
    for party in side:
        yield {"title": party.title, "url": party.url, "text": text}


def _learners(visit: VisitNamed) -> Iterator[dict[str, Any]]:
    """Who came, and what they meant to take over; the visit says it in full."""
    for entry in _in_lineage(visit, visit.parties.visitors):
        for row in visit.page.adoptions.all():
            entry["text"] += f". {row.what.rstrip('.')}: {row.get_state_display()}."
        yield entry


def _lessons(visit: VisitNamed, host: str) -> Iterator[dict[str, Any]]:
    """What was learned at this host: of a visit with several, only what names it."""
    named = re.compile(rf"\b{re.escape(host)}\b")
    for fact in visit.page.facts.rows.lessons:
        row: Any = fact.row
        if visit.parties.more_hosts and not named.search(f"{row.headline} {row.text}"):
            continue
        how = row.get_evidence_display()
        meta = " · ".join(part for part in (how, visit.when) if part)
        yield {
            "fact": fact,
            "row": row,
            "url": f"{visit.page.url}#{row.anchor}",
            "meta": meta,
        }
