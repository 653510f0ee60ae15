"""How an app says, in its `search_source.py`, how its pages appear in search.

For example:

    @register
    class PlaybookSource(PageSource):
        model = PlaybookPage
        kind = "playbook"
        label = _("Playbook")

        def passages(self, page):
            yield PassageText(_("In one minute"), page.in_one_minute, anchor="in-one-minute")
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.pages.models import CityPage, KnowledgePage

from .attachments.attached import AttachedFile
from .passage_text import PassageText

if TYPE_CHECKING:
    from .facets import Facet

# Gives the primary keys of the pages that print a row.
Follower = Callable[[Any], Iterable[int]]


class PageSource:
    """One page type in search. Methods get a page as the database holds it.

    They may print only what every reader may see: passages are stored without asking who reads.
    """

    model: ClassVar[type[KnowledgePage]]
    # Short and lasting: it will stand in addresses.
    kind: ClassVar[str]
    label: ClassVar[str | Promise]
    # What its parts are called that have an address of their own, where that is not the label.
    label_of_parts: ClassVar[str | Promise] = ""
    # What their list narrows these pages by, and search too where the facet says so.
    facets: ClassVar[Sequence[type["Facet"]]] = ()
    # What only search narrows them by.
    search_facets: ClassVar[Sequence[type["Facet"]]] = ()

    def lead(self, page: Any) -> str:
        """What stands under the page's title, before the first heading."""
        return str(page.summary)

    def passages(self, page: Any) -> Iterable[PassageText]:
        """The page cut at its headings, each with the id that the heading has on the page."""
        return ()

    def place(self, page: Any) -> str:
        """Where it is, for a hit: "Durham, North Carolina"."""
        return city_words(page.home_city)

    def names(self, page: Any) -> Iterable[str]:
        """What it is called; a search for just that finds it first."""
        return [page.title]

    def cities(self, page: Any) -> Iterable[Page]:
        """The cities it is about, for search to narrow by."""
        return [page.home_city] if page.home_city else []

    def date(self, page: Any) -> str:
        """When what it tells happened, or when it was published, as the text of a partial date."""
        published = page.last_published_at
        return timezone.localdate(published).isoformat() if published else ""

    def status(self, page: Any) -> str:
        """The code of a status that a reader must know before opening the page, or nothing."""
        return ""

    def status_label(self, status: str) -> str:
        return ""

    def related(self, page: Any) -> Iterable[int]:
        """Primary keys of pages that print something of this one, or of which it prints
        something. When one of two related pages changes, both are written anew.
        """
        return ()

    def files(self, page: Any) -> Iterable[AttachedFile]:
        """Uploaded files that the page offers: their text is found as a part of it."""
        return ()

    def follows(self) -> dict[type[Model], Follower]:
        """Models other than the page that its passages print, each with a function that gives,
        for a row, the primary keys of the pages that print it.
        """
        return {}


class ListSource(PageSource):
    """A page that lists others: found by its title and summary, its entries by themselves."""

    kind = "list"
    label = _("List")


class Registry:
    def __init__(self) -> None:
        self._by_model: dict[type[Page], PageSource] = {}

    def register(self, source_class: type[PageSource]) -> type[PageSource]:
        source = source_class()
        taken = self.for_model(source.model)
        if taken and type(taken) is not source_class:
            raise ImproperlyConfigured(
                f"{source.model.__name__} is declared by {type(taken).__name__} and by "
                f"{source_class.__name__}. Keep one of them."
            )
        alike = self.for_kind(source.kind)
        if alike and alike.label != source.label:
            raise ImproperlyConfigured(
                f"{type(alike).__name__} and {source_class.__name__} call the kind "
                f"“{source.kind}” by different labels. Give one of them another kind."
            )
        self._by_model[source.model] = source
        return source_class

    def __iter__(self) -> Iterator[PageSource]:
        return iter(self._by_model.values())

    def for_model(self, model: type[Page]) -> PageSource | None:
        return self._by_model.get(model)

    def for_kind(self, kind: str) -> PageSource | None:
        return next((source for source in self if source.kind == kind), None)


registry = Registry()
register = registry.register

Contribution = Callable[[Any], Iterable[PassageText]]
_contributions: dict[str, list[Contribution]] = defaultdict(list)


def contributes_to(page_type: str) -> Callable[[Contribution], Contribution]:
    """Registers what an app brings to another's pages ("programs.ProgramPage"), as passages.

    The two pages have to be `related`, so that one is written anew when the other changes.
    """

    def add(contribution: Contribution) -> Contribution:
        _contributions[page_type].append(contribution)
        return contribution

    return add


def contributions_to(page: Page) -> Iterator[PassageText]:
    for contribution in _contributions[page._meta.label]:
        yield from contribution(page)


_facets: dict[str, list[type["Facet"]]] = defaultdict(list)


def adds_facet_to(page_type: str) -> Callable[[type["Facet"]], type["Facet"]]:
    """Registers a facet of another app's pages; the pages have to be `related`, as above."""

    def add(facet: type["Facet"]) -> type["Facet"]:
        _facets[page_type].append(facet)
        return facet

    return add


def facets_of(model: type[Page]) -> list[type["Facet"]]:
    """All that pages of a type are narrowed by: its own facets, then those of other apps."""
    source = registry.for_model(model)
    return [*(source.facets if source else ()), *_facets[model._meta.label]]


def city_words(city: Page | None) -> str:
    """ "Durham, North Carolina", or nothing for a page that belongs to no city."""
    return f"{city.city_name}, {city.state}" if isinstance(city, CityPage) else ""
