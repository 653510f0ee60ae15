"""The sources of a memo, numbered in the order in which it names them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.provenance.dates import display, display_short
from portal.provenance.models import Source
from portal.provenance.source_names import short_publisher


@dataclass(frozen=True)
class NumberedSource:
    number: int
    source: Source

    @property
    def words(self) -> str:
        """ "Community Spirit, April 2025"; what has no date says when it was read."""
        publisher = short_publisher(self.source.publisher)
        if self.source.published:
            return f"{publisher}, {display(self.source.published)}"
        if not self.source.accessed:
            return _("%(publisher)s, undated") % {"publisher": publisher}
        return _("%(publisher)s, undated, read %(date)s") % {
            "publisher": publisher,
            "date": display_short(self.source.accessed),
        }


class Numbers:
    def __init__(self) -> None:
        self._known: dict[str, NumberedSource] = {}

    def of(self, sources: Iterable[Source]) -> list[NumberedSource]:
        """Numbers them, where they have none yet."""
        for source in sources:
            known = NumberedSource(len(self._known) + 1, source)
            self._known.setdefault(source.key, known)
        found = {source.key: self._known[source.key] for source in sources}
        return sorted(found.values(), key=lambda each: each.number)

    @property
    def all(self) -> list[NumberedSource]:
        return list(self._known.values())
