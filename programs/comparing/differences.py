"""What differs between the facts of several programs, in words."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.provenance.dates import PartialDate

# Longer lists are no help: the cells say them.
MOST_NAMED = 3


class Said(StrEnum):
    NOTHING = "nothing"
    ONE = "one"
    SAME = "same"
    DIFFERS = "differs"
    OWN_WORDS = "own_words"
    SHOWN = "shown"


LABELS: dict[Said, str | Promise] = {
    Said.NOTHING: gettext_lazy("Nobody can say yet"),
    Said.ONE: gettext_lazy("One known"),
    Said.SAME: gettext_lazy("Same"),
    Said.DIFFERS: gettext_lazy("Differs"),
    Said.OWN_WORDS: gettext_lazy("Each in its own words"),
    Said.SHOWN: "",
}


@dataclass(frozen=True)
class SaidOfRow:
    """The label of a row, and what follows it."""

    outcome: Said
    words: str | Promise = ""

    @property
    def label(self) -> str | Promise:
        return LABELS[self.outcome]

    @property
    def differs(self) -> bool:
        """What is not judged may differ; what only one says cannot be said to."""
        return self.outcome in {Said.DIFFERS, Said.OWN_WORDS, Said.SHOWN}


def shown(known: Mapping[str, object], words: str | Promise) -> SaidOfRow:
    """Of what is shown and not judged."""
    return _of_few(known) if len(known) < 2 else SaidOfRow(Said.SHOWN, words)


def _of_few(known: Mapping[str, object]) -> SaidOfRow:
    return SaidOfRow(Said.ONE, listed(known)) if known else SaidOfRow(Said.NOTHING)


def of_facts(terms: Mapping[str, frozenset[str] | None], programs: int) -> SaidOfRow:
    """By the terms of the programs that record any, under their names."""
    if len(terms) < 2:
        return _of_few(terms)
    sets = {name: found for name, found in terms.items() if found is not None}
    if len(sets) < len(terms):
        return SaidOfRow(Said.OWN_WORDS)
    together = frozenset.intersection(*sets.values())
    if all(found == together for found in sets.values()):
        words = "" if len(terms) == programs else _("where it is recorded")
        return SaidOfRow(Said.SAME, words)
    return SaidOfRow(Said.DIFFERS, _apart(sets, together))


def _apart(sets: Mapping[str, frozenset[str]], together: frozenset[str]) -> str:
    """ "all: clinician; only Durham: peer". Nothing where each has one, which its cell says."""
    are_single = all(len(found) == 1 for found in sets.values())
    parts = []
    if together:
        parts.append(_("all: %(terms)s") % {"terms": few(sorted(together))})
    for name, found in sets.items():
        others = frozenset().union(*(terms for other, terms in sets.items() if other != name))
        own = found - others
        if own and not are_single:
            parts.append(_("only %(name)s: %(terms)s") % {"name": name, "terms": few(sorted(own))})
    return "; ".join(parts)


def few(names: Sequence[str]) -> str:
    """The first, and how many more."""
    words, left_out = ", ".join(names[:MOST_NAMED]), len(names) - MOST_NAMED
    if left_out <= 0:
        return words
    more = ngettext("%(count)s more", "%(count)s more", left_out) % {"count": left_out}
    return _("%(words)s and %(more)s") % {"words": words, "more": more}


def lowered(words: str) -> str:
    """For the middle of a sentence; "EMT" and "911" stay as they are."""
    is_acronym = words[1:2].isupper()
    return words if is_acronym else words[:1].lower() + words[1:]


def of_sizes(sizes: Mapping[str, int]) -> SaidOfRow:
    """How many times the smallest the largest is."""
    if len(sizes) < 2:
        return _of_few(sizes)
    least, most = min(sizes, key=lambda name: sizes[name]), max(sizes, key=lambda name: sizes[name])
    times = round(sizes[most] / sizes[least]) if sizes[least] else 0
    if times < 2:
        return SaidOfRow(Said.DIFFERS if sizes[least] != sizes[most] else Said.SAME)
    words = _("%(most)s has %(times)s times the people of %(least)s")
    return SaidOfRow(Said.DIFFERS, words % {"most": most, "times": times, "least": least})


def of_dates(dates: Mapping[str, list[str]]) -> SaidOfRow:
    """Who was first, and by how much; nothing where a program's sources give several dates."""
    if len(dates) < 2:
        return _of_few(dates)
    if any(len(found) != 1 for found in dates.values()):
        return SaidOfRow(Said.DIFFERS, _("some sources give several dates"))
    ordered = sorted(dates, key=lambda name: dates[name][0])
    first, last = dates[ordered[0]][0], dates[ordered[-1]][0]
    if first == last:
        return SaidOfRow(Said.SAME)
    words = _("%(name)s first") % {"name": ordered[0]}
    apart = _years(first, last)
    if apart:
        words = _("%(name)s first, %(last)s %(years)s later") % {
            "name": ordered[0],
            "last": ordered[-1],
            "years": ngettext("%(count)s year", "%(count)s years", apart) % {"count": apart},
        }
    return SaidOfRow(Said.DIFFERS, words)


def _years(first: str, last: str) -> int:
    """To the nearest one; none of dates that are less than half a year apart."""
    apart: datetime.timedelta = PartialDate(last).first_day - PartialDate(first).first_day
    return round(apart.days / 365.25)


def listed(names: Iterable[str]) -> str:
    """ "Durham, Denver and New York"."""
    *before, last = names
    if not before:
        return last
    return _("%(names)s and %(last)s") % {"names": ", ".join(before), "last": last}
