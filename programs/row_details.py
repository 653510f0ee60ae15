"""What a row of a program says beside its own words: since when, how many, which kind."""

from collections.abc import Iterable
from functools import singledispatch

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.provenance.dates import display
from portal.provenance.facts import term_of
from portal.provenance.models import FactRow

from .models.calls import CallType
from .models.governance import Agreement, Evaluation, FundingSource
from .models.means import Equipment
from .models.milestones import Milestone
from .models.people import Contact, Partner, PayRange, Training
from .models.place import Coverage
from .models.units import ProgramHours, ProgramModel, TeamRole, Unit, UnitHours, UnitRole

_COUNTED = {
    1: ("one", "a"),
    2: ("two", "both", "second"),
    3: ("three", "third"),
    4: ("four",),
    5: ("five",),
    6: ("six",),
}


def details(row: FactRow) -> str:
    return " · ".join(str(part) for part in _parts(row) if part)


@singledispatch
def _parts(row: FactRow) -> Iterable[object]:
    return [_kind(row), _span(row)]


@_parts.register
def _call_type(row: CallType) -> Iterable[object]:
    code = _("code %(code)s") % {"code": row.local_code} if row.local_code else ""
    return [_classified(term_of(row, "kind"), row.wording), code, _span(row)]


@_parts.register
def _contact(row: Contact) -> Iterable[object]:
    return []


@_parts.register
def _coverage(row: Coverage) -> Iterable[object]:
    share = _("%(share)s percent of the area") % {"share": _plain(row.share)} if row.share else ""
    return [_classified(term_of(row, "extent"), row.wording), share, _span(row)]


@_parts.register
def _equipment(row: Equipment) -> Iterable[object]:
    stated = set(row.wording.lower().replace("-", " ").split())
    count = "" if stated & _words_for(row.count) else row.count
    return [term_of(row, "kind"), count]


@_parts.register
def _evaluation(row: Evaluation) -> Iterable[object]:
    return [term_of(row, "design"), row.evaluator, _span(row), row.address]


@_parts.register
def _agreement(row: Agreement) -> Iterable[object]:
    return [term_of(row, "kind"), _span(row), row.address]


@_parts.register
def _funding(row: FundingSource) -> Iterable[object]:
    share = _("%(share)s percent") % {"share": _plain(row.share)} if row.share else ""
    until = _("ends %(date)s") % {"date": display(row.until)} if row.until else ""
    return [_classified(term_of(row, "kind"), row.wording), share, until]


@_parts.register(ProgramHours)
@_parts.register(UnitHours)
def _hours(row: ProgramHours | UnitHours) -> Iterable[object]:
    weekly = row.weekly_total
    total = _("%(hours)s hours a week") % {"hours": _plain(round(weekly, 1))} if weekly else ""
    return [total, _span(row)]


@_parts.register
def _milestone(row: Milestone) -> Iterable[object]:
    return [_("the city stands by this date") if row.stands else ""]


@_parts.register
def _model(row: ProgramModel) -> Iterable[object]:
    is_said = row.wording.lower() in term_of(row, "model").lower()
    words = "" if is_said else _("“%(words)s”") % {"words": row.wording}
    return [words, _span(row)]


@_parts.register
def _partner(row: Partner) -> Iterable[object]:
    return [_classified(term_of(row, "kind"), row.name), row.wording]


@_parts.register
def _pay(row: PayRange) -> Iterable[object]:
    return [_("as of %(date)s") % {"date": display(row.as_of)} if row.as_of else ""]


@_parts.register(TeamRole)
@_parts.register(UnitRole)
def _role(row: TeamRole | UnitRole) -> Iterable[object]:
    count = ""
    if row.count and row.wording:
        count = ngettext("%(count)s person", "%(count)s people", row.count) % {"count": row.count}
    return [_classified(term_of(row, "discipline"), row.wording), count]


@_parts.register
def _training(row: Training) -> Iterable[object]:
    hours = _("%(hours)s hours") % {"hours": _plain(row.hours)} if row.hours else ""
    weeks = _("%(weeks)s weeks") % {"weeks": _plain(row.weeks)} if row.weeks else ""
    return [term_of(row, "kind"), hours, weeks, _span(row)]


@_parts.register
def _unit(row: Unit) -> Iterable[object]:
    teams = ""
    if row.teams:
        teams = ngettext("%(count)s team", "%(count)s teams", row.teams) % {"count": row.teams}
    return [teams, row.area, _span(row)]


def _classified(term: object, wording: str) -> str:
    """The list's term for a source's words: the portal's own reading, and said to be so."""
    if not wording or not term or str(term).lower() == wording.lower():
        return ""
    return _("classified: %(term)s") % {"term": term}


def _kind(row: FactRow) -> str:
    """The kind's name where the row's own words do not already give it."""
    name = term_of(row, "kind") if hasattr(row, "kind") else ""
    return "" if name in str(row) else name


def _span(row: FactRow) -> str:
    since, until = getattr(row, "since", ""), getattr(row, "until", "")
    words = {"since": display(since), "until": display(until)}
    if since and until:
        return _("%(since)s to %(until)s") % words
    if since:
        return _("from %(since)s") % words
    return _("until %(until)s") % words if until else ""


def _words_for(count: int | None) -> set[str]:
    """How wording says a count: "3 vans", "three vans", "one van and a second"."""
    named = _COUNTED.get(count or 0, ())
    return {str(count), *named}


def _plain(number: object) -> str:
    """`84.0` as "84"."""
    return f"{float(str(number)):g}"
