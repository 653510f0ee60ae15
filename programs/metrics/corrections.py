"""What readers are told of a figure's past: what it was, what it is now, when, and why."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.provenance.models import Source
from portal.theme.templatetags.theme import value_in_words
from programs.models import ProgramPage

from .history import is_correction
from .models.metric import Definition
from .models.observation import Observation, ObservationChange
from .small_counts import MOST
from .units import number

_NUMBERS = ("value", "value_to", "numerator", "denominator")
State = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """One thing that changed. `sources`: what it was and is, where it is the source."""

    label: str
    was: str
    is_now: str
    sources: tuple[Source | None, Source | None] = (None, None)


@dataclass(frozen=True)
class ToldChange:
    on: datetime.date
    title: str
    reason: str
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Withdrawn:
    """A figure that is no longer there: what it said last, and since when it says nothing.

    `value` is "" where it may not be told. `successor`: a figure of the same question.
    """

    program: ProgramPage
    figure: Observation
    value: str
    on: datetime.date
    history: list[ToldChange]
    successor: Observation | None


class _Past:
    """Reads states of figures as they are kept; three queries for any number of them."""

    def __init__(self, changes: Iterable[ObservationChange]) -> None:
        states = [state for each in changes for state in (each.before, each.after) if state]
        keys = {state.get("definition_id") for state in states}
        self.definitions = Definition.objects.select_related("metric").in_bulk(list(keys))
        self.sources = Source.objects.in_bulk(list({state.get("source_id") for state in states}))
        # Where a figure of the same ways of counting is withheld, what was might tell it.
        self.is_careful = any(d.metric.counts_clients for d in self.definitions.values()) and (
            Observation.everything.filter(
                program__in={each.program_id for each in changes},
                definition__metric__in={d.metric_id for d in self.definitions.values()},
                is_withheld=True,
            ).exists()
        )

    def figure(self, state: State | None) -> Observation | None:
        """None where there was none, or what it counted is no longer known."""
        definition = self.definitions.get((state or {}).get("definition_id"))
        source = self.sources.get((state or {}).get("source_id"))
        if not state or definition is None or source is None:
            return None
        columns = {field.attname for field in Observation._meta.concrete_fields}
        given = {name: value for name, value in state.items() if name in columns}
        try:
            given |= {name: Decimal(given[name]) for name in _NUMBERS if given.get(name)}
        except InvalidOperation:
            return None
        figure = Observation(**given)
        figure.definition, figure.source = definition, source
        return figure

    def may_be_told(self, figure: Observation) -> bool:
        if not figure.metric.counts_clients or figure.source.is_public:
            return True
        amounts = (figure.value, figure.numerator, figure.denominator)
        is_small = any(each is not None and 0 < each <= MOST for each in amounts)
        return not (is_small or self.is_careful)


def history_of(figure: Observation) -> list[ToldChange]:
    """The newest first. No name of anybody is in it."""
    changes = list(ObservationChange.objects.filter(observation=figure.pk))
    return _told(changes, _Past(changes))


def withdrawn_figure(key: int) -> Withdrawn | None:
    """Of a program that the public may read."""
    changes = list(ObservationChange.objects.filter(observation=key))
    removal = next((each for each in changes if each.after is None), None)
    if removal is None or Observation.everything.filter(pk=key).exists():
        return None
    program = ProgramPage.objects.readable().filter(pk=removal.program_id).first()
    past = _Past(changes)
    figure = past.figure(removal.before)
    if program is None or figure is None:
        return None
    return Withdrawn(
        program=program,
        figure=figure,
        value=_value(figure) if past.may_be_told(figure) else "",
        on=timezone.localdate(removal.changed_at),
        history=_told(changes, past),
        successor=_successor(figure),
    )


def _successor(gone: Observation) -> Observation | None:
    """What answers the same question now; from the same source, if it does."""
    alike = Observation.objects.filter(
        program=gone.program_id,
        definition=gone.definition_id,
        period_start=gone.period_start,
        period_end=gone.period_end,
        geography=gone.geography,
    )
    found = list(alike.select_related("definition__metric", "source"))
    return min(found, key=lambda each: (each.source_id != gone.source_id, -each.pk), default=None)


def _told(changes: Iterable[ObservationChange], past: _Past) -> list[ToldChange]:
    return [
        ToldChange(
            on=timezone.localdate(change.changed_at),
            title=_title(change),
            reason=change.reason,
            told=tuple(_differences(past, change)),
        )
        for change in changes
    ]


def _title(change: ObservationChange) -> str:
    if change.before is None:
        return _("Added")
    if change.after is None:
        return _("Withdrawn")
    return _("Corrected") if is_correction(change.before, change.after) else _("Remarks changed")


def _differences(past: _Past, change: ObservationChange) -> Iterator[Told]:
    before, after = past.figure(change.before), past.figure(change.after)
    if before is None or after is None:
        return
    hidden = _("not shown: a count of few people")
    was = _words(before, "" if past.may_be_told(before) else hidden)
    is_now = _words(after, "" if past.may_be_told(after) else hidden)
    for label, words in was.items():
        if words != is_now[label]:
            yield Told(label, words, is_now[label])
    if before.source_id != after.source_id:
        yield Told(
            _("Source"), str(before.source), str(after.source), (before.source, after.source)
        )


def _words(figure: Observation, hidden: str) -> dict[str, str]:
    """What a figure says, under the names that pages have for it."""
    part, whole = (_plain_number(each) for each in (figure.numerator, figure.denominator))
    definition = figure.definition
    return {
        _("Measure"): definition.metric.name,
        _("Value"): hidden or _value(figure),
        _("Period"): capfirst(figure.period_display),
        _("Way of counting"): _("Standard") if definition.is_standard else definition.name,
        _("Where"): figure.geography or _("City"),
        _("How it is known"): figure.get_quality_display(),
        _("Part"): hidden or part,
        _("Whole"): hidden or whole,
        _("Sources disagree"): _("yes") if figure.is_disputed else _("no"),
        _("The city stands by this one"): _("yes") if figure.stands else _("no"),
        _("Note"): figure.note,
    }


def _value(figure: Observation) -> str:
    return value_in_words(figure)


def _plain_number(value: Decimal | None) -> str:
    return "" if value is None else number(value)
