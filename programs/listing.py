"""Programs as lists show them: who comes, when, and how they are reached."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portal.lists.narrowed import NarrowedList, Sort
from portal.provenance.dates import display
from portal.provenance.facts import Fact, term_of
from portal.provenance.row_loading import Relations, load_rows
from portal.search.declaration import facets_of
from portal.theme.remembering import is_kept, recalled
from portal.theme.tile_map import TileMap

from .figures import load_figures
from .profile import with_details
from .selectors import ROWS, WORKING, milestone, name_places, status_as_of

if TYPE_CHECKING:
    from .models import ProgramPage
    from .querysets import ProgramQuerySet

PER_PAGE = 20
LIST_ROW = "programs/includes/list_row.html"

LIST_ROWS: Relations = {
    "citations": ["source"],
    "hours": [],
    "milestones": [],
    "response_models": [],
    "team_roles": [],
    "units": [],
    "units__hours": [],
    "units__roles": [],
    "ways_to_ask": [],
}


def place_of(page: Any) -> str:
    """As search keeps it: "Durham, North Carolina"."""
    entry = getattr(page, "search_entry", None)
    return entry.place if entry else ""


@dataclass
class ProgramShown:
    """One program in a list; its facts stand on its own page with their sources."""

    page: Any
    # Who comes together: the program's people, or those of each unit.
    teams: list[list[Fact]] = field(default_factory=list)
    hours: list[Fact] = field(default_factory=list)
    ways_in: list[Fact] = field(default_factory=list)
    hours_differ: bool = False
    citywide: Fact | None = None

    @property
    def place(self) -> str:
        return place_of(self.page)

    @property
    def status_code(self) -> str:
        return "active" if self.page.status in WORKING else self.page.status

    @property
    def has_stopped(self) -> bool:
        stopped: bool = self.page.has_stopped
        return stopped

    @property
    def status_as_of(self) -> str:
        return status_as_of(self.page)

    @property
    def status_date(self) -> str:
        return display(self.page.status_since)


SORTS = (
    Sort("city", _("city"), lambda programs: programs.by_city()),
    Sort("population", _("population"), lambda programs: programs.by_population()),
    Sort("figure", _("newest figure"), lambda programs: programs.by_newest_figure()),
    Sort("review", _("last checked"), lambda programs: programs.by_review()),
)
PROGRAMS_PERHAPS = 8


def listing(programs: "ProgramQuerySet", request: HttpRequest) -> dict[str, Any]:
    """One page of the list, as it was narrowed; a fixed number of queries."""
    narrowed = NarrowedList(
        programs.select_related("search_entry"),
        facets_of(programs.model),
        request.GET,
        sorts=SORTS,
        per_page=PER_PAGE,
        kept_as="programs",
    )
    unsaid, perhaps = narrowed.perhaps or ("", programs.none())
    return {
        "narrowed": narrowed,
        "rows": rows_in_html(narrowed.page_object),
        "perhaps": perhaps.order_by("title")[:PROGRAMS_PERHAPS],
        "unsaid": unsaid,
        "map": tile_map(narrowed),
    }


def tile_map(narrowed: NarrowedList) -> TileMap:
    """How many programs each state or province has in the list, and in all."""
    group = next(group for group in narrowed.groups if group.filter.name == "state")
    chosen = group.chosen
    in_list = {option.value: option.count for option in chosen or group.options}
    in_all = narrowed.values_in_all("state")
    addresses = {state: narrowed.with_value("state", state) for state in in_all}
    return TileMap.of(in_list, in_all, addresses)


def rows_in_html(programs: Iterable["ProgramPage"]) -> list[SafeString]:
    """Each row as it was rendered first since its program was last written.

    A row says nothing that is not written with its page, or with its city, so most lists are put
    together without reading what the programs consist of. One query for those that are new.
    """
    pages = list(programs)
    keys = [_key_of_row(page) for page in pages]
    new = [page for page, key in zip(pages, keys, strict=True) if not is_kept(key)]
    load_rows(new, LIST_ROWS)
    return [
        recalled(key, partial(_row_in_html, page)) for page, key in zip(pages, keys, strict=True)
    ]


def _key_of_row(page: "ProgramPage") -> Hashable:
    entry = getattr(page, "search_entry", None)
    # A page that search missed may have changed without a trace.
    return (LIST_ROW, page.pk, entry.written_at) if entry else object()


def _row_in_html(page: "ProgramPage") -> SafeString:
    return SafeString(get_template(LIST_ROW).render({"program": shown(page)}))


def load_profiles(programs: Sequence["ProgramPage"]) -> None:
    """All that profiles and figures of a city's programs need; two queries."""
    if not programs:
        return
    load_rows(programs, ROWS)
    load_figures(programs)
    for page in programs:
        name_places(page, page.home_city, None)


def shown(page: "ProgramPage") -> ProgramShown:
    hours = list(_hours(page))
    return ProgramShown(
        page,
        teams=[team for team in _teams(page) if team],
        hours=hours,
        ways_in=list(_ways_in(page)),
        hours_differ=len(page.facts.rows.hours) > 1 and len(hours) > 1,
        citywide=milestone(page, "citywide"),
    )


def _teams(page: "ProgramPage") -> Iterator[list[Fact]]:
    yield page.facts.rows.team_roles
    for unit in page.units.all():
        yield [page.facts.of_row(role) for role in unit.roles.all()]


def _hours(page: "ProgramPage") -> Iterator[Fact]:
    """Those that hold now: of the whole program where they are stated, else of its units."""
    whole = [fact for fact in page.facts.rows.hours if not fact.row.until]  # type: ignore[union-attr]
    if whole:
        yield from (with_details(fact) for fact in whole)
        return
    for unit in page.units.all():
        yield from (page.facts.of_row(row) for row in unit.hours.all() if not row.until)


def _ways_in(page: "ProgramPage") -> Iterator[Fact]:
    """Without what each is for, which the program's page says."""
    for fact in page.facts.rows.ways_to_ask:
        row: Any = fact.row
        kind = term_of(row, "kind")
        yield replace(fact, value=f"{kind}, {row.number}" if row.number else kind)
    if not page.facts.rows.ways_to_ask and page.facts.dispatch_model:
        yield page.facts.dispatch_model
