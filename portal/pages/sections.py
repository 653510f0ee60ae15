"""Parts of a page that other apps bring to it.

The platform shows home, cities and topics without knowing what there is to show: an app
declares its parts in `<app>/sections.py` (those of topics in `<app>/topic_sections.py`), which
are found when the portal starts.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language

from portal.database_state import kept_until_a_commit

Words = str | Promise


@dataclass(frozen=True)
class Section:
    """One part: its heading, and the template of its content with what that needs.

    Without a template it is only named among what there is, as `label` with a link to `url`.
    A wide part takes the whole width where others stand in two columns.
    """

    anchor: str
    title: Words
    template: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    text: Words = ""
    label: Words = ""
    url: str = ""
    is_wide: bool = False

    @property
    def link(self) -> tuple[str, Words]:
        """Where and how lists of the page's parts name it."""
        return self.url or self.anchor, self.label or self.title


Builder = Callable[[Any], Iterable[Section]]

_builders: dict[str, list[tuple[int, Builder]]] = defaultdict(list)


def brings_to(subject: str, position: int) -> Callable[[Builder], Builder]:
    """Registers a function from what a page is about ("pages.CityPage", "taxonomy.Topic") to
    its sections.

    Lower positions come first.
    """

    def register(builder: Builder) -> Builder:
        _builders[subject].append((position, builder))
        return builder

    return register


def sections_of(subject: Model) -> list[Section]:
    """All parts that apps bring to this page, in order; none to a preview of an unsaved page."""
    if subject.pk is None:
        return []
    ordered = sorted(_builders[subject._meta.label], key=lambda entry: entry[0])
    return [section for _position, builder in ordered for section in builder(subject)]


def sections_shown(subject: Model, request: HttpRequest | None) -> list[Section]:
    """As `sections_of`, kept until something is committed: for a page as readers see it.

    What a page says of others is most of what it asks the database for, and the same for every
    reader. A preview shows a draft, so its parts are made anew.
    """
    if getattr(request, "is_preview", True):
        return sections_of(subject)
    key = (subject._meta.label, subject.pk, get_language())
    return kept_until_a_commit(key, lambda: sections_of(subject))
