"""Why a program is like the described one, in words."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portal.pages.models import CityPage
from portal.taxonomy.choices import Discipline
from programs.comparing.differences import lowered
from programs.models import ProgramPage

from .form import LABELS
from .likeness import ALIKE, Description, Likeness, Trait


@dataclass
class Reasons:
    alike: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def reasons(likeness: Likeness, wanted: Description, found: Description) -> Reasons:
    said = Reasons(unknown=[lowered(str(LABELS[trait])) for trait in likeness.unknown])
    for trait, value in likeness.agreements.items():
        # Whom teams have in common is said, however many others there are.
        is_alike = value >= ALIKE or (trait == Trait.TEAM and value > 0)
        words = _WORDS[trait](wanted, found, is_alike)
        (said.alike if is_alike else said.other).append(words)
    return said


def _population(wanted: Description, found: Description, is_alike: bool) -> str:
    words = _("about the same size: %(one)s and %(other)s residents")
    if not is_alike:
        words = _("another size: %(one)s and %(other)s residents")
    return words % {"one": f"{wanted.population:,}", "other": f"{found.population:,}"}


def _density(wanted: Description, found: Description, is_alike: bool) -> str:
    words = _("about as dense: %(one)s and %(other)s residents per square mile")
    if not is_alike:
        words = _("another density: %(one)s and %(other)s residents per square mile")
    return words % {"one": f"{wanted.density:,.0f}", "other": f"{found.density:,.0f}"}


def _governance(wanted: Description, found: Description, is_alike: bool) -> str:
    named = dict(CityPage._meta.get_field("center_governance").flatchoices)
    words = _("the 911 center is run alike: %(found)s")
    if not is_alike:
        words = _("the 911 center is run otherwise: %(found)s, not %(wanted)s")
    return words % {"found": named[found.governance], "wanted": named[wanted.governance]}


def _dispatch(wanted: Description, found: Description, is_alike: bool) -> str:
    named = dict(ProgramPage.DispatchModel.choices)
    words = _("same dispatch model: %(found)s")
    if not is_alike:
        words = _("another dispatch model: %(found)s, not: %(wanted)s")
    return words % {
        "found": lowered(str(named[found.dispatch])),
        "wanted": lowered(str(named[wanted.dispatch])),
    }


def _team(wanted: Description, found: Description, is_alike: bool) -> str:
    both = _disciplines(wanted.team & found.team)
    if not both:
        return _("nobody in both teams; there: %(found)s") % {"found": _disciplines(found.team)}
    words = _("in both teams: %(both)s") % {"both": both}
    more = _disciplines(found.team - wanted.team)
    return _("%(words)s; also there: %(more)s") % {"words": words, "more": more} if more else words


def _disciplines(team: frozenset[str]) -> str:
    # "Other" alone says nothing in a sentence.
    named = dict(Discipline.choices) | {Discipline.OTHER: _("another discipline")}
    return ", ".join(sorted(lowered(str(named[each])) for each in team))


def _hours(wanted: Description, found: Description, is_alike: bool) -> str:
    words = _("about as many hours per week: %(one)s and %(other)s")
    if not is_alike:
        words = _("other hours per week: %(one)s and %(other)s")
    return words % {"one": _plain(wanted.hours), "other": _plain(found.hours)}


def _plain(hours: float | None) -> str:
    return f"{round(hours or 0, 1):g}"


_WORDS: dict[Trait, Callable[[Description, Description, bool], str]] = {
    Trait.POPULATION: _population,
    Trait.DENSITY: _density,
    Trait.GOVERNANCE: _governance,
    Trait.DISPATCH: _dispatch,
    Trait.TEAM: _team,
    Trait.HOURS: _hours,
}
