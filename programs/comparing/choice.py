"""Which programs a reader wants beside each other, as the address says it.

A program goes by its city and its own short name, `durham-nc/heart`, as its page's address does:
two cities may call their programs alike, and no other key is unique, lasting and readable. The
short name alone is taken as well, for as long as one program has it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import cached_property
from wagtail.contrib.redirects.models import Redirect

from portal.lists.typed_text import LONGEST_SHOWN, is_storable, printable, storable
from portal.taxonomy.choices import STOPPED, Phase
from programs.listing import place_of
from programs.models import ProgramPage
from programs.models.program_page import comparison_key

PROGRAM, FIND, ONLY = "program", "find", "only"
LEAST, MOST = 2, 5
# More names than this are not looked for, nor longer ones.
MOST_NAMES, NAME_READ = 20, 300
# As many as can be looked through; a search finds the others.
MOST_OFFERED = 60

_OF_AN_OFFER = ("id", "url_path", "title", "status", "search_entry__place")


@dataclass(frozen=True)
class Offer:
    """A program as a box to check."""

    pk: int
    key: str
    name: str
    place: str
    # What it is now, where it does not answer calls.
    stopped: str = ""
    is_chosen: bool = False


@dataclass
class Choice:
    """The programs that were found, and in words' place whatever was not."""

    programs: list[ProgramPage] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    repeated: list[ProgramPage] = field(default_factory=list)
    # Short names that several programs have, with these programs.
    ambiguous: list[tuple[str, list[ProgramPage]]] = field(default_factory=list)
    left_unread: bool = False
    find: str = ""
    only_differing: bool = False

    @property
    def can_be_compared(self) -> bool:
        return LEAST <= len(self.programs) <= MOST

    @property
    def is_too_many(self) -> bool:
        return len(self.programs) > MOST

    @property
    def is_full(self) -> bool:
        return len(self.programs) >= MOST

    @property
    def keys(self) -> list[str]:
        return [page.comparison_key for page in self.programs]

    @property
    def address(self) -> str:
        """Of these programs, each under its lasting key."""
        return address_of(self.keys)

    @property
    def address_of_differing(self) -> str:
        return address_of(self.keys, only_differing=True)

    def without(self, page: ProgramPage) -> str:
        kept = [key for key in self.keys if key != page.comparison_key]
        return address_of(kept, only_differing=self.only_differing)

    @cached_property
    def offers(self) -> list[Offer]:
        """What is chosen, then what fits the search; one more than is shown of these."""
        chosen = [
            _offer(page.pk, page.url_path, page.title, page.status, place_of(page), is_chosen=True)
            for page in self.programs
        ]
        fitting = _fitting(self.find).exclude(pk__in=[offer.pk for offer in chosen])
        found = fitting.values_list(*_OF_AN_OFFER)[: MOST_OFFERED + 1]
        return [*chosen, *(_offer(*row) for row in found)]

    @property
    def has_more_offers(self) -> bool:
        return len(self.offers) > len(self.programs) + MOST_OFFERED

    @property
    def shown_offers(self) -> list[Offer]:
        return self.offers[: len(self.programs) + MOST_OFFERED]

    @property
    def nothing_fits(self) -> bool:
        return len(self.offers) == len(self.programs)


def _offer(
    pk: int, url_path: str, title: str, status: str, place: str | None, *, is_chosen: bool = False
) -> Offer:
    stopped = str(Phase(status).label) if status in STOPPED else ""
    name = name_with_place(title, place or "")
    return Offer(pk, comparison_key(url_path), name, place or "", stopped, is_chosen)


def city_of(place: str) -> str:
    return place.partition(",")[0]


def name_with_place(title: str, place: str) -> str:
    """ "New York B-HEARD"; the title alone where it names the city."""
    city = city_of(place)
    is_said = not city or city.casefold() in title.casefold()
    return title if is_said else f"{city} {title}"


def address_of(keys: Iterable[str], *, only_differing: bool = False) -> str:
    query = QueryDict(mutable=True)
    query.setlist(PROGRAM, list(keys))
    if only_differing:
        query[ONLY] = "differences"
    return f"?{query.urlencode(safe='/')}"


def read_choice(parameters: QueryDict) -> Choice:
    """Two queries at the most for names that are known, two more for those that are not."""
    names = [name.strip().strip("/") for name in parameters.getlist(PROGRAM)]
    names = [name for name in names if name]
    choice = Choice(
        left_unread=len(names) > MOST_NAMES,
        find=storable(parameters.get(FIND, "").strip())[:LONGEST_SHOWN],
        only_differing=parameters.get(ONLY) == "differences",
    )
    names = names[:MOST_NAMES]
    known = _by_name(names)
    for name in names:
        found = known.get(name, [])
        if not found:
            choice.unknown.append(printable(name))
        elif len(found) > 1:
            choice.ambiguous.append((name, found))
        elif found[0] in choice.programs:
            choice.repeated.append(found[0])
        else:
            choice.programs.append(found[0])
    choice.unknown = list(dict.fromkeys(choice.unknown))
    choice.repeated = list(dict.fromkeys(choice.repeated))
    return choice


def _by_name(names: Sequence[str]) -> dict[str, list[ProgramPage]]:
    askable = [n for n in names if len(n) <= NAME_READ and is_storable(n)]
    slugs = {name.rpartition("/")[2] for name in askable}
    programs = list(_programs().filter(slug__in=slugs)) if slugs else []
    found: dict[str, list[ProgramPage]] = {}
    for name in askable:
        fitting = [page for page in programs if name in {page.slug, page.comparison_key}]
        if fitting:
            found[name] = fitting
    return found | _moved([name for name in askable if name not in found and "/" in name])


def _moved(names: Sequence[str]) -> dict[str, list[ProgramPage]]:
    """Programs that had the name before they were renamed or moved."""
    if not names:
        return {}
    ending = Q()
    for name in names:
        ending |= Q(old_path__endswith=f"/{name}")
    moved = Redirect.objects.filter(ending).exclude(redirect_page=None)
    pages = {
        comparison_key(old): page for old, page in moved.values_list("old_path", "redirect_page")
    }
    programs = {page.pk: page for page in _programs().filter(pk__in=pages.values())}
    return {name: [programs[pages[name]]] for name in names if pages.get(name) in programs}


def _programs() -> Any:
    return ProgramPage.objects.readable().select_related("search_entry")


def _fitting(words: str) -> Any:
    """Every word stands in the program's name or in that of its place."""
    programs = ProgramPage.objects.readable().by_city()
    for word in words.split()[:8]:
        programs = programs.filter(
            Q(title__icontains=word)
            | Q(acronym__icontains=word)
            | Q(search_entry__place__icontains=word)
        )
    return programs
