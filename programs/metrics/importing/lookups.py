"""What rows may name: the metrics of a program, their ways of counting, and sources."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeVar

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.provenance.models import Source
from programs.models import ProgramPage

from ..comparison import Kind
from ..models import Definition, Metric
from .numbers import UnreadableError
from .words import folded, nearest

Named = TypeVar("Named")


@dataclass(frozen=True)
class KnownMetric:
    pk: int
    slug: str
    name: str
    unit: str
    kind: Kind
    adds_up: bool
    is_retired: bool


@dataclass(frozen=True)
class KnownSource:
    pk: int
    key: str
    is_retired: bool


@dataclass
class Known:
    """Everything by the words that may stand for it. None where they stand for two things."""

    program: ProgramPage
    metrics: dict[Hashable, KnownMetric | None] = field(default_factory=dict)
    ways: dict[Hashable, int | None] = field(default_factory=dict)
    standard: dict[int, int] = field(default_factory=dict)
    names_of_ways: dict[int, list[str]] = field(default_factory=dict)
    sources: dict[Hashable, KnownSource | None] = field(default_factory=dict)
    sources_by_title: dict[Hashable, KnownSource | None] = field(default_factory=dict)
    sources_by_address: dict[Hashable, KnownSource | None] = field(default_factory=dict)

    def metric(self, text: str) -> KnownMetric:
        """By its short name or its name. Raises UnreadableError."""
        name = folded(text)
        if name not in self.metrics:
            slugs = {folded(found.slug): found.slug for found in self.metrics.values() if found}
            names = {folded(found.name): found.slug for found in self.metrics.values() if found}
            raise UnreadableError(
                nearest(text, names | slugs)
                or _(
                    "“%(written)s” is no metric. Write its short name as the dictionary has it, "
                    "as in calls-responded; the template lists them all."
                )
                % {"written": text[:60]}
            )
        found = self.metrics[name]
        if found is None:
            raise UnreadableError(
                _("Several metrics are called “%(written)s”. Write the short name of one.")
                % {"written": text[:60]}
            )
        return found

    def way(self, metric: KnownMetric, text: str) -> int:
        """The key of a definition of this metric. Raises UnreadableError."""
        if folded(text) in ("", "standard", "the_standard_way"):
            if metric.pk in self.standard:
                return self.standard[metric.pk]
            words = _("“%(metric)s” has no standard way of counting yet: name one of its others.")
            raise UnreadableError(words % {"metric": metric.name})
        found = self.ways.get((metric.pk, folded(text)))
        if found is None:
            names = self.names_of_ways.get(metric.pk, [])
            raise UnreadableError(
                nearest(text, {folded(name): name for name in names})
                or _("“%(written)s” is no way of counting %(metric)s. There are: %(names)s.")
                % {
                    "written": text[:60],
                    "metric": metric.name,
                    "names": "; ".join(names) or _("none"),
                }
            )
        return found

    def source(self, key: str, title: str, address: str) -> KnownSource | None:
        """By its id; by its address or title where there is none. Raises UnreadableError."""
        if key:
            return self._found(self.sources, key)
        if address and address.rstrip("/") in self.sources_by_address:
            return self._found(self.sources_by_address, address, address.rstrip("/"))
        if title:
            return self._found(self.sources_by_title, title)
        return self._found(self.sources_by_address, address, "") if address else None

    def _found(
        self,
        sources: dict[Hashable, KnownSource | None],
        written: str,
        name: str | None = None,
    ) -> KnownSource:
        name = written.casefold() if name is None else name
        found = sources.get(name)
        if found is not None:
            return found
        if name in sources:
            words = _("Several sources are called “%(written)s”. Write the id of one.")
            raise UnreadableError(words % {"written": written[:80]})
        words = _("There is no source “%(written)s” yet. Add it under Sources, and check again.")
        words %= {"written": written[:80]}
        known = {folded(each.key): each.key for each in self.sources.values() if each}
        if near := get_close_matches(folded(written), list(known), n=1, cutoff=0.75):
            # Of another year it is another source, so this is no more than a question.
            words += " " + _("Or is it %(other)s?") % {"other": known[near[0]]}
        raise UnreadableError(words)


def known_to(program: ProgramPage) -> Known:
    """Three queries, whatever the file holds."""
    known = Known(program)
    metrics = Metric.objects.filter(Q(in_dictionary=True) | Q(program=program))
    for metric in metrics:
        found = KnownMetric(
            metric.pk,
            metric.slug,
            metric.name,
            metric.unit,
            Kind(metric.kind),
            metric.adds_up,
            metric.retired_on is not None,
        )
        known.metrics[folded(metric.slug)] = found
        _note(known.metrics, folded(metric.name), found)
    ways = Definition.objects.filter(metric__in=metrics).filter(
        Q(program=None) | Q(program=program) | Q(observations__program=program)
    )
    for way in ways.distinct():
        if way.is_standard:
            known.standard[way.metric_id] = way.pk
        else:
            known.names_of_ways.setdefault(way.metric_id, []).append(way.name)
        known.ways[way.metric_id, folded(way.name)] = way.pk
    for key, title, address, retired, pk in Source.objects.values_list(
        "key", "title", "address", "retired_on", "pk"
    ):
        source = KnownSource(pk, key, retired is not None)
        known.sources[key.casefold()] = source
        _note(known.sources_by_title, title.casefold(), source)
        if address:
            _note(known.sources_by_address, address.rstrip("/"), source)
    return known


def _note(names: dict[Hashable, Named | None], name: str, found: Named) -> None:
    """A name that stands for two things stands for neither."""
    names[name] = found if names.get(name, found) == found else None
