"""What programs are narrowed by."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.lists.filters import Words
from portal.provenance.facts import answered_share
from portal.search.facets import CORE_FACTS, NOT_RECORDED, Facet, StateFacet
from portal.taxonomy.choices import AgencyKind, Discipline, Phase, ResponseModel

from .core_twenty import CORE_TWENTY
from .metrics.models import Metric
from .models import ProgramPage

_UNRECORDED = (NOT_RECORDED, _("Not recorded"))


class StatusFacet(Facet):
    name = "status"
    label = _("Status")
    place_in_search = 6
    starts_open = True
    choices = (*Phase.choices, _UNRECORDED)
    unrecorded = NOT_RECORDED

    def values(self, page: ProgramPage) -> list[str]:
        return [page.status or NOT_RECORDED]


class ModelFacet(Facet):
    name = "model"
    label = _("Response model")
    choices = ResponseModel.choices
    place_in_search = 5

    def values(self, page: ProgramPage) -> set[str]:
        return {row.model for row in page.response_models.all() if not row.until}


class DisciplineFacet(Facet):
    name = "discipline"
    label = _("Who is in the team")
    choices = (*Discipline.choices, _UNRECORDED)
    unrecorded = NOT_RECORDED

    def values(self, page: ProgramPage) -> set[str]:
        return _disciplines(page) or {NOT_RECORDED}


class PoliceFacet(Facet):
    """Where nothing is said of police, that a stated team has no officer is worth knowing."""

    NO_OFFICER = "no-officer-listed"

    name = "police"
    label = _("Police at the scene")
    choices = (
        *ProgramPage.PoliceInvolvement.choices,
        (NO_OFFICER, _("Not recorded, but no officer listed in its teams")),
        (NOT_RECORDED, _("Not recorded")),
    )
    unrecorded = NOT_RECORDED

    def values(self, page: ProgramPage) -> list[str]:
        disciplines = _disciplines(page)
        if page.police_involvement:
            return [page.police_involvement]
        if Discipline.OFFICER in disciplines:
            return [ProgramPage.PoliceInvolvement.SOME_UNITS]
        return [self.NO_OFFICER if disciplines else NOT_RECORDED]


class DispatchFacet(Facet):
    name = "dispatch"
    label = _("How calls reach it")
    choices = (*ProgramPage.DispatchModel.choices, _UNRECORDED)
    unrecorded = NOT_RECORDED

    def values(self, page: ProgramPage) -> list[str]:
        return [page.dispatch_model or NOT_RECORDED]


class HousedInFacet(Facet):
    name = "housed-in"
    label = _("Housed in")
    choices = (*AgencyKind.choices, _UNRECORDED)
    unrecorded = NOT_RECORDED

    def values(self, page: ProgramPage) -> list[str]:
        return [page.housed_in or NOT_RECORDED]


class HoursFacet(Facet):
    """By the hours that hold now, of the program and of its units; only stated time counts."""

    WEEKENDS, OVERNIGHT, ALWAYS, WEEKDAYS = "weekends", "overnight", "24-7", "weekdays-only"

    name = "hours"
    label = _("Hours")
    starts_open = True
    choices = (
        (WEEKENDS, _("Works on weekends")),
        (OVERNIGHT, _("Works overnight")),
        (ALWAYS, _("24 hours, 7 days")),
        (WEEKDAYS, _("Weekdays only")),
        (NOT_RECORDED, _("Not recorded, or days not stated")),
    )
    unrecorded = NOT_RECORDED

    def values(self, page: ProgramPage) -> set[str]:
        rows = [*page.hours.all(), *(row for unit in page.units.all() for row in unit.hours.all())]
        weeks = [row.week for row in rows if row.week and not row.until]
        found = {value for week in weeks for value in self._of_week(week)}
        if found and self.WEEKENDS in found:
            found.discard(self.WEEKDAYS)
        return found or {NOT_RECORDED}

    def _of_week(self, week: list[tuple[Any, Any, str]]) -> Iterator[str]:
        opened = [(start, end) for start, end, state in week if state == "open"]
        if not opened:
            return
        if all(state == "open" for _start, _end, state in week):
            yield self.ALWAYS
        if any(_hours_of(start, end, _is_weekend) for start, end in opened):
            yield self.WEEKENDS
        elif all(state != "unknown" for _start, _end, state in week):
            yield self.WEEKDAYS
        if any(_hours_of(start, end, _is_night) for start, end in opened):
            yield self.OVERNIGHT


class PopulationFacet(Facet):
    """Of the city it lives under, by its latest count; each band begins at its number."""

    BANDS = (
        ("under-100000", 0, _("Under 100,000")),
        ("100000-200000", 100_000, _("100,000 to 200,000")),
        ("200000-400000", 200_000, _("200,000 to 400,000")),
        ("400000-1000000", 400_000, _("400,000 to 1 million")),
        ("over-1000000", 1_000_000, _("Over 1 million")),
    )

    name = "population"
    label = _("Population")
    starts_open = True
    choices = (*((value, words) for value, _least, words in BANDS), _UNRECORDED)
    unrecorded = NOT_RECORDED

    def values(self, page: ProgramPage) -> list[str]:
        city: Any = page.home_city
        population = city.population if city else None
        if population is None:
            return [NOT_RECORDED]
        fitting = [value for value, least, _words in self.BANDS if population.count >= least]
        return fitting[-1:]


class MetricFacet(Facet):
    name = "figures"
    label = _("Has figures for")

    def labels(self, values: Collection[str]) -> Mapping[str, Words]:
        metrics = Metric.objects.in_dictionary().filter(slug__in=values)
        return dict(metrics.values_list("slug", "name"))

    def values(self, page: ProgramPage) -> Iterable[str]:
        observed = page.observations.shown().filter(definition__metric__in_dictionary=True)
        slugs: Iterable[str] = observed.values_list("definition__metric__slug", flat=True)
        return slugs


class CoreFactsFacet(Facet):
    """How many of the core twenty have a value."""

    name = CORE_FACTS
    label = _("Core facts recorded")

    def labels(self, values: Collection[str]) -> Mapping[str, Words]:
        total = len(CORE_TWENTY)
        found = sorted((value for value in values if value.isdecimal()), key=int, reverse=True)
        return {
            value: _("%(count)s of %(total)s") % {"count": value, "total": total} for value in found
        }

    def values(self, page: ProgramPage) -> list[str]:
        recorded, _total = answered_share(page.core_fact_list())
        return [str(recorded)]


FACETS = (
    HoursFacet,
    StatusFacet,
    PopulationFacet,
    PoliceFacet,
    DisciplineFacet,
    HousedInFacet,
    ModelFacet,
    StateFacet,
    DispatchFacet,
    MetricFacet,
    CoreFactsFacet,
)


def _disciplines(page: ProgramPage) -> set[str]:
    roles = [*page.team_roles.all(), *(r for unit in page.units.all() for r in unit.roles.all())]
    return {role.discipline for role in roles if role.discipline}


def _is_weekend(moment: datetime.datetime) -> bool:
    return moment.weekday() >= 5


def _is_night(moment: datetime.datetime) -> bool:
    """Between 2 and 5 in the morning; a late evening is no night."""
    return 2 <= moment.hour < 5


def _hours_of(start: datetime.datetime, end: datetime.datetime, is_such: Any) -> bool:
    """Whether some full hour of the stretch is such an hour."""
    hours = int((end - start).total_seconds() // 3600)
    return any(is_such(start + datetime.timedelta(hours=n)) for n in range(hours or 1))
