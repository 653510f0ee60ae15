"""A memo for a council, as a page, as a sheet to print and as a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify

from .lines import lines
from .numbers import NumberedSource
from .paper import HEIGHT, NOTE, NOTE_LINE, TEXT, TEXT_LINE, WIDTH


@dataclass
class Sheet:
    """What stands on the paper: `content` for its template, then what every memo ends with."""

    content: dict[str, Any]
    left_out: list[str] = field(default_factory=list)
    sources: list[NumberedSource] = field(default_factory=list)


@dataclass
class Memo:
    """`write` says what stands on the paper in so many points of height; `pictures` draws those
    that may stand there, by the addresses at which the page shows them.
    """

    title: str
    about: str
    template: str
    # Of what it was made from: whole and with its words, for the paper; then for a link.
    address: str
    address_label: str
    back_to: str
    back_label: str
    pdf_address: str
    # What its file is called: names of cities.
    names: list[str]
    write: Callable[[float], Sheet]
    pictures: Callable[[], Mapping[str, bytes]] = dict

    @property
    def portal_name(self) -> str:
        return str(settings.PORTAL_NAME)

    @property
    def file_name(self) -> str:
        """ "council-memo-durham-denver-2026-11-28.pdf"."""
        names = [slugify(name) for name in self.names]
        parts = ["council-memo", *filter(None, names), f"{timezone.localdate():%Y-%m-%d}"]
        return "-".join(parts) + ".pdf"

    @cached_property
    def _page(self) -> Sheet:
        return self.write(HEIGHT)

    def context(self, room: float | None = None) -> dict[str, Any]:
        """For the page that is printed by a browser, or in so much room."""
        sheet = self._page if room is None else self.write(room)
        return {"memo": self, "sheet": sheet, "today": timezone.localdate()}


def ending(left_out: Sequence[str], address: str, sources: list[NumberedSource]) -> float:
    """The height of what every memo ends with: what was left out, sources, the address."""
    height = 0.0
    if left_out:
        # The names, and the words around them.
        height += 4 + NOTE_LINE * lines(f"{', '.join(left_out)} {'x' * 90}", WIDTH, NOTE)
    named = "; ".join(f"{each.number} {each.words}" for each in sources)
    height += 4 + NOTE_LINE * lines(f"{'x' * 12} {named}", WIDTH, NOTE)
    return height + 6 + TEXT_LINE * lines(f"{address} {'x' * 60}", WIDTH, TEXT)
