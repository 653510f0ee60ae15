"""What site visits bring to the home page, and to the pages of programs and their cities."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.pages.models import CityPage, HomePage
from portal.pages.sections import Section, brings_to
from portal.provenance.dates import display
from portal.provenance.row_loading import Relations, load_rows
from programs.models import ProgramPage
from programs.references import References

from .models import Party, SiteVisitPage
from .querysets import SiteVisitQuerySet
from .selectors import Parties, PartyShown, parties_of

# Whether a row of a visit's parties is the program or city on whose page the visit is named.
IsOwn = Callable[[Any], bool]

SHOWN_ON_HOME = 3
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


@brings_to("pages.HomePage", position=10)
def latest_visits(home: HomePage) -> Iterator[Section]:
    found = _named(SiteVisitPage.objects.readable(), lambda row: False, ROWS_ON_HOME)
    if found:
        yield Section(
            anchor="visits",
            title=_("Latest visits"),
            template="site_visits/sections/home_visits.html",
            context={"lead": found[0], "others": found[1:SHOWN_ON_HOME]},
            label=ngettext("%(count)s site visit", "%(count)s site visits", len(found))
            % {"count": len(found)},
        )


@brings_to("programs.ProgramPage", position=20)
def visits_of_program(program: ProgramPage) -> Iterator[Section]:
    yield from _learning(
        program.acronym or program.title,
        Party.objects.filter(program=program),
        lambda row: bool(row.program_id == program.pk),
        has_lessons=False,
    )


@brings_to("pages.CityPage", position=20)
def visits_of_city(city: CityPage) -> Iterator[Section]:
    def is_own(row: Any) -> bool:
        is_program = row.program_id and row.program and row.program.path.startswith(city.path)
        return bool(row.city_id == city.pk or is_program)

    of_city = Q(city=city) | Q(program__path__startswith=city.path)
    yield from _learning(city.city_name, Party.objects.filter(of_city), is_own, has_lessons=True)


def _learning(
    name: str, own: QuerySet[Party], is_own: IsOwn, has_lessons: bool
) -> Iterator[Section]:
    visits = SiteVisitPage.objects.readable().filter(pk__in=own.values("page"))
    found = _named(visits, is_own, ROWS_WITH_LESSONS if has_lessons else ROWS)
    if not found:
        return
    hosted = [visit for visit in found if "host" in visit.sides]
    made = [visit for visit in found if "visitor" in visit.sides]
    lessons = [entry for visit in hosted for entry in _lessons(visit)] if has_lessons else []
    yield Section(
        anchor="learned",
        title=_("Who learned from %(name)s") % {"name": name},
        text=_("And whom %(name)s learned from") % {"name": name},
        template="site_visits/sections/learned.html",
        context={
            "name": name,
            "teachers": [_taught(visit, party) for visit in made for party in visit.parties.hosts],
            "learners": [entry for visit in hosted for entry in _learners(visit)],
            "lessons": lessons,
        },
        is_wide=True,
    )
    yield Section(
        anchor="visits",
        title=_("Visits and exchanges"),
        text=_("Hosted: %(hosted)s. Made: %(made)s.") % {"hosted": len(hosted), "made": len(made)},
        template="site_visits/sections/visits.html",
        context={"visits": found},
    )


def _named(visits: SiteVisitQuerySet, is_own: IsOwn, rows_read: Relations) -> list[VisitNamed]:
    """Newest first, with their parties; three queries however many there are."""
    named = ("title", "url_path", "starts", "ends", "summary")
    pages = list(visits.newest_first().only(*named))
    load_rows(pages, rows_read)
    rows = [row for page in pages for row in page.parties.all()]
    references = References(rows, ["program", "city"])
    return [
        VisitNamed(
            page,
            parties_of(page.parties.all(), references),
            {row.side for row in page.parties.all() if is_own(row)},
        )
        for page in pages
    ]


def _taught(visit: VisitNamed, party: PartyShown) -> dict[str, Any]:
    text = _("Visit, %(when)s") % {"when": visit.when} if visit.when else _("Visit")
    return {"title": party.title, "url": party.url, "text": text}


def _learners(visit: VisitNamed) -> Iterator[dict[str, Any]]:
    """Who came, and what they meant to take over; the visit says it in full."""
    for party in visit.parties.visitors:
        entry = _taught(visit, party)
        for row in visit.page.adoptions.all():
            entry["text"] += f". {row.what.rstrip('.')}: {row.get_state_display()}."
        yield entry


def _lessons(visit: VisitNamed) -> Iterator[dict[str, Any]]:
    for fact in visit.page.facts.rows.lessons:
        row: Any = fact.row
        how = row.get_evidence_display()
        meta = " · ".join(part for part in (how, visit.when) if part)
        yield {
            "fact": fact,
            "row": row,
            "url": f"{visit.page.url}#{row.anchor}",
            "meta": meta,
        }
