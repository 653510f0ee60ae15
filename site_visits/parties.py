"""Hosts and visitors as readers see them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from portal.provenance.facts import Fact
from programs.references import Reference, References

from .wording import VISIT, Wording

if TYPE_CHECKING:
    from .models import SiteVisitPage


@dataclass
class PartyShown:
    """A host or visitor; `title` is a program's only where the public may read that program."""

    fact: Fact | None
    side: str
    title: str
    text: str = ""
    agency: str = ""
    reference: Reference | None = None

    @property
    def url(self) -> str:
        return self.reference.url if self.reference else ""

    @property
    def status(self) -> str:
        return self.reference.status if self.reference else ""

    @property
    def status_label(self) -> str:
        return self.reference.status_label if self.reference else ""


@dataclass
class Parties:
    """`words` names a side where one name does not: none or several."""

    hosts: list[PartyShown]
    visitors: list[PartyShown]
    words: Wording = VISIT

    @property
    def host_name(self) -> str:
        if len(self.hosts) == 1:
            return self.hosts[0].title
        return _("the hosts") if self.hosts else _("the host")

    @property
    def visitor_name(self) -> str:
        return self.visitors[0].title if len(self.visitors) == 1 else str(self.words.visitors)

    @property
    def what_was_taken(self) -> str:
        return self.words.took_by(self.visitor_name)

    @property
    def more_hosts(self) -> int:
        """How many come after the first, where only that is named."""
        return len(self.hosts[1:])

    @property
    def more_visitors(self) -> int:
        return len(self.visitors[1:])

    @property
    def facts(self) -> list[Fact]:
        return [party.fact for party in [*self.hosts, *self.visitors] if party.fact]


def parties_shown(visit: "SiteVisitPage", references: References) -> Parties:
    """Hosts and visitors, each with its fact."""
    facts = {fact.row.pk: fact for fact in visit.facts.rows.parties if fact.row}
    return parties_of(visit, references, facts)


def parties_of(
    visit: "SiteVisitPage", references: References, facts: Mapping[int, Fact] | None = None
) -> Parties:
    rows: Iterable[Any] = visit.parties.all()
    shown = [_party(row, references, (facts or {}).get(row.pk)) for row in rows]
    return Parties(
        [party for party in shown if party.side == "host"],
        [party for party in shown if party.side == "visitor"],
        visit.words,
    )


def _party(row: Any, references: References, fact: Fact | None) -> PartyShown:
    reference = references.get(row.program_id) or references.get(row.city_id)
    title = reference.title if reference else row.organization or row.place or row.agency
    agency = row.agency if row.agency != title else ""
    place = reference.place if reference and row.program_id else row.place
    words = [part for part in (agency, place if place != title else "") if part]
    return PartyShown(
        fact=fact,
        side=row.side,
        title=title or _("A program that is not public"),
        text=", ".join(words),
        agency=row.agency,
        reference=reference,
    )
